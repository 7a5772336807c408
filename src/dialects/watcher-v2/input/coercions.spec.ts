import { describe, expect, it } from 'vitest';
import { asBoolean, asInteger, asText } from './coercions.js';

describe('what billing systems and scripts send', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['1', true],
    [1, true],
    [true, true],
    ['false', false],
    ['False', false],
    ['0', false],
    [0, false],
    [false, false],
    ['yes', 'yes'],
    [2, 2],
    [[true], [true]],
  ])('%j is the flag %j', (given, read) => expect(asBoolean(given)).toEqual(read));

  it.each([
    ['5', 5],
    [' 5 ', 5],
    ['-1', -1],
    [7, 7],
    ['5.5', '5.5'],
    ['1e3', '1e3'],
    ['0x10', '0x10'],
    ['9'.repeat(30), '9'.repeat(30)],
    [true, true],
  ])('%j is the integer %j', (given, read) => expect(asInteger(given)).toEqual(read));

  it.each([
    [4711, '4711'],
    ['a', 'a'],
    [true, true],
    [{}, {}],
  ])('%j is the text %j', (given, read) => expect(asText(given)).toEqual(read));
});
