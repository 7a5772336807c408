import { describe, expect, it } from 'vitest';
import { choice, integer, json, list, moment, text } from './readers.js';
import { chain, type Reader } from './reading.js';
import { anyCase, commaSeparated, numeral } from './spellings.js';

function codesOf(read: Reader<unknown>, given: unknown): readonly string[] {
  const reading = read(given);
  return 'value' in reading ? [] : reading.problems.map(({ code }) => code);
}

describe('a reader', () => {
  it('gives the value, also for another spelling of it', () => {
    expect(integer({ from: numeral(/^\d+$/) })('7')).toEqual({ value: 7 });
    expect(choice(['km', 'm'], { from: anyCase(['km', 'm']) })('KM')).toEqual({ value: 'km' });
    expect(list(integer({ from: numeral(/^\d+$/) }), { from: commaSeparated, most: 2 })('1, 2')).toEqual({
      value: [1, 2],
    });
  });

  it('gives everything that is wrong, the type first', () => {
    expect(codesOf(integer({ least: 0, most: 9 }), 'x')).toEqual(['not-integer', 'too-small', 'too-large']);
    expect(codesOf(integer({ least: 0, most: 9 }), 10.5)).toEqual(['not-integer', 'too-large']);
    expect(codesOf(text({ most: 2 }), 5)).toEqual(['not-text', 'too-long']);
    expect(codesOf(json({ shape: { a: 'string' } }), { a: 1 })).toEqual(['misfit']);
  });

  it('gives the problems of a list before those of its items', () => {
    const read = list(text({ most: 1 }), { most: 2 });
    expect(codesOf(read, 'a')).toEqual(['not-list', 'too-many-items', 'not-text', 'too-long']);
    expect(codesOf(read, ['a', null, 'bb'])).toEqual([
      'too-many-items',
      'null-item',
      'not-text',
      'too-long',
      'too-long',
    ]);
  });

  it('reads what it has read', () => {
    const read = moment({ spaced: true });
    const reading = read('2016-12-31 10:00');
    expect('value' in reading && read(reading.value)).toEqual(reading);
  });

  it('stops a chain at its first problem', () => {
    expect(codesOf(chain(text(), choice(['a'])), 1)).toEqual(['not-text', 'too-long']);
    expect(codesOf(chain(text(), choice(['a'])), 'b')).toEqual(['unknown-choice']);
  });
});
