import { describe, expect, it } from 'vitest';
import { normalLogin, normalPassword } from './normal-form.js';

describe('the normal form of a login (RFC 8265 §3.4)', () => {
  it.each([
    ['a combining mark is composed', 'zu\u0308rich', 'zürich'],
    ['fullwidth letters are ordinary ones', 'ａｄａ', 'ada'],
    ['other spaces are ordinary ones, and none stand around it', '\u00a0ada\u3000lovelace\u2003', 'ada lovelace'],
    ['case stays', 'Ada', 'Ada'],
    ['a ligature stays: only widths are mapped', 'ﬁ', 'ﬁ'],
  ])('%s', (_, given, normal) => {
    expect(normalLogin(given)).toBe(normal);
    expect(normalLogin(normal)).toBe(normal);
  });
});

describe('the normal form of a password (RFC 8265 §4.2)', () => {
  it.each([
    ['a combining mark is composed', 'mu\u0308de', 'müde'],
    ['other spaces are ordinary ones', 'a\u00a0b', 'a b'],
    ['spaces around it stay', ' a ', ' a '],
    ['widths and case stay', 'ＡｂＣ', 'ＡｂＣ'],
  ])('%s', (_, given, normal) => {
    expect(normalPassword(given)).toBe(normal);
    expect(normalPassword(normal)).toBe(normal);
  });
});
