import { countryName } from '../places/countries.js';

const timezones = new Map<string, boolean>();
const mostRemembered = 1000;

/** Whether it is an ISO 3166-1 alpha-2 code, in capitals (with XK for Kosovo, as maps have it). */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && countryName(code) !== undefined;
}

/** Whether it names an IANA time zone. */
export function isTimezone(name: string): boolean {
  // Offsets such as +01:00 are accepted by Intl, but are no time zone.
  if (name.length > 64 || !/^[A-Za-z]/.test(name)) return false;
  const known = timezones.get(name) ?? asksIntl(name);
  if (timezones.size < mostRemembered) timezones.set(name, known);
  return known;
}

function asksIntl(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
