import type { Point } from '#access';
import { InputError } from '../http/input.error.js';

const form = /^([-+]?\d{1,3}(?:\.\d{1,17})?)(?:\s*,\s*|\s+)([-+]?\d{1,3}(?:\.\d{1,17})?)$/;

/** `"lat lon"` (WD; also with a comma between, as people paste it). */
export function readCoordinates(field: string, text: string): Point {
  const [, latitude, longitude] = form.exec(text.trim()) ?? [];
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  if (latitude === undefined || Math.abs(point.latitude) > 90 || Math.abs(point.longitude) > 180)
    throw InputError.at(field, 'coordinates', `${field} must be a latitude and a longitude, one space between.`);
  return point;
}

/** `"lat lon"`; never with an exponent, which no client reads. */
export function writeCoordinates(point: Point | null | undefined): string | null {
  return point ? `${writeDegrees(point.latitude)} ${writeDegrees(point.longitude)}` : null;
}

function writeDegrees(degrees: number): string {
  const text = String(degrees);
  return text.includes('e') ? degrees.toFixed(17).replace(/\.?(?<!0)0+$/, '') : text;
}
