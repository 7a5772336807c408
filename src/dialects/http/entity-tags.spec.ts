import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { expectedTags, isKnown } from './entity-tags.js';

// The border: of a request only the headers are read.
const request = (headers: object): FastifyRequest => ({ headers }) as FastifyRequest;
const expected = (value: string): readonly string[] | undefined => expectedTags(request({ 'if-match': value }));

describe('The entity tags of a request', () => {
  it('are read one by one, commas within a tag included', () => {
    expect(expected('"a"')).toEqual(['"a"']);
    expect(expected('"a,b" , W/"c"')).toEqual(['"a,b"', 'W/"c"']);
    expect(expected('*')).toEqual(['*']);
    expect(expectedTags(request({}))).toBeUndefined();
  });

  it('are refused in If-Match where they are none or too many', () => {
    const bad = ['a', '"a', '"a" "b"', '*, "a"', 'w/"a"', Array.from({ length: 101 }, () => '"a"').join(',')];
    for (const value of bad) expect(() => expected(value)).toThrow('If-Match');
  });

  it('are compared weakly in If-None-Match, and cost nothing where they cannot be read', () => {
    const known = (value: string): boolean => isKnown(request({ 'if-none-match': value }), '"a"');
    for (const value of ['"a"', 'W/"a"', '"b", "a"', '*']) expect(known(value)).toBe(true);
    for (const value of ['"b"', 'a', '"a', '']) expect(known(value)).toBe(false);
  });

  it('are read in linear time', () => {
    // Processor time: on a loaded machine the clock says nothing.
    const began = process.cpuUsage();
    for (const part of [' ', ',', '"', 'W/', '"a', '"a"'])
      expect(isKnown(request({ 'if-none-match': part.repeat(16_000) }), '"z"')).toBe(false);
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
  });
});
