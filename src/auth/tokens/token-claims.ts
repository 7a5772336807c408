import type { TokenProfile } from '../credential.js';
import { firstPartyClient, type ProfileRules } from './token-profile.js';

/** The claims of a verified token of ours; authority is never taken from them alone. */
export interface TokenClaims {
  readonly profile: TokenProfile;
  readonly subject: string;
  readonly subjectType: 'user' | 'application';
  readonly sessionId: string | undefined;
  /** The OAuth client that a person's token was issued to; an application's own id. */
  readonly clientId: string;
  readonly audience: string;
  readonly scope: string | undefined;
  readonly epoch: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the first token of a chain of refreshes was issued; CAM2 only. */
  readonly originallyIssuedAt: number | undefined;
  readonly tokenId: string;
  /** The tokens that this one was exchanged for, the first one first (RFC 8693); empty for any other token. */
  readonly exchanged: readonly string[];
  /** Thumbprint of the key that it is bound to (RFC 9449 §6); undefined: a Bearer token. */
  readonly thumbprint: string | undefined;
  /** The only cameras that it is for; undefined: all of its owner. */
  readonly cameras: readonly number[] | undefined;
  /** When the person proved who they are, in seconds since 1970, and how (RFC 8176); undefined where nobody said so. */
  readonly authTime: number | undefined;
  readonly amr: readonly string[] | undefined;
}

/** At most so many cameras stand in a token: it must fit into a header. */
export const camerasLimit = 64;
/** A token cannot be exchanged for one that is exchanged again, and so on, more often than that. */
export const exchangesLimit = 8;
/** More methods than anybody proves by at once. */
const methodsLimit = 30;
const skewSeconds = 30;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The claim schema (R-TOK-4, R-TOK-8): every claim that we put into a token of this profile must be there and well-formed. Does
 * not check whether `exp` has passed. Undefined: not a token of ours for this profile.
 */
export function readClaims(
  payload: Readonly<Record<string, unknown>>,
  rules: ProfileRules,
  issuer: string,
  nowSeconds: number,
  audience: string = rules.audience,
): TokenClaims | undefined {
  const { iss, aud, sub, jti, iat, exp, nbf, epoch, scope, sid } = payload;
  if (iss !== issuer || aud !== audience) return undefined;
  if (!isName(sub) || !isName(jti) || !isCount(epoch)) return undefined;
  if (!isCount(iat) || !isCount(exp) || iat > nowSeconds + skewSeconds) return undefined;
  if (exp <= iat || exp - iat > rules.maximumSeconds) return undefined;
  if (nbf !== undefined && (!isCount(nbf) || nbf > nowSeconds + skewSeconds)) return undefined;
  if (scope !== undefined && typeof scope !== 'string') return undefined;
  const subjectType = payload['sub_type'];
  const clientId = payload['client_id'];
  if (subjectType === 'application') {
    if (clientId !== sub || sid !== undefined) return undefined;
  } else if (subjectType === 'user') {
    // Watcher's tokens name no client; neither did first-party ones before there were OAuth clients.
    if (clientId !== undefined && (rules.profile !== 'native' || !isName(clientId))) return undefined;
    if (!uuid.test(sub)) return undefined;
    if (typeof sid !== 'string' || !uuid.test(sid)) return undefined;
  } else {
    return undefined;
  }
  const originallyIssuedAt = payload['orig_iat'];
  if (rules.profile === 'cam2') {
    if (subjectType !== 'application' || !isCount(originallyIssuedAt) || originallyIssuedAt > iat) return undefined;
  } else if (originallyIssuedAt !== undefined) {
    return undefined;
  }
  if (rules.profile === 'cam2-v2' && subjectType !== 'application') return undefined;
  if (rules.profile === 'watcher' && payload['session'] !== sid) return undefined;
  const { cnf } = payload;
  const thumbprint = cnf instanceof Object && 'jkt' in cnf ? cnf.jkt : undefined;
  if (cnf !== undefined && !isName(thumbprint)) return undefined;
  const exchanged = payload['exchanged'] ?? [];
  const cameras = payload['cameras'];
  if (!isListOf(exchanged, isName, exchangesLimit)) return undefined;
  if (cameras !== undefined && !isListOf(cameras, isCount, camerasLimit)) return undefined;
  if (rules.profile !== 'native' && (cameras !== undefined || exchanged.length > 0)) return undefined;
  const authTime = payload['auth_time'];
  const { amr } = payload;
  if (authTime !== undefined && !isCount(authTime)) return undefined;
  if (amr !== undefined && !isListOf(amr, isName, methodsLimit)) return undefined;
  return {
    profile: rules.profile,
    subject: sub,
    subjectType,
    sessionId: typeof sid === 'string' ? sid : undefined,
    clientId: typeof clientId === 'string' ? clientId : firstPartyClient,
    audience,
    scope,
    epoch,
    issuedAt: iat,
    expiresAt: exp,
    originallyIssuedAt: isCount(originallyIssuedAt) ? originallyIssuedAt : undefined,
    tokenId: jti,
    exchanged,
    thumbprint: isName(thumbprint) ? thumbprint : undefined,
    cameras,
    authTime,
    amr,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 255;
}

function isListOf<T>(value: unknown, isOne: (one: unknown) => one is T, most: number): value is readonly T[] {
  return Array.isArray(value) && value.length <= most && value.every(isOne);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
