import type { BoundingBox, CameraField, CameraQuery, Condition, FieldValue, GeoPoint, Near, SortKey } from '#cameras';
import { InputError } from '../http/input.error.js';
import type { CameraListQuery } from './camera-list.dto.js';
import { sortable } from './camera.shape.js';

/**
 * What a checked query string asks of the core.
 * @throws InputError input.invalid where parameters contradict each other or a place is none
 */
export function toCameraQuery(asked: CameraListQuery): CameraQuery {
  const near = readNear(asked);
  if (near && asked.sort)
    throw InputError.at('sort', 'exclusive', 'sort and near exclude each other: near sorts by distance.');
  const byRelevance = asked.sort?.includes('relevance') === true;
  if (byRelevance && (asked.q === undefined || asked.sort?.length !== 1))
    throw InputError.at('sort', 'needs', 'sort=relevance needs q, and stands alone.');
  return {
    where: [
      ...oneOf('country', asked.country),
      ...oneOf('city', asked.city),
      ...oneOf('state', asked.state),
      ...oneOf('source', asked.source),
      ...oneOf('kind', asked.kind),
      ...oneOf('organizationId', asked.organization_id),
      ...oneOf('enabled', asked.enabled === undefined ? undefined : [asked.enabled]),
      ...oneOf('name', asked.name),
      ...(asked.filters ?? []),
    ],
    ...(asked.bbox === undefined ? {} : { within: readBox(asked.bbox) }),
    ...(near ? { near } : {}),
    ...(asked.sees === undefined ? {} : { sees: readPoint('sees', asked.sees) }),
    ...(asked.tags ? { tags: asked.tags } : {}),
    ...(asked.q === undefined ? {} : { text: { value: asked.q } }),
    ...(asked.sort && !byRelevance ? { sort: asked.sort.map(readSort) } : {}),
  };
}

function oneOf(field: CameraField, values: readonly FieldValue[] | undefined): readonly Condition[] {
  return values === undefined ? [] : [{ operator: 'in', field, values }];
}

function readSort(word: string): SortKey {
  const descending = word.startsWith('-');
  const name = descending ? word.slice(1) : word;
  const found = Object.entries(sortable).find(([wireName]) => wireName === name);
  if (!found) throw InputError.at('sort', 'isIn', `Cameras cannot be sorted by "${name}".`);
  return { field: found[1], descending };
}

function readNear(asked: CameraListQuery): Near | undefined {
  if (asked.near === undefined) {
    if (asked.radius !== undefined) throw InputError.at('radius', 'needs', 'radius needs near=latitude,longitude.');
    return undefined;
  }
  const point = readPoint('near', asked.near);
  return { ...point, ...(asked.radius === undefined ? {} : { radiusMetres: asked.radius }) };
}

function readPoint(parameter: string, text: string): GeoPoint {
  const [latitude = 0, longitude = 0] = readDegrees(parameter, text, ['latitude', 'longitude']);
  return { latitude, longitude };
}

function readBox(text: string): BoundingBox {
  const [west = 0, south = 0, east = 0, north = 0] = readDegrees('bbox', text, ['west', 'south', 'east', 'north']);
  if (south > north)
    throw InputError.at('bbox', 'ordered', 'In bbox=west,south,east,north south must not exceed north.');
  // All of the world and more: a map that is zoomed out shows it several times.
  if (east - west >= 360) return { west: -180, south, east: 180, north };
  return { west: folded(west), south, east: folded(east), north };
}

/** A longitude that was counted on beyond the antimeridian: 190 is -170. */
function folded(longitude: number): number {
  if (Math.abs(longitude) <= 180) return longitude;
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

/** With an exponent, too: JavaScript writes a ten-millionth of a degree as 1e-7. */
const degreesForm = /^[+-]?(\d{1,17}(\.\d{0,30})?|\.\d{1,30})(e-\d{1,3})?$/i;
const limits: Readonly<Record<string, number>> = { latitude: 90, south: 90, north: 90, west: 3600, east: 3600 };

function readDegrees(parameter: string, text: string, names: readonly string[]): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== names.length)
    throw InputError.at(parameter, 'form', `${parameter} must be ${names.join(',')}: ${names.length} numbers.`);
  return parts.map((part, index) => {
    const name = names[index] ?? '';
    const limit = limits[name] ?? 180;
    const degrees = degreesForm.test(part) ? Number(part) : NaN;
    if (!(Math.abs(degrees) <= limit))
      throw InputError.at(parameter, 'range', `${parameter}: ${name} must be a number from -${limit} to ${limit}.`);
    return degrees;
  });
}
