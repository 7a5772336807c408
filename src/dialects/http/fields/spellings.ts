/** How a dialect's clients may spell a value: gives the value, and anything else as it came, for the reader to judge. */
export type Spelling = (given: unknown) => unknown;

/** A number stands for its digits. */
export const digits: Spelling = (given) => (typeof given === 'number' ? String(given) : given);

/** A text of this form stands for its number. */
export function numeral(form: RegExp): Spelling {
  return (given) => (typeof given === 'string' && form.test(given) ? Number(given) : given);
}

const integerNumeral = numeral(/^\s*[+-]?\d{1,15}\s*$/);
const decimalNumeral = numeral(/^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i);

/** An integer of CAM2's forms and URLs; undefined for one that a double does not hold exactly. */
export const plainInteger: Spelling = (given) => {
  const value = integerNumeral(given);
  return Number.isSafeInteger(value) ? value : undefined;
};

/** A number of CAM2's forms and URLs, with an exponent where it likes; undefined for an infinite one. */
export const plainDecimal: Spelling = (given) => {
  const value = decimalNumeral(given);
  return Number.isFinite(value) ? value : undefined;
};

/** Words for true and false, in any case and with spaces around; 1 and 0 count as the words "1" and "0". */
export function truthWords(trueWords: readonly string[], falseWords: readonly string[]): Spelling {
  const truths = new Map([
    ...trueWords.map((word) => [word, true] as const),
    ...falseWords.map((word) => [word, false] as const),
  ]);
  return (given) =>
    typeof given === 'string' || typeof given === 'number'
      ? (truths.get(String(given).trim().toLowerCase()) ?? given)
      : given;
}

/** One text stands for its parts between the commas. */
export const commaSeparated: Spelling = (given) =>
  typeof given === 'string' ? given.split(',').map((part) => part.trim()) : given;

/** One of some words, whatever its case. */
export function anyCase(words: readonly string[]): Spelling {
  return (given) =>
    typeof given === 'string' ? (words.find((word) => word.toLowerCase() === given.toLowerCase()) ?? given) : given;
}
