import { type Area, type AreaPolygon, type AreaPosition, mostAreaPoints } from '#cameras';
import { InputError } from '../http/input.error.js';
import type { CameraListQuery } from './camera-list.dto.js';
import { readCameraList } from './camera-list.pipe.js';

/** A question in a body. */
export interface CameraSearch {
  readonly asked: CameraListQuery;
  readonly area?: Area;
}

type Members = Readonly<Record<string, unknown>>;

/** Parameters that the query string has with commas and a body as an array. */
const joined: ReadonlySet<string> = new Set(['fields', 'include', 'sort', 'bbox', 'near', 'sees']);

/**
 * The body of a search: `within`, and the parameters of the list, where a filter may also be `{"gte": 5}`.
 * @throws InputError input.invalid
 */
export async function readCameraSearch(body: unknown): Promise<CameraSearch> {
  if (!isObject(body)) throw InputError.at('', 'isObject', 'The body must be an object of JSON.');
  const { within, ...filters } = body;
  const parameters = Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => parametersOf(name, value)));
  const asked = await readCameraList(parameters, { suggestions: ['within'] });
  return within === undefined ? { asked } : { asked, area: readArea(within) };
}

function parametersOf(name: string, value: unknown): readonly (readonly [string, string | readonly string[]])[] {
  if (isObject(value))
    return Object.entries(value).flatMap(([operator, inner]) => parametersOf(`${name}[${operator}]`, inner));
  if (!Array.isArray(value)) return [[name, textOf(name, value)]];
  const texts = value.map((item) => textOf(name, item));
  return [[name, joined.has(name) || name.endsWith('[in]') ? texts.join(',') : texts]];
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw InputError.at(name, 'isScalar', `${name.slice(0, 100)} takes a text, a number, true or false, or several.`);
}

/** @throws InputError input.invalid for what is no Polygon or MultiPolygon of GeoJSON (RFC 7946) */
function readArea(within: unknown): Area {
  if (!isObject(within))
    throw InputError.at('within', 'isObject', 'within takes a Polygon or MultiPolygon of GeoJSON.');
  const { type, coordinates, crs } = within;
  if (crs !== undefined)
    throw InputError.at('within.crs', 'unsupported', 'Coordinates are WGS84, longitude before latitude.');
  const place = 'within.coordinates';
  const area =
    type === 'Polygon'
      ? [readPolygon(coordinates, place)]
      : type === 'MultiPolygon'
        ? listOf(coordinates, place).map((polygon, index) => readPolygon(polygon, `${place}.${index}`))
        : undefined;
  if (area === undefined) throw InputError.at('within.type', 'isIn', 'within takes a Polygon or a MultiPolygon.');
  if (area.flat(2).length > mostAreaPoints)
    throw InputError.at(place, 'few', `An area has at most ${mostAreaPoints} points.`);
  return area;
}

function readPolygon(coordinates: unknown, place: string): AreaPolygon {
  return listOf(coordinates, place).map((ring, index) => readRing(ring, `${place}.${index}`));
}

function readRing(coordinates: unknown, place: string): readonly AreaPosition[] {
  const ring = listOf(coordinates, place).map((position, index): AreaPosition => {
    const [longitude, latitude, ...others] = listOf(position, `${place}.${index}`);
    const isPlace =
      typeof longitude === 'number' &&
      typeof latitude === 'number' &&
      Math.abs(longitude) <= 540 &&
      Math.abs(latitude) <= 90;
    if (isPlace && others.length <= 2) return [longitude, latitude];
    throw InputError.at(
      `${place}.${index}`,
      'position',
      'A position is [longitude, latitude] in degrees: -540 to 540, -90 to 90.',
    );
  });
  const [first] = ring;
  const last = ring.at(-1);
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw InputError.at(place, 'ring', 'A ring has four positions or more, and its last one is its first.');
  return ring;
}

function listOf(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw InputError.at(place, 'isArray', `${place} must be an array with something in it.`);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
