import { describe, expect, it } from 'vitest';
import { anyText, decimal, integer, moment, positive, type Reader, text, textOf, truth } from './reader.js';

/** What a client is answered: the value, or the text about the problem. */
function answerOf<Value>(read: Reader<Value>, given: unknown): object {
  const reading = read(given);
  return 'value' in reading ? reading : { problem: textOf(reading.problems[0]) };
}

describe('a text', () => {
  it('is taken as it is; digits may come as a number', () => {
    expect(answerOf(text(5), ' ab ')).toEqual({ value: ' ab ' });
    expect(answerOf(text(5), 123)).toEqual({ value: '123' });
    expect(answerOf(text(2), '😀😀')).toEqual({ value: '😀😀' });
    expect(answerOf(anyText, '')).toEqual({ value: '' });
  });

  it.each([
    ['', 'This field may not be blank.'],
    ['  ', 'This field may not be blank.'],
    ['abcdef', 'Ensure this field has no more than 5 characters.'],
    [true, 'Not a valid string.'],
    [['a'], 'Not a valid string.'],
    [{}, 'Not a valid string.'],
  ])('%j is refused', (given, problem) => {
    expect(answerOf(text(5), given)).toEqual({ problem });
  });
});

describe('a number', () => {
  it.each([
    ['51', 51],
    ['51.', 51],
    ['.5', 0.5],
    ['-0.123456789012', -0.123456789012],
    ['+1e1', 10],
    [7.5, 7.5],
  ])('%j is %d', (given, value) => {
    expect(answerOf(decimal(), given)).toEqual({ value });
  });

  it.each(['', ' ', '.', 'abc', '1,5', '0x10', 'NaN', 'Infinity', '1e999', '5 6', NaN, Infinity, true, null, [], {}])(
    '%j is refused',
    (given) => {
      expect(answerOf(decimal(), given)).toEqual({ problem: 'A valid number is required.' });
    },
  );

  it('is refused outside its range', () => {
    expect(answerOf(decimal(-90, 90), '91')).toEqual({ problem: 'Ensure this value is less than or equal to 90.' });
    expect(answerOf(decimal(0), '-1')).toEqual({ problem: 'Ensure this value is greater than or equal to 0.' });
    expect(answerOf(positive(240), '0')).toEqual({ problem: 'Ensure this value is greater than 0.' });
    expect(answerOf(positive(240), '0.01')).toEqual({ value: 0.01 });
  });

  it.each(['1e9', '1.5', '', 'ten', '99999999999999999999', 1.5, '0x1', true])('%j is no integer', (given) => {
    expect(answerOf(integer(0, 10), given)).toEqual({ problem: 'A valid integer is required.' });
  });

  it('of an integer has its range', () => {
    expect(answerOf(integer(1, 1_000_000), '0')).toEqual({
      problem: 'Ensure this value is greater than or equal to 1.',
    });
    expect(answerOf(integer(1, 1_000_000), '1000001')).toEqual({
      problem: 'Ensure this value is less than or equal to 1000000.',
    });
    expect(answerOf(integer(1, 1_000_000), '007')).toEqual({ value: 7 });
  });
});

describe('a boolean', () => {
  it.each(['true', 'True', 'T', '1', 'YES', true, 1])('%j is true', (given) => {
    expect(answerOf(truth, given)).toEqual({ value: true });
  });
  it.each(['false', 'F', '0', 'no', false, 0])('%j is false', (given) => {
    expect(answerOf(truth, given)).toEqual({ value: false });
  });
  it.each(['', 'maybe', '2', 2, [], null])('%j is refused', (given) => {
    expect(answerOf(truth, given)).toEqual({ problem: 'A valid boolean is required.' });
  });
});

describe('a date', () => {
  it.each([
    ['12/31/2016', '2016-12-31T00:00:00.000Z'],
    ['2016-12-31', '2016-12-31T00:00:00.000Z'],
    ['2016-12-31T10:00', '2016-12-31T10:00:00.000Z'],
    ['2016-12-31T10:00:00.5Z', '2016-12-31T10:00:00.500Z'],
    ['2016-12-31T10:00:00+02:00', '2016-12-31T08:00:00.000Z'],
    ['2016-12-31T10:00:00 02:00', '2016-12-31T08:00:00.000Z'],
  ])('%s is %s', (given, time) => {
    expect(answerOf(moment, given)).toEqual({ value: new Date(time) });
  });

  it.each(['', '31/12/2016', '02/30/2016', '2016-02-30', '1/2/16', 'yesterday', '2016-12-31T25:00Z', '0000-01-01', 5])(
    '%j is refused',
    (given) => {
      expect(answerOf(moment, given)).toMatchObject({
        problem: expect.stringContaining('Date has wrong format.') as string,
      });
    },
  );
});
