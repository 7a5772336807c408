import { describe, expect, it } from 'vitest';
import { preferredType } from './accept.js';

const served = ['application/json', 'application/geo+json', 'text/csv'] as const;

describe('An Accept header', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['text/csv;charset=utf-8', 'text/csv'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    ['application/json;q=0.5, application/geo+json', 'application/geo+json'],
    ['application/json;q=0.5, application/geo+json;q=0.500', 'application/json'],
    ['application/*;q=0.2, text/csv;q=0.3', 'text/csv'],
    ['*/*, application/json;q=0', 'application/geo+json'],
    ['application/*;q=0, */*;q=0.1', 'text/csv'],
    ['nonsense', 'application/json'],
    ['text/csv;q=2, application/geo+json;q=0.1', 'application/geo+json'],
  ])('%s is answered with %s', (accept, type) => {
    expect(preferredType(accept, served)).toBe(type);
  });

  it.each(['text/html', '*/*;q=0', 'text/csv;q=0', 'image/*', 'application/xml, text/html;q=0.9'])(
    '%s cannot be answered',
    (accept) => {
      expect(() => preferredType(accept, served)).toThrow(expect.objectContaining({ code: 'input.not-acceptable' }));
    },
  );
});
