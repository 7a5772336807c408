/** A value as the route takes it, or what is wrong with it in the words of the original (Django REST framework's). */
export type Reading<Value> =
  | { readonly value: Value }
  /** `ofWhole`: the original says it of the whole body, not of the field. */
  | { readonly problem: string; readonly ofWhole?: true };

/** Reads one value off the wire, from JSON or from the text of a form or URL; reading what was read gives the same. */
export type Reader<Value> = (given: unknown) => Reading<Value>;

/** A text of at most `longest` characters; numbers count as their digits, as in the original. */
export function text(longest: number): Reader<string> {
  return (given) => {
    const value = typeof given === 'number' ? String(given) : given;
    if (typeof value !== 'string') return { problem: 'Not a valid string.' };
    if (value.trim() === '') return { problem: 'This field may not be blank.' };
    return Array.from(value).length > longest
      ? { problem: `Ensure this field has no more than ${longest} characters.` }
      : { value };
  };
}

/** A text without the spaces around it, or none: a blank one is none, as a form cannot say null. */
export function optionalText(longest: number): Reader<string | null> {
  const read = text(longest);
  return (given) => {
    const value = typeof given === 'string' ? given.trim() : given;
    return value === '' ? { value: null } : read(value);
  };
}

/** A text that may be empty: what a filter compares with. */
export const anyText: Reader<string> = (given) =>
  typeof given === 'string' ? { value: given } : { problem: 'Not a valid string.' };

export function integer(smallest: number, largest: number): Reader<number> {
  return (given) => {
    const whole = typeof given === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(given) ? Number(given) : given;
    if (typeof whole !== 'number' || !Number.isSafeInteger(whole)) return { problem: 'A valid integer is required.' };
    return within(whole, smallest, largest);
  };
}

/** A finite number with any number of decimals. */
export function decimal(smallest = -Number.MAX_VALUE, largest = Number.MAX_VALUE): Reader<number> {
  return (given) => {
    const isNumeral = typeof given === 'string' && /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(given);
    const value = isNumeral ? Number(given) : given;
    if (typeof value !== 'number' || !Number.isFinite(value)) return { problem: 'A valid number is required.' };
    return within(value, smallest, largest);
  };
}

/** A number above 0. */
export function positive(largest: number): Reader<number> {
  const read = decimal(-Number.MAX_VALUE, largest);
  return (given) => {
    const reading = read(given);
    return 'value' in reading && reading.value <= 0 ? { problem: 'Ensure this value is greater than 0.' } : reading;
  };
}

/** true/t/1/yes and false/f/0/no in any case. */
export const truth: Reader<boolean> = (given) => {
  const word = typeof given === 'boolean' || typeof given === 'number' ? String(given) : given;
  if (typeof word !== 'string') return { problem: 'A valid boolean is required.' };
  if (/^(true|t|1|yes)$/i.test(word.trim())) return { value: true };
  if (/^(false|f|0|no)$/i.test(word.trim())) return { value: false };
  return { problem: 'A valid boolean is required.' };
};

const dateProblem = { problem: 'Date has wrong format. Use one of these formats instead: MM/DD/YYYY, ISO 8601.' };
const american = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const iso = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+ -]\d{2}:?\d{2})?)?$/i;

/** `MM/DD/YYYY` (midnight UTC, as documented) or ISO 8601; without a zone it is UTC. Years 1 to 9999. */
export const moment: Reader<Date> = (given) => {
  if (given instanceof Date) return { value: given };
  if (typeof given !== 'string') return dateProblem;
  const [, month, day, year] = american.exec(given.trim()) ?? [];
  const [, date, time = '00:00', zone = 'Z'] =
    iso.exec(year === undefined ? given.trim() : `${year}-${month}-${day}`) ?? [];
  if (date === undefined || !isOnTheCalendar(date)) return dateProblem;
  // A plus sign that was not escaped in a URL arrives as a space.
  const value = new Date(`${date}T${time}${zone.toUpperCase().replace(' ', '+')}`);
  const years = value.getUTCFullYear();
  return years >= 1 && years <= 9999 ? { value } : dateProblem;
};

/** JavaScript takes 31 February for 3 March. */
function isOnTheCalendar(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}

function within(value: number, smallest: number, largest: number): Reading<number> {
  if (value < smallest) return { problem: `Ensure this value is greater than or equal to ${smallest}.` };
  if (value > largest) return { problem: `Ensure this value is less than or equal to ${largest}.` };
  return { value };
}
