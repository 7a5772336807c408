import { DomainError } from '#errors';
import { describe, expect, it } from 'vitest';
import { explain } from './explain-error.js';

describe('the command line, about a value that cannot be used,', () => {
  it.each([
    [{ object: 'api-key', field: 'networks' }, /^These networks .*10\.0\.0\.0\/8/],
    [{ object: 'api-key', field: 'expiresAt' }, /^This expiry .*future/],
    [{ object: 'setting', field: 'issuer' }, /^This value of issuer /],
  ] as const)('says which it is: %j', (context, sentence) => {
    expect(explain(new DomainError('object.invalid', 'detail', context))).toMatch(sentence);
  });

  it('names the key that is not there', () => {
    expect(explain(new DomainError('object.not-found', 'api-key 9', { object: 'api-key' }))).toMatch(/API key/);
  });
});
