import { type InputIssue, InputError } from '../http/input.error.js';
import { limitOfPart, offsetOfPart } from './camera-filters.dto.js';
import { decimal, integer, type Reader, textOf } from './reader.js';

/**
 * What stands in the path of `/query/lat=…,lng=…,radius=…,count=…/`: degrees, kilometres, a number of cameras, and which
 * part of them.
 */
export interface PlaceTerms {
  readonly lat: number;
  readonly lng: number;
  readonly radius?: number;
  readonly count?: number;
  readonly limit?: number;
  readonly offset?: number;
}

type Term = keyof PlaceTerms;

/** `lon` is what the documentation writes, `lng` what the original server took. */
const spellings: Readonly<Record<string, Term>> = {
  lat: 'lat',
  lng: 'lng',
  lon: 'lng',
  radius: 'radius',
  count: 'count',
  limit: 'limit',
  offset: 'offset',
};

const readers: Readonly<Record<Term, Reader<number>>> = {
  lat: decimal(-90, 90),
  lng: decimal(-180, 180),
  radius: decimal(0, 1_000_000),
  count: integer(0, 1_000_000),
  limit: limitOfPart,
  offset: offsetOfPart,
};

const unknownTerm =
  'This term is not known; write lat=…,lng=…,radius=…,count=… and, for a part of them, limit=…,offset=….';

/**
 * Reads a place with its radius, its count, or both.
 * @throws InputError input.invalid naming every term at fault
 */
export function readPlaceTerms(path: string): PlaceTerms {
  const issues: InputIssue[] = [];
  const refuse = (field: string, message: string): void => void issues.push({ field, rule: 'field', message });
  const values: Partial<Record<Term, number>> = {};
  const seen = new Set<Term>();
  for (const part of path.split(',')) {
    const [name = '', ...rest] = part.split('=');
    const term = Object.hasOwn(spellings, name) ? spellings[name] : undefined;
    if (term === undefined) {
      refuse(name.slice(0, 100), unknownTerm);
      continue;
    }
    if (seen.has(term)) refuse(name, 'This term stands twice.');
    seen.add(term);
    const reading = readers[term](rest.join('='));
    if ('value' in reading) values[term] = reading.value;
    else refuse(name, textOf(reading.problems[0]));
  }
  for (const term of ['lat', 'lng'] as const) if (!seen.has(term)) refuse(term, 'This field is required.');
  if (!seen.has('radius') && !seen.has('count')) refuse('radius', 'This field is required, or count.');
  const { lat, lng } = values;
  if (issues.length > 0 || lat === undefined || lng === undefined) throw new InputError('input.invalid', issues);
  return { ...values, lat, lng };
}
