import { stateNames } from './state-names.js';

/**
 * The spellings under which a state may be stored: for a state of the USA its postal code and its name, which CAM2's
 * clients and GeoNames write differently, in any case; for anything else the text as it is.
 */
export function spellingsOfState(text: string): readonly string[] {
  spellings ??= readUsStates();
  return spellings.get(text.trim().toLowerCase()) ?? [text];
}

let spellings: ReadonlyMap<string, readonly string[]> | undefined;

function readUsStates(): ReadonlyMap<string, readonly string[]> {
  const line = stateNames.split('\n').find((country) => country.startsWith('US ')) ?? '';
  const pairs = line
    .slice('US '.length)
    .split(';')
    .map((division) => division.split('='));
  return new Map(pairs.flatMap((pair) => pair.map((spelling) => [spelling.toLowerCase(), pair] as const)));
}
