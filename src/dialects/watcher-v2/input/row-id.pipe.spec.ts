import { describe, expect, it } from 'vitest';
import { RowId } from './row-id.pipe.js';

describe('an id in a path', () => {
  it.each([
    ['7', 7],
    ['2147483647', 2_147_483_647],
  ])('%s is one', (given, id) => expect(new RowId().transform(given)).toBe(id));

  it.each(['0', '-1', '2147483648', '99999999999', 'abc', '1.5', '', ' 7', '0x1'])('"%s" is none', (given) => {
    expect(() => new RowId().transform(given)).toThrow('Not Found');
  });
});
