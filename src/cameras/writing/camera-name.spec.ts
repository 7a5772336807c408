import { describe, expect, it } from 'vitest';
import { nameFrom } from './camera-name.js';

describe('the name of a camera whose maker gave none', () => {
  it.each([
    ['first.camera', 'first.camera'],
    ['North Gate (2)', 'north-gate-2'],
    ['Zürich – Bahnhof', 'zurich-bahnhof'],
    [' ..a. .b-. ', 'a.b'],
    ['渋谷', 'camera'],
    ['...', 'camera'],
    [null, 'camera'],
    ['x'.repeat(100), 'x'.repeat(60)],
  ])('of the title %j begins with %s', (title, slug) => {
    const name = nameFrom(title);
    expect(name.slice(0, -11)).toBe(slug);
    expect(name.slice(-11)).toMatch(/^-[0-9a-f]{10}$/);
  });
});
