import { describe, expect, it, vi } from 'vitest';
import { readBody } from './body.js';
import { InputError } from './input.error.js';

const read = (text: string | Buffer, contentType?: string): unknown => readBody(Buffer.from(text), contentType);

describe('a body', () => {
  it.each([
    ['{"a":1}', 'application/json', { a: 1 }],
    ['{"a":1}', 'Application/JSON; charset=utf-8', { a: 1 }],
    ['{"a":1}', undefined, { a: 1 }],
    ['{"a":1}', 'application/merge-patch+json', { a: 1 }],
    ['[1,2]', 'application/json', [1, 2]],
    ['a=1&b=two+words', 'application/x-www-form-urlencoded', { a: '1', b: 'two words' }],
    ['a=1', 'Application/X-WWW-Form-Urlencoded', { a: '1' }],
    ['a=1&b=2', undefined, { a: '1', b: '2' }],
    ['{"a":1}', 'application/x-www-form-urlencoded', { a: 1 }],
    ['a=100%', 'application/x-www-form-urlencoded', { a: '100%' }],
  ])('%s sent as %s is read', (text, contentType, value) => {
    expect(read(text, contentType)).toEqual(value);
  });

  it.each([
    ['', 'application/json'],
    ['', 'application/octet-stream'],
    ['', undefined],
    ['null', 'application/json'],
    ['null', undefined],
    ['  ', 'application/json'],
  ])('%j sent as %s is no body', (text, contentType) => {
    expect(read(text, contentType)).toBeUndefined();
  });

  it.each([
    ['{"a":1', 'broken JSON'],
    ['{"a":1,"a":2}', 'a key that stands twice'],
    ['{"o":{"b":1,"b":2}}', 'a key that stands twice inside'],
    ['{"__proto__":{"admin":true}}', 'a prototype'],
    ['{"a":"x\\u0000y"}', 'a NUL'],
    ['{"a":"\\ud800"}', 'a lone surrogate'],
    ['{"\\ud800":1}', 'a lone surrogate in a key'],
    [`${'['.repeat(40)}${']'.repeat(40)}`, 'bottomless nesting'],
  ])('%s is refused: %s', (text) => {
    expect(() => read(text, 'application/json')).toThrow(InputError);
  });

  it.each([
    ['{"password":"hunter2",}', 'line 1, column 23'],
    ['{\n "password": hunter2\n}', 'line 2, column 14'],
    ['{"password":"hunter2"', 'line 1, column 22'],
    ['{"password":"hunter2\n"}', 'is not valid JSON'],
    ['{"password":hunter2}// hunter2', 'is not valid JSON'],
    ['hunter2', 'is not valid JSON'],
    ['{"password":"hunter2"}{', 'is not valid JSON'],
    ['{"a":"hunter2\\x"}', 'is not valid JSON'],
  ])('that is broken (%j) is refused with the position of the fault, and nothing of it is quoted', (text, why) => {
    expect(() => read(text, 'application/json')).toThrow(why);
    expect(() => read(text, 'application/json')).not.toThrow(/hunter2/);
  });

  const keys = (count: number): string => Array.from({ length: count }, (_, key) => `"k${key}":0`).join();
  const list = (count: number, item = '0'): string => `[${Array.from({ length: count }, () => item).join()}]`;

  it.each([
    [`{${keys(1_000)}}`, `{${keys(1_001)}}`, 'more than 1000 keys'],
    [list(10_000), list(10_001), 'more than 10000 items'],
    [list(100, list(498)), list(100, list(500)), 'more than 50000 values'],
    [list(10_000, '{"a":0,"b":0,"c":0}'), list(10_000, '{"a":0,"b":0,"c":0,"d":0,"e":0}'), 'more than 50000 values'],
  ])('keeps its bounds', (within, beyond, why) => {
    expect(read(within, 'application/json')).toEqual(JSON.parse(within));
    expect(() => read(beyond, 'application/json')).toThrow(why);
  });

  it('that is too large is not parsed', () => {
    const parse = vi.spyOn(JSON, 'parse');
    expect(() => read(`{${keys(90_000)}}`, 'application/json')).toThrow('more than 1000 keys');
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('as a form has at most 1,000 fields', () => {
    const form = (count: number): string => Array.from({ length: count }, (_, key) => `k${key}=0`).join('&');
    expect(Object.keys(Object(read(form(1_000))))).toHaveLength(1_000);
    expect(() => read(form(1_001))).toThrow('more than 1000 fields');
  });

  it('of bytes that are not UTF-8 is refused', () => {
    expect(() => read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'application/json')).toThrow(/UTF-8/);
  });

  it.each([
    ['a=1&a=2', 'twice'],
    ['a=%00', 'NUL'],
    ['a=%ff%fe', 'UTF-8'],
    ['__proto__=1', '__proto__'],
  ])('form %s is refused: %s', (text, why) => {
    expect(() => read(text, 'application/x-www-form-urlencoded')).toThrow(why);
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml'])(
    'of media type %s is refused as such',
    (mediaType) => {
      expect(() => read('hello', mediaType)).toThrow(expect.objectContaining({ code: 'input.media-unsupported' }));
    },
  );
});
