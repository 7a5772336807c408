import * as readers from '../http/fields/readers.js';
import { chain, wrong } from '../http/fields/reading.js';
import { digits, plainDecimal, plainInteger, truthWords } from '../http/fields/spellings.js';
import type { Reader } from './cam2-v1.problems.js';

export type { Reader } from './cam2-v1.problems.js';

/** A text of at most `most` characters that is not blank; numbers count as their digits, as in the original. */
export function text(most: number): Reader<string> {
  return readers.text({
    from: digits,
    least: 1,
    most,
    measure: (value) => (value.trim() === '' ? 0 : Array.from(value).length),
  });
}

/** A text without the spaces around it, or null: a blank one is null, as a form has no null. */
export function optionalText(most: number): Reader<string | null> {
  const read = text(most);
  return (given) => {
    const value = typeof given === 'string' ? given.trim() : given;
    return value === '' ? { value: null } : read(value);
  };
}

/** A text that may be empty: what a filter compares with. */
export const anyText: Reader<string> = readers.text();

export function integer(least: number, most: number): Reader<number> {
  return readers.integer({ from: plainInteger, least, most });
}

/** A finite number with any number of decimals. */
export function decimal(least = -Number.MAX_VALUE, most = Number.MAX_VALUE): Reader<number> {
  return readers.decimal({ from: plainDecimal, least, most });
}

/** A number above 0. */
export function positive(most: number): Reader<number> {
  return chain(decimal(undefined, most), (given) =>
    Number(given) > 0 ? { value: Number(given) } : wrong('malformed', { text: 'Ensure this value is greater than 0.' }),
  );
}

/** true/t/1/yes and false/f/0/no in any case. */
export const truth: Reader<boolean> = readers.boolean({
  from: truthWords(['true', 't', '1', 'yes'], ['false', 'f', '0', 'no']),
});

const american = /^(\d{2})\/(\d{2})\/(\d{4})$/;

/** `MM/DD/YYYY` (midnight UTC, as documented) or ISO 8601. */
export const moment: Reader<Date> = readers.moment({
  from: (given) => (typeof given === 'string' ? given.trim().replace(american, '$3-$1-$2') : given),
});
