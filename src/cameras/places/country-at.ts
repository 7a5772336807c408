import { feature, isIn } from '@rapideditor/country-coder';

// Codes that ISO 3166-1 reserves for other uses: the answer is the code of their country.
const official: Readonly<Record<string, string>> = {
  AC: 'SH',
  CP: 'FR',
  CQ: 'GG',
  DG: 'IO',
  EA: 'ES',
  FX: 'FR',
  IC: 'ES',
  TA: 'SH',
};
const crimea = 'Q7835';
const northernCyprus = 'Q23681';

/**
 * ISO 3166-1 alpha-2 of a position, coastal waters included; null on the high seas. A territory with a code of its own
 * (Réunion, Puerto Rico, Hong Kong) answers with it. Where borders are disputed the answer is the standard's, not the
 * border file's: ISO 3166-2 lists Crimea under UA. Kosovo answers XK, which the standard leaves to users.
 */
export function countryAt(latitude: number, longitude: number): string | null {
  const position: [number, number] = [longitude, latitude];
  const code = feature(position, { level: 'territory', withProp: 'iso1A2' })?.properties.iso1A2;
  if (code === undefined) return isIn(position, northernCyprus) === true ? 'CY' : null;
  if (code === 'RU' && isIn(position, crimea) === true) return 'UA';
  return official[code] ?? code;
}
