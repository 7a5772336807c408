import { countryCode, plain } from './countries.js';
import { stateNames } from './state-names.js';

/**
 * The codes of the countries that have a first-level division of this name, as GB has England and the US Hawaii; none
 * for the name of a country (Georgia). A search for a part by its country would find the whole country, or nothing.
 */
export function countriesWithPart(name: string): readonly string[] {
  if (countryCode(name) !== undefined) return [];
  parts ??= readParts();
  return parts.get(plain(name)) ?? [];
}

let parts: ReadonlyMap<string, readonly string[]> | undefined;

function readParts(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const line of stateNames.split('\n')) {
    const country = line.slice(0, 2);
    for (const division of line.slice('XX '.length).split(';')) {
      const name = plain(division.slice(division.indexOf('=') + 1));
      const known = found.get(name) ?? [];
      if (!known.includes(country)) found.set(name, [...known, country]);
    }
  }
  return found;
}
