import {
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign as signBytes,
  type KeyObject,
} from 'node:crypto';
import { Clock, parseConfig } from '#config';
import { DomainError } from '#errors';
import type { AccessTokenVerifier } from '../../src/auth/tokens/access-token.verifier.js';
import { type TokenProfile, tokenProfiles } from '../../src/auth/credential.js';
import type { RevokedTokensService } from '../../src/auth/revocations/revoked-tokens.service.js';
import { generateSigningKey, readPublicKey } from '../../src/auth/tokens/signing-key.js';
import type { SigningKeysService } from '../../src/auth/tokens/signing-keys.service.js';

class FixedClock extends Clock {
  override now(): Date {
    return new Date(1_800_000_000_000);
  }
}

export const now = 1_800_000_000;
const issuer = 'http://camgate.test';
const ours = await generateSigningKey();
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ourPrivate = createPrivateKey(ours.privatePem);
const { key: ourPublic } = readPublicKey({ ...ours.jwk });

// The port is the key ring's two look-ups; the ring itself is tested on a real database.
const ring: Pick<SigningKeysService, 'findVerifyingKey' | 'verifyingKey'> = {
  findVerifyingKey: (kid) => Promise.resolve(kid === ours.jwk.kid ? ourPublic : undefined),
  verifyingKey: (kid) => (kid === ours.jwk.kid ? ourPublic : undefined),
};
const revoked: Pick<RevokedTokensService, 'isRevoked'> = { isRevoked: (jti) => jti === 'revoked' };

/** A verifier over one known key, at a fixed time. @param Verifier the class, or a copy of it with one check less */
export function createVerifier(Verifier: typeof AccessTokenVerifier): AccessTokenVerifier {
  return new Verifier(
    ring as SigningKeysService,
    revoked as RevokedTokensService,
    new FixedClock(),
    parseConfig({ PUBLIC_URL: issuer }),
  );
}

export const header = { alg: 'ES256', typ: 'at+jwt', kid: ours.jwk.kid };
const sid = '0b5c8a7e-7a86-4d3e-9a80-50d6c9a9f4d5';
export const subject = '9f2d1c34-52a6-4a0e-8a53-1c5f57e7a111';
export const claims = {
  iss: issuer,
  aud: issuer,
  sub: 'c_abcdefghijklmnopqrstuvwx',
  sub_type: 'application',
  client_id: 'c_abcdefghijklmnopqrstuvwx',
  scope: 'cameras:read',
  epoch: 0,
  iat: now - 10,
  exp: now + 600,
  jti: 'AAAAAAAAAAAAAAAAAAAAAA',
};
export const personal = { ...claims, sub: subject, sub_type: 'user', client_id: undefined, sid };
export const cam2 = { ...claims, aud: `${issuer}/cam2`, orig_iat: now - 10, id: claims.client_id, level: 'Basic' };
export const cam2V2 = { ...claims, aud: `${issuer}/cam2/v2`, exp: now + 200 };
export const watcher = { ...personal, aud: `${issuer}/watcher`, session: sid };

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export function seal(head: unknown, body: unknown, key: KeyObject = ourPrivate): string {
  const signed = `${encode(head)}.${encode(body)}`;
  return `${signed}.${signBytes('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function hmac(head: unknown, body: unknown, secret: string | Buffer): string {
  const signed = `${encode(head)}.${encode(body)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const without = (member: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => name !== member));
const text = JSON.stringify(claims);
export const good = seal(header, claims);
const [goodHeader = '', goodPayload = '', goodSignature = ''] = good.split('.');
const publicPem = ourPublic.export({ type: 'spki', format: 'pem' }).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

export const lastCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const nextCharacter = lastCharacters[lastCharacters.indexOf(goodSignature.at(-1) ?? 'A') + 1] ?? 'B';

/** Signed by our key, although the text of its parts is not what an encoder writes. */
function sealParts(head: string, body: string): string {
  const signed = `${head}.${body}`;
  return `${signed}.${signBytes('sha256', Buffer.from(signed), { key: ourPrivate, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** The same bytes with a last character whose unused bits are set. */
function nonCanonical(body: Record<string, unknown>): string {
  for (let filler = ''; ; filler += ' ') {
    const part = Buffer.from(JSON.stringify(body) + filler).toString('base64url');
    if (part.length % 4 === 2)
      return part.slice(0, -1) + (lastCharacters[lastCharacters.indexOf(part.at(-1) ?? '') + 1] ?? '');
  }
}

const undecodable: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a word', 'token'],
  ['two parts', `${goodHeader}.${goodPayload}`],
  ['four parts', `${good}.AAAA`],
  ['five parts, as an encrypted token has', 'a.b.c.d.e'],
  ['20 kB', `${goodHeader}.${encode({ ...claims, jti: 'x'.repeat(15_000) })}.${goodSignature}`],
  ['20 kB of one character', 'A'.repeat(20_000)],
  ['cut in half', good.slice(0, good.length / 2)],
  ['trailing garbage', `${good}AAAA`],
  ['a trailing newline', `${good}\n`],
  ['a leading space', ` ${good}`],
  ['padding', `${good}==`],
  ['padding in the payload', `${goodHeader}.${goodPayload}=.${goodSignature}`],
  ['a non-canonical signature', good.slice(0, -1) + nextCharacter],
  ['a non-canonical payload', `${goodHeader}.${goodPayload.slice(0, -1)}é.${goodSignature}`],
  ['a space inside', `${goodHeader}. ${goodPayload}.${goodSignature}`],
  ['standard base64', `${goodHeader}.${Buffer.from('{"a":"??>>"}').toString('base64')}.${goodSignature}`],
  ['an altered payload', `${goodHeader}.${encode({ ...claims, epoch: 1 })}.${goodSignature}`],
  ['a signature of zeros', `${goodHeader}.${goodPayload}.${'A'.repeat(86)}`],
  ['no signature under our algorithm', `${goodHeader}.${goodPayload}.`],
  ['another signature of ours', `${goodHeader}.${goodPayload}.${seal(header, cam2).split('.')[2] ?? ''}`],
  [
    'a DER signature',
    `${goodHeader}.${goodPayload}.${signBytes('sha256', Buffer.from(`${goodHeader}.${goodPayload}`), ourPrivate).toString('base64url')}`,
  ],
  ['another key under our name', seal(header, claims, stranger)],
  ['a key we do not know', seal({ ...header, kid: 'x'.repeat(43) }, claims, stranger)],
  ['our key under another name', seal({ ...header, kid: 'x'.repeat(43) }, claims)],
  ['no key name', seal({ alg: 'ES256', typ: 'at+jwt' }, claims)],
  ['__proto__ as key name', seal({ ...header, kid: '__proto__' }, claims)],
  ['a key name that walks', seal({ ...header, kid: '../../etc/passwd' }, claims)],
  ['a list of key names', seal({ ...header, kid: [ours.jwk.kid] }, claims)],
  ['a header that is no object', seal('["ES256"]', claims)],
  ['a header that is no JSON', seal('{', claims)],
  ['a header with a member twice', seal(`{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"${ours.jwk.kid}"}`, claims)],
  ['a payload with a member twice', seal(header, text.replace('{', '{"sub":"somebody",'))],
  ['a payload with an escaped member twice', seal(header, text.replace('{', '{"\\u0073ub":"somebody",'))],
  ['a payload that is null', seal(header, 'null')],
  ['a payload that is a list', seal(header, '[]')],
  ['a payload that is a text', seal(header, '"sub"')],
  ['a payload with a byte order mark', seal(header, `\ufeff${text}`)],
  ['9 kB, genuine', seal(header, { ...claims, more: 'x'.repeat(9_000) })],
  ['a payload of ours that is not canonical', sealParts(encode(header), nonCanonical(claims))],
  [
    'a payload of ours that is no UTF-8',
    sealParts(encode(header), Buffer.from(text.replace('cameras:read', 'cam\xe9ras'), 'latin1').toString('base64url')),
  ],
];

const invalid: readonly (readonly [string, string])[] = [
  ['alg none', `${encode({ alg: 'none', typ: 'at+jwt' })}.${goodPayload}.`],
  ['alg none with our key name', `${encode({ ...header, alg: 'none' })}.${goodPayload}.`],
  ['alg nOnE', `${encode({ ...header, alg: 'nOnE' })}.${goodPayload}.`],
  ['alg none with a signature', seal({ ...header, alg: 'none' }, claims)],
  ['no alg', seal({ typ: 'at+jwt', kid: ours.jwk.kid }, claims)],
  ['HS256 with our public key as secret', hmac({ ...header, alg: 'HS256' }, claims, publicPem)],
  ['HS256 with the coordinates as secret', hmac({ ...header, alg: 'HS256' }, claims, JSON.stringify(ours.jwk))],
  ['HS256 with an empty secret', hmac({ ...header, alg: 'HS256' }, claims, '')],
  ['HS256 with a random secret', hmac({ ...header, alg: 'HS256' }, claims, randomBytes(32))],
  ['RS256', seal({ ...header, alg: 'RS256' }, claims, rsa)],
  ['ES384', seal({ ...header, alg: 'ES384' }, claims)],
  ['es256 in lower case', seal({ ...header, alg: 'es256' }, claims)],
  ['alg as a list', seal({ ...header, alg: ['ES256'] }, claims)],
  ['crit', seal({ ...header, crit: ['exp'] }, claims)],
  ['jku', seal({ ...header, jku: 'http://evil.test/jwks.json' }, claims)],
  ['x5u', seal({ ...header, x5u: 'http://evil.test/' }, claims)],
  ['x5c', seal({ ...header, x5c: ['AAAA'] }, claims)],
  ['jwk', seal({ ...header, jwk: ours.jwk }, claims)],
  ['b64', seal({ ...header, b64: false }, claims)],
  ['zip', seal({ ...header, zip: 'DEF' }, claims)],
  ['cty', seal({ ...header, cty: 'JWT' }, claims)],
  ['no typ', seal({ alg: 'ES256', kid: ours.jwk.kid }, claims)],
  ['typ JWT', seal({ ...header, typ: 'JWT' }, claims)],
  ['typ of another profile', seal({ ...header, typ: 'cam2+jwt' }, cam2)],
  ['typ of a logout token', seal({ ...header, typ: 'logout+jwt' }, claims)],
  ['audience of another profile', seal(header, { ...claims, aud: `${issuer}/cam2` })],
  ['audience of somebody else', seal(header, { ...claims, aud: 'http://other.test' })],
  ['audience with a slash more', seal(header, { ...claims, aud: `${issuer}/` })],
  ['several audiences', seal(header, { ...claims, aud: [issuer, 'http://other.test'] })],
  ['another issuer', seal(header, { ...claims, iss: 'http://other.test' })],
  ['issuer as a list', seal(header, { ...claims, iss: [issuer] })],
  ...['iss', 'aud', 'exp', 'iat', 'jti', 'sub', 'client_id', 'sub_type', 'epoch'].map(
    (member) => [`no ${member}`, seal(header, without(member))] as const,
  ),
  ['issued in the future', seal(header, { ...claims, iat: now + 31 })],
  ['not yet valid', seal(header, { ...claims, nbf: now + 31 })],
  ['nbf as a text', seal(header, { ...claims, nbf: 'now' })],
  ['a life of ten years', seal(header, { ...claims, exp: now + 315_360_000 })],
  ['a life of a second too long', seal(header, { ...claims, iat: now, exp: now + 901 })],
  ['exp 1e400', seal(header, text.replace(/"exp":\d+/, '"exp":1e400'))],
  ['exp as a text', seal(header, { ...claims, exp: String(claims.exp) })],
  ['exp with a fraction', seal(header, { ...claims, exp: now + 0.5 })],
  ['exp before iat', seal(header, { ...claims, iat: now, exp: now - 1 })],
  ['exp null', seal(header, { ...claims, exp: null })],
  ['a negative iat', seal(header, { ...claims, iat: -1 })],
  ['sub as an object', seal(header, { ...claims, sub: { id: 1 } })],
  ['sub empty', seal(header, { ...claims, sub: '' })],
  ['sub of 256 characters', seal(header, { ...claims, sub: 'x'.repeat(256), client_id: 'x'.repeat(256) })],
  ['sub that is not the client', seal(header, { ...claims, sub: 'c_somebodyelse' })],
  ['an application with a session', seal(header, { ...claims, sid })],
  ['a user with an empty client id', seal(header, { ...personal, client_id: '' })],
  ['a user with a client id that is no text', seal(header, { ...personal, client_id: ['c_x'] })],
  ['a user whose sub is no uuid', seal(header, { ...personal, sub: 'admin' })],
  ['a user without a session', seal(header, { ...personal, sid: undefined })],
  ['a user whose session is no uuid', seal(header, { ...personal, sid: "' OR 1=1" })],
  ['sub_type unknown', seal(header, { ...claims, sub_type: 'system' })],
  ['scope as a list', seal(header, { ...claims, scope: ['cameras:read'] })],
  ['a negative epoch', seal(header, { ...claims, epoch: -1 })],
  ['epoch as a text', seal(header, { ...claims, epoch: '0' })],
  ['orig_iat outside CAM2', seal(header, { ...claims, orig_iat: now })],
];

/** Tokens of a profile that this server never issued so: by name, `typ` and payload. */
const misshapen: readonly (readonly [string, string, object])[] = [
  ['a CAM2 token without orig_iat', 'cam2+jwt', { ...cam2, orig_iat: undefined }],
  ['a CAM2 token from the future of its chain', 'cam2+jwt', { ...cam2, orig_iat: now }],
  ['a CAM2 token of a user', 'cam2+jwt', { ...personal, aud: `${issuer}/cam2`, orig_iat: now - 10 }],
  ['a CAM2 v2 token of a user', 'cam2v2+jwt', { ...personal, aud: `${issuer}/cam2/v2`, exp: now + 200 }],
  ['a CAM2 v2 token with a chain', 'cam2v2+jwt', { ...cam2V2, orig_iat: now - 10 }],
  ['a CAM2 v1 token dressed as a v2 one', 'cam2v2+jwt', cam2],
  ['a CAM2 v2 token that lives longer than its setting', 'cam2v2+jwt', { ...cam2V2, iat: now, exp: now + 301 }],
  ['a Watcher token without its session', 'wat+jwt', { ...watcher, session: undefined }],
  ['a Watcher token of another session', 'wat+jwt', { ...watcher, session: subject }],
  ['a native token dressed as a Watcher one', 'wat+jwt', personal],
];

export interface Forgery {
  readonly name: string;
  readonly token: string;
  readonly accepts: readonly TokenProfile[];
  /** The error that it must meet. */
  readonly code: string;
}

/** Every forgery, with the error that it must meet. */
export const forgeries: readonly Forgery[] = [
  ...undecodable.map(([name, token]) => ({ name, token, accepts: ['native'], code: 'token.undecodable' }) as const),
  ...invalid.map(([name, token]) => ({ name, token, accepts: ['native'], code: 'token.invalid' }) as const),
  ...misshapen.map(([name, typ, body]) => ({
    name,
    token: seal({ ...header, typ }, body),
    accepts: tokenProfiles,
    code: 'token.invalid',
  })),
  {
    name: 'an expired token',
    token: seal(header, { ...claims, exp: now }),
    accepts: ['native'],
    code: 'token.expired',
  },
  {
    name: 'a revoked token',
    token: seal(header, { ...claims, jti: 'revoked' }),
    accepts: ['native'],
    code: 'token.revoked',
  },
];

/** The code of the error that a token meets, or `accepted`. */
export function outcomeOf(
  verifier: AccessTokenVerifier,
  token: string,
  accepts: readonly TokenProfile[] = ['native'],
): Promise<string> {
  return verifier.verify(token, accepts).then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}
