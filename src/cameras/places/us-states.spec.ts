import { describe, expect, it } from 'vitest';
import { spellingsOfState } from './us-states.js';

describe('a state', () => {
  it.each(['IN', 'Indiana', 'in', 'INDIANA'])('of the USA is looked for under its code and its name: %s', (text) => {
    expect([...spellingsOfState(text)].sort()).toEqual(['IN', 'Indiana']);
  });

  it.each(['Bavaria', 'Null', ''])('elsewhere is looked for as it is written: %j', (text) => {
    expect(spellingsOfState(text)).toEqual([text]);
  });
});
