import { countryCode, countryOfPlace } from '#cameras';
import { countriesOfPart } from '../http/part-of-country.js';
import { refuseUnstorable } from '../http/text.js';

/** A value as the route takes it, or what it must be: what follows on its name, or a sentence of its own. */
export type Reading<Value> =
  { readonly value: Value } | { readonly problem: string } | { readonly problem: string; readonly isSentence: true };

/** Reads one value off the wire, from a form, a URL or JSON; reading what was read gives the same. */
export type Reader<Value> = (given: unknown) => Reading<Value>;

/** A text of at most `longest` characters; numbers count as their digits. */
export function text(longest: number): Reader<string> {
  return (given) => {
    const value = typeof given === 'number' ? String(given) : given;
    if (typeof value !== 'string' || !isStorable(value)) return { problem: 'must be a text' };
    return value.length > longest ? { problem: `must have at most ${longest} characters` } : { value };
  };
}

export function integer(smallest: number, largest: number): Reader<number> {
  return (given) => {
    const value = typeof given === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(given) ? Number(given) : given;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return { problem: 'must be an integer' };
    return within(value, smallest, largest);
  };
}

/** A finite number. */
export function decimal(smallest: number, largest: number): Reader<number> {
  return (given) => {
    const isNumeral = typeof given === 'string' && /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(given);
    const value = isNumeral ? Number(given) : given;
    if (typeof value !== 'number' || !Number.isFinite(value)) return { problem: 'must be a number' };
    return within(value, smallest, largest);
  };
}

/** true and false in any case, 1 and 0, as the client's documentation has it. */
export const truth: Reader<boolean> = (given) => {
  const word = typeof given === 'boolean' || typeof given === 'number' ? String(given) : given;
  if (typeof word === 'string' && /^\s*(true|1)\s*$/i.test(word)) return { value: true };
  if (typeof word === 'string' && /^\s*(false|0)\s*$/i.test(word)) return { value: false };
  return { problem: 'must be true or false' };
};

/** An empty text is what a form sends for a field that was left alone. */
export function orEmpty<Value>(read: Reader<Value>): Reader<Value | ''> {
  return (given) => (given === '' ? { value: '' } : read(given));
}

/** One of some words, in any case. */
export function oneOf<Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (given) => {
    const word = typeof given === 'string' ? words.find((one) => one.toLowerCase() === given.toLowerCase()) : undefined;
    return word === undefined ? { problem: `must be one of ${words.join(', ')}` } : { value: word };
  };
}

/** An ISO 3166-1 code or an English name (the original's own word was "USA"); empty clears. */
export const country: Reader<string> = (given) => {
  if (given === '') return { value: '' };
  const code = typeof given === 'string' && given.length <= 255 ? countryOfPlace(given) : undefined;
  return code === undefined ? { problem: 'must be an ISO 3166-1 code or an English country name' } : { value: code };
};

/** A country that is compared with, as its code. One that nobody knows matches nothing; a part of one is refused. */
export const countryLookedFor: Reader<string> = (given) => {
  const reading = text(255)(given);
  if ('problem' in reading) return reading;
  const whole = countriesOfPart(reading.value);
  return whole === undefined
    ? { value: countryCode(reading.value) ?? reading.value }
    : {
        problem: `must be an ISO 3166-1 code or an English name of a country; this is a part of ${whole}, to be asked for as state`,
      };
};

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+ -]\d{2}:?\d{2})?)?$/i;

/** ISO 8601; without a zone it is UTC. Years 1 to 9999. */
export const moment: Reader<Date> = (given) => {
  if (given instanceof Date) return { value: given };
  const problem = { problem: 'must be an ISO 8601 time' };
  const [, date, time = '00:00', zone = 'Z'] = iso.exec(typeof given === 'string' ? given.trim() : '') ?? [];
  if (date === undefined || !isOnTheCalendar(date)) return problem;
  // A plus sign that was not escaped in a URL arrives as a space.
  const value = new Date(`${date}T${time}${zone.toUpperCase().replace(' ', '+')}`);
  const year = value.getUTCFullYear();
  return year >= 1 && year <= 9999 ? { value } : problem;
};

/** JavaScript takes 31 February for 3 March. */
function isOnTheCalendar(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}

function isStorable(value: string): boolean {
  try {
    refuseUnstorable(value);
    return true;
  } catch {
    return false;
  }
}

function within(value: number, smallest: number, largest: number): Reading<number> {
  return value < smallest || value > largest ? { problem: `must be from ${smallest} to ${largest}` } : { value };
}
