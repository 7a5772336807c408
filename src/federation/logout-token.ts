import { type ForeignJwt, textClaim, timeClaim } from '#auth';

/** Whose session at the provider ended: one of theirs, or all of a person's. */
export interface LogoutTokenClaims {
  readonly subject: string | undefined;
  readonly sid: string | undefined;
  readonly tokenId: string;
  /** Until when it could be presented again, in seconds since 1970. */
  readonly expiresAt: number;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
const skewSeconds = 60;
/** How old one may be, whatever its `exp`. */
const longestSeconds = 600;
const types: readonly unknown[] = [undefined, 'JWT', 'jwt', 'logout+jwt'];

/**
 * Checks the claims of a logout token whose signature was verified (OpenID Connect Back-Channel Logout 1.0 §2.6).
 * @returns which claim is wrong, as a text; else what the token says
 */
export function readLogoutToken(
  jwt: ForeignJwt,
  { issuer, clientId }: { readonly issuer: string; readonly clientId: string },
  now: number,
): LogoutTokenClaims | string {
  const { iss, aud, events } = jwt.payload;
  if (!types.includes(jwt.header['typ'])) return 'typ';
  if (iss !== issuer) return 'iss';
  if (!(Array.isArray(aud) ? (aud as readonly unknown[]) : [aud]).includes(clientId)) return 'aud';
  const issuedAt = timeClaim(jwt, 'iat');
  if (issuedAt === undefined || issuedAt > now + skewSeconds || issuedAt < now - longestSeconds) return 'iat';
  // Providers of before the final version leave it out.
  const exp = jwt.payload['exp'] === undefined ? issuedAt + longestSeconds : timeClaim(jwt, 'exp');
  if (exp === undefined || exp <= now - skewSeconds) return 'exp';
  if (typeof events !== 'object' || events === null) return 'events';
  const ended: unknown = Reflect.get(events, event);
  if (typeof ended !== 'object' || ended === null || Array.isArray(ended)) return 'events';
  // An ID token must not pass for one.
  if ('nonce' in jwt.payload) return 'nonce';
  const tokenId = textClaim(jwt, 'jti');
  if (tokenId === undefined) return 'jti';
  const subject = textClaim(jwt, 'sub');
  const sid = textClaim(jwt, 'sid');
  if ('sub' in jwt.payload && subject === undefined) return 'sub';
  if ('sid' in jwt.payload && sid === undefined) return 'sid';
  if (subject === undefined && sid === undefined) return 'sub';
  return { subject, sid, tokenId, expiresAt: issuedAt + longestSeconds + skewSeconds };
}
