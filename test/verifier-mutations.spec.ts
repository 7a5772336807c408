import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AccessTokenVerifier } from '../src/auth/tokens/access-token.verifier.js';
import {
  claims,
  createVerifier,
  forgeries,
  good,
  header,
  outcomeOf,
  personal,
  seal,
} from './support/token-forgeries.js';

const tokens = resolve('src/auth/tokens');
const copied = ['access-token.verifier', 'token-claims', 'token-profile', 'strict-json'] as const;
type Copied = (typeof copied)[number];

/** A check that is taken out: the file, its text, and the text without the check. */
type Change = readonly [file: Copied, text: string, without: string];

const verifierFile = 'access-token.verifier';
const claimsFile = 'token-claims';

/**
 * Every check of the verifier, by what it keeps out. Where two lines check the same, both are taken out. Not here, because the
 * next line keeps out the same: the form of a key's name, an unknown key, an unknown type.
 */
const checks: Readonly<Record<string, readonly Change[]>> = {
  'a token that is too long': [[verifierFile, 'token.length > lengthLimit', 'false']],
  'parts that are not canonical base64url': [[verifierFile, " || bytes.toString('base64url') !== part", '']],
  'text that is not UTF-8': [[verifierFile, 'fatal: true, ', '']],
  'a byte order mark': [[verifierFile, 'ignoreBOM: true', 'ignoreBOM: false']],
  'a signature that is not canonical': [[verifierFile, '{85}[AQgw]', '{86}']],
  'another algorithm': [[verifierFile, "header['alg'] !== 'ES256'", 'false']],
  'unknown members of the header': [
    [verifierFile, '!Object.keys(header).every((member) => allowedMembers.has(member))', 'false'],
  ],
  'the type of another API': [[verifierFile, ' || !accepts.includes(profile)', '']],
  'a signature that does not match': [[verifierFile, 'throw tokenErrorOf(error);', '']],
  'another issuer': [
    [verifierFile, '        issuer: this.issuer,\n', ''],
    [claimsFile, 'iss !== issuer || ', ''],
  ],
  'another audience': [
    [verifierFile, '        audience,\n', ''],
    [claimsFile, ' || aud !== audience', ''],
  ],
  'claims that are not ours': [
    [verifierFile, "if (claims === undefined) throw new DomainError('token.invalid', 'claims');", ''],
  ],
  'a revoked token': [[verifierFile, 'this.revoked.isRevoked(claims.tokenId)', 'false']],
  'an expired token': [[verifierFile, '!expiredToo && claims.expiresAt <= now', 'false']],
  'a member that stands twice': [['strict-json', 'countMembers(value) === countColons(text)', 'true']],
  'a payload that is no object': [['strict-json', ' || value === null || Array.isArray(value)', '']],
  'no subject': [[claimsFile, '!isName(sub) || ', '']],
  'no token id': [[claimsFile, '!isName(jti) || ', '']],
  'no epoch': [[claimsFile, ' || !isCount(epoch)', '']],
  'no time of issue': [[claimsFile, '!isCount(iat) || ', '']],
  'no expiry': [[claimsFile, '!isCount(exp) || ', '']],
  'a token from the future': [[claimsFile, ' || iat > nowSeconds + skewSeconds', '']],
  'an expiry before the issue': [[claimsFile, 'exp <= iat || ', '']],
  'a life that is too long': [[claimsFile, ' || exp - iat > rules.maximumSeconds', '']],
  'a token that is not yet valid': [[claimsFile, ' || nbf > nowSeconds + skewSeconds', '']],
  'a time that is no number': [[claimsFile, '!isCount(nbf) || ', '']],
  'a scope that is no text': [[claimsFile, "scope !== undefined && typeof scope !== 'string'", 'false']],
  'a program that is not the client': [[claimsFile, 'clientId !== sub || ', '']],
  'a program with a session': [[claimsFile, ' || sid !== undefined', '']],
  'a client that is no name': [[claimsFile, ' || !isName(clientId)', '']],
  'a person whose subject is no uuid': [[claimsFile, '!uuid.test(sub)', 'false']],
  'a person without a session': [[claimsFile, "typeof sid !== 'string' || !uuid.test(sid)", 'false']],
  'an unknown kind of subject': [
    [claimsFile, '  } else {\n    return undefined;\n  }\n  const originally', '  }\n  const originally'],
  ],
  'a CAM2 token of a person': [[claimsFile, "subjectType !== 'application' || !isCount", '!isCount']],
  'a CAM2 token without its chain': [[claimsFile, '!isCount(originallyIssuedAt) || ', '']],
  'a CAM2 token from the future of its chain': [[claimsFile, ' || originallyIssuedAt > iat', '']],
  'a chain outside CAM2': [[claimsFile, 'originallyIssuedAt !== undefined', 'false']],
  'a CAM2 v2 token of a person': [
    [claimsFile, "rules.profile === 'cam2-v2' && subjectType !== 'application'", 'false'],
  ],
  'a Watcher token of another session': [
    [claimsFile, "rules.profile === 'watcher' && payload['session'] !== sid", 'false'],
  ],
  'a name that is empty': [[claimsFile, 'value.length > 0 && ', '']],
  'a name that is too long': [[claimsFile, ' && value.length <= 255', '']],
  'a negative number': [[claimsFile, ' && Number(value) >= 0', '']],
};

const folder = resolve('test-results/mutations');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the verifier's own files with these changes; everything else is the original. */
async function verifierWith(name: string, changes: readonly Change[]): Promise<AccessTokenVerifier> {
  const place = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(place, { recursive: true });
  for (const file of copied) {
    let code = readFileSync(join(tokens, `${file}.ts`), 'utf8');
    for (const [changed, text, without] of changes) {
      if (changed !== file) continue;
      expect(code.split(text), `${file} has "${text}" once`).toHaveLength(2);
      code = code.replace(text, without);
    }
    writeFileSync(
      join(place, `${file}.ts`),
      code.replace(/from '(\.\.?\/[^']+)'/g, (_, path: string) => `from '${target(path)}'`),
    );
  }
  const module = (await import(join(place, 'access-token.verifier.ts'))) as {
    readonly AccessTokenVerifier: typeof AccessTokenVerifier;
  };
  return createVerifier(module.AccessTokenVerifier);
}

function target(path: string): string {
  const name = path.replace(/^\.\//, '').replace(/\.js$/, '');
  return copied.some((file) => file === name) ? `./${name}.ts` : resolve(tokens, path.replace(/\.js$/, '.ts'));
}

async function missedBy(verifier: AccessTokenVerifier): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const { name, token, accepts, code } of forgeries)
    if ((await outcomeOf(verifier, token, accepts)) !== code) missed.push(name);
  return missed;
}

describe('the attacks on access tokens', () => {
  it('all fail against a copy of the verifier that lacks nothing', async () => {
    const copy = await verifierWith('unchanged', []);
    expect(await missedBy(copy)).toEqual([]);
    expect(await outcomeOf(copy, good)).toBe('accepted');
    expect(await outcomeOf(copy, seal(header, personal))).toBe('accepted');
    expect(await outcomeOf(copy, seal(header, { ...claims, scope: undefined }))).toBe('accepted');
  });

  it.each(Object.entries(checks))('notice when nothing keeps out %s', async (name, changes) => {
    expect(await missedBy(await verifierWith(name, changes))).not.toEqual([]);
  });
});
