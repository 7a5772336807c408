import { countryCode } from '#cameras';

/** Two or three letters in any case (`jp`, `JPN`, `UK`) as the country's alpha-2 code; anything else as it was given. */
export function toCountryCode(given: unknown): unknown {
  if (typeof given !== 'string' || !/^[a-z]{2,3}$/i.test(given)) return given;
  return countryCode(given) ?? given.toUpperCase();
}
