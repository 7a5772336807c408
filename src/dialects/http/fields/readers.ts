import { type JsonShape, misfitIn } from '../json-shape.js';
import { problem, type ProblemCode, type Reader, reading, wrong } from './reading.js';
import type { Spelling } from './spellings.js';

interface Range {
  /** Both bounds are included; without one there is none. */
  readonly least?: number;
  readonly most?: number;
}

interface Spelt {
  /** How else the value may be spelt; JSON's own way without it. */
  readonly from?: Spelling;
}

const asGiven: Spelling = (given) => given;

/** A form that a text must have, and the text for the one that has not. */
export interface Format {
  readonly form: RegExp;
  readonly text: string;
}

interface TextOptions extends Spelt {
  readonly most?: number;
  /** The length of a text; its code points without it. */
  readonly measure?: (text: string) => number;
}
interface FormOptions extends TextOptions {
  readonly least?: number;
  readonly format?: Format;
}
type TextProblem = 'not-text' | 'too-short' | 'too-long' | 'malformed';

export function text(options?: TextOptions): Reader<string, 'not-text' | 'too-long'>;
export function text(options: FormOptions): Reader<string, TextProblem>;
export function text(options: FormOptions = {}): Reader<string, TextProblem> {
  const { from = asGiven, least = 0, most = Infinity, measure = codePoints, format } = options;
  const bounds = { least, most };
  return (given) => {
    const value = from(given);
    if (typeof value !== 'string') return { problems: [problem('not-text', bounds), problem('too-long', bounds)] };
    const length = measure(value);
    if (length < least) return wrong('too-short', bounds);
    if (length > most) return wrong('too-long', bounds);
    return format === undefined || format.form.test(value) ? { value } : wrong('malformed', { text: format.text });
  };
}

function codePoints(value: string): number {
  return Array.from(value).length;
}

export function integer(options: Range & Spelt = {}): Reader<number, 'not-integer' | 'too-small' | 'too-large'> {
  return numberOf('not-integer', Number.isInteger, options);
}

/** A number with any number of decimals. */
export function decimal(options: Range & Spelt = {}): Reader<number, 'not-number' | 'too-small' | 'too-large'> {
  return numberOf('not-number', (value) => typeof value === 'number', options);
}

function numberOf<Code extends 'not-integer' | 'not-number'>(
  code: Code,
  is: (value: unknown) => boolean,
  { from = asGiven, ...range }: Range & Spelt,
): Reader<number, Code | 'too-small' | 'too-large'> {
  const { least = -Infinity, most = Infinity } = range;
  return (given) => {
    const value = from(given);
    const number = typeof value === 'number' ? value : NaN;
    // NaN is on neither side of any bound.
    if (is(value) && number >= least && number <= most) return { value: number };
    return reading<number, Code | 'too-small' | 'too-large'>(number, [
      ...(is(value) ? [] : [problem(code, range)]),
      ...(range.least === undefined || number >= least ? [] : [problem('too-small', range)]),
      ...(range.most === undefined || number <= most ? [] : [problem('too-large', range)]),
    ]);
  };
}

export function boolean({ from = asGiven }: Spelt = {}): Reader<boolean, 'not-boolean'> {
  return (given) => {
    const value = from(given);
    return typeof value === 'boolean' ? { value } : wrong('not-boolean');
  };
}

/** One of some texts. */
export function choice<Choice extends string>(
  choices: readonly Choice[],
  { from = asGiven }: Spelt = {},
): Reader<Choice, 'unknown-choice'> {
  return (given) => {
    const value = from(given);
    const chosen = choices.find((one) => one === value);
    return chosen === undefined ? wrong('unknown-choice', { choices }) : { value: chosen };
  };
}

const iso = /^(\d{4}-\d{2}-\d{2})(?:([T ])(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+ -]\d{2}:?\d{2})?)?$/i;

/** ISO 8601; without a zone it is UTC. Years 1 to 9999. With `spaced`, a space may stand for the T. */
export function moment({ from = asGiven, spaced = false }: Spelt & { readonly spaced?: boolean } = {}): Reader<
  Date,
  'not-time'
> {
  return (given) => {
    const value = from(given);
    if (value instanceof Date) return { value };
    const [, date, separator, time = '00:00', zone = 'Z'] =
      iso.exec(typeof value === 'string' ? value.trim() : '') ?? [];
    if (date === undefined || (separator === ' ' && !spaced) || !isOnTheCalendar(date)) return wrong('not-time');
    // A plus sign that was not escaped in a URL arrives as a space.
    const read = new Date(`${date}T${time}${zone.toUpperCase().replace(' ', '+')}`);
    const year = read.getUTCFullYear();
    return year >= 1 && year <= 9999 ? { value: read } : wrong('not-time');
  };
}

/** JavaScript takes 31 February for 3 March. */
function isOnTheCalendar(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}

/** An object, whatever is in it: its own fields have readers of their own. */
export const object: Reader<object, 'not-object'> = (given) =>
  isObject(given) ? { value: given } : wrong('not-object');

interface JsonOptions {
  readonly mostBytes?: number;
  /** The types of its known fields. */
  readonly shape?: JsonShape;
  /** An array is as good as an object. */
  readonly orArray?: boolean;
  readonly orText?: boolean;
}

/** JSON, unchanged. */
export function json(options: JsonOptions): Reader<unknown, 'not-object' | 'too-many-bytes' | 'misfit'> {
  const { mostBytes, shape, orArray, orText } = options;
  return (given) => {
    const fits = isObject(given) || (orArray && Array.isArray(given)) || (orText && typeof given === 'string');
    const isLong = fits && mostBytes !== undefined && Buffer.byteLength(JSON.stringify(given)) > mostBytes;
    const misfit = isLong || shape === undefined ? undefined : misfitIn(given, shape);
    return reading<unknown, 'not-object' | 'too-many-bytes' | 'misfit'>(given, [
      ...(fits ? [] : [problem('not-object')]),
      ...(isLong ? [problem('too-many-bytes', { most: mostBytes })] : []),
      ...(misfit ? [problem('misfit', { path: misfit.path.slice(0, 200), choices: [misfit.expected] })] : []),
    ]);
  };
}

/** A list of what another reader reads. All items are read, and all that is wrong with any is stated. */
export function list<Value, Code extends ProblemCode>(
  item: Reader<Value, Code>,
  { from = asGiven, most }: Spelt & { readonly most: number },
): Reader<readonly Value[], Code | 'not-list' | 'too-many-items' | 'null-item'> {
  return (given) => {
    const items = from(given);
    const readings = Array.isArray(items) ? items.map((one) => item(one)) : [item(undefined)];
    const values = readings.flatMap((read) => ('value' in read ? [read.value] : []));
    return reading<readonly Value[], Code | 'not-list' | 'too-many-items' | 'null-item'>(values, [
      ...(Array.isArray(items) ? [] : [problem('not-list')]),
      ...(Array.isArray(items) && items.length <= most ? [] : [problem('too-many-items', { most })]),
      ...(Array.isArray(items) && items.includes(null) ? [problem('null-item')] : []),
      ...readings.flatMap((read) => ('problems' in read ? read.problems.map((one) => ({ ...one, each: true })) : [])),
    ]);
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
