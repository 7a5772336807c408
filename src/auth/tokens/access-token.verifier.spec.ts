import { describe, expect, it } from 'vitest';
import {
  cam2,
  cam2V2,
  claims,
  createVerifier,
  forgeries,
  good,
  header,
  lastCharacters,
  now,
  outcomeOf,
  personal,
  seal,
  watcher,
} from '../../../test/support/token-forgeries.js';
import type { TokenProfile } from '../credential.js';
import { AccessTokenVerifier } from './access-token.verifier.js';

const verifier = createVerifier(AccessTokenVerifier);
const codeOf = (token: string, accepts?: readonly TokenProfile[]): Promise<string> =>
  outcomeOf(verifier, token, accepts);

describe('the verifier of access tokens', () => {
  it('accepts our own tokens of each profile', async () => {
    expect(await codeOf(good)).toBe('accepted');
    expect(await codeOf(seal(header, personal))).toBe('accepted');
    expect(await codeOf(seal({ ...header, typ: 'cam2+jwt' }, cam2), ['cam2'])).toBe('accepted');
    expect(await codeOf(seal({ ...header, typ: 'cam2v2+jwt' }, cam2V2), ['cam2-v2'])).toBe('accepted');
    expect(await codeOf(seal({ ...header, typ: 'wat+jwt' }, watcher), ['native', 'watcher'])).toBe('accepted');
    expect(await codeOf(seal({ ...header, typ: 'application/AT+JWT' }, claims))).toBe('accepted');
  });

  it.each(forgeries)('refuses $name with $code (R-TOK-1 to R-TOK-4, R-TOK-8)', async ({ token, accepts, code }) => {
    expect(await codeOf(token, accepts)).toBe(code);
  });

  it('gives exp no leeway, and iat and nbf thirty seconds (R-TOK-5)', async () => {
    expect(await codeOf(seal(header, { ...claims, exp: now + 1 }))).toBe('accepted');
    expect(await codeOf(seal(header, { ...claims, exp: now }))).toBe('token.expired');
    expect(await codeOf(seal(header, { ...claims, iat: now + 30, nbf: now + 30 }))).toBe('accepted');
  });

  it('accepts none of ten thousand altered tokens', async () => {
    let accepted = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const at = round % good.length;
      const other = lastCharacters[(round * 7 + 1) % 64] ?? 'A';
      const altered = good.slice(0, at) + other + good.slice(at + 1);
      if (altered !== good && (await codeOf(altered)) === 'accepted') accepted += 1;
    }
    expect(accepted).toBe(0);
  });
});
