import { describe, expect, it } from 'vitest';
import { InputError } from './input.error.js';

const faults = (count: number, field = 'f', message = 'is wrong') =>
  Array.from({ length: count }, (_, index) => ({ field: `${field}${index}`, rule: 'rule', message }));

describe('what is wrong with an input', () => {
  it('is listed whole up to twenty faults', () => {
    expect(new InputError('input.invalid', faults(20)).issues).toEqual(faults(20));
  });

  it('is listed in part beyond, with the number of the others', () => {
    const { issues } = new InputError('input.invalid', faults(5_000));
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)).toEqual({ field: '', rule: 'more', message: 'and 4980 more' });
  });

  it.each(['x'.repeat(100_000), '\u0001'.repeat(100_000), '€'.repeat(100_000), '\u{1f3a5}'.repeat(50_000)])(
    'is short, however long the names of the fields are (%#)',
    (name) => {
      const error = new InputError('input.invalid', faults(100, name, `property ${name} should not exist`));
      expect(Buffer.byteLength(JSON.stringify(error.issues))).toBeLessThan(10_000);
      expect(error.message.length).toBeLessThan(10_000);
      expect(error.issues.every(({ message }) => message.isWellFormed())).toBe(true);
    },
  );
});
