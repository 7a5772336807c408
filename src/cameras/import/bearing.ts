import { RowProblem } from './parsed-row.js';
import { numberOf, type RowValue } from './row-values.js';

const compass = 'N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW'.split(' ');
const words: Readonly<Record<string, string>> = { north: 'N', east: 'E', south: 'S', west: 'W' };

/** A direction in degrees clockwise from north, 0 to below 360: `45`, `45°`, `-90`, `NE`, `north-east`; undefined for no single one. */
export function bearingIn(value: RowValue): number | undefined {
  const text = String(value ?? '').trim();
  if (text.length > 30) return undefined;
  const letters = text.toLowerCase().replace(/[\s.-]|(?:bound|ward|wards)$/g, '');
  const point = letters.replace(/north|east|south|west/g, (word) => words[word] ?? word).toUpperCase();
  const index = compass.indexOf(point);
  if (index >= 0) return index * 22.5;
  const number = text
    .replace(/(?:°|º|deg|degrees)$/i, '')
    .replace(',', '.')
    .trim();
  if (!/^[+-]?\d{1,3}(?:\.\d{0,20})?$/.test(number) || Math.abs(Number(number)) > 360) return undefined;
  return (Number(number) + 360) % 360;
}

/** @throws RowProblem for what is no direction */
export function bearingOf(field: string, value: RowValue): number | null {
  if (value === null) return null;
  const found = bearingIn(value);
  if (found === undefined) throw new RowProblem(`${field} must be degrees from north or a compass point`, field, value);
  return found;
}

/** Degrees, with their sign or without. */
export function angleOf(field: string, value: RowValue): number | null {
  return numberOf(field, typeof value === 'string' ? value.replace(/(?:°|º|deg|degrees)\s*$/i, '') : value);
}

/** Metres: `50`, `50 m`, `1.5 km`. */
export function metresOf(field: string, value: RowValue): number | null {
  const [, text = '', unit = ''] = /^([^a-z]{1,30})(m|metres|meters|km)\s*$/i.exec(String(value ?? '')) ?? [];
  if (unit === '') return numberOf(field, value);
  return (numberOf(field, text) ?? 0) * (unit.toLowerCase() === 'km' ? 1000 : 1);
}
