import { describe, expect, it } from 'vitest';
import { isSameSite } from './cross-origin.js';

describe('two addresses', () => {
  it.each([
    ['https://app.example.org', 'https://cams.example.org/camgate'],
    ['https://example.org:8443', 'https://cams.example.org'],
    ['https://a.b.example.co.uk', 'https://example.co.uk'],
    ['http://127.0.0.1:5173', 'http://127.0.0.1:8000'],
    ['http://localhost:5173', 'http://localhost:8000'],
    ['http://[::1]:5173', 'http://[::1]:8000'],
    ['http://camgate', 'http://camgate:8000'],
  ])('%s and %s are of one site', (one, other) => expect(isSameSite(one, other)).toBe(true));

  it.each([
    ['http://app.example.org', 'https://app.example.org'],
    ['https://example.com', 'https://example.org'],
    ['https://one.co.uk', 'https://two.co.uk'],
    ['https://one.com.au', 'https://two.com.au'],
    ['http://127.0.0.1', 'http://localhost'],
    ['http://10.0.0.1', 'http://10.0.0.2'],
    ['http://[::1]', 'http://[::2]'],
    ['http://camgate', 'http://other'],
    ['https://example.org.evil.example', 'https://example.org'],
    ['https://evilexample.org', 'https://example.org'],
  ])('%s and %s are not', (one, other) => expect(isSameSite(one, other)).toBe(false));
});
