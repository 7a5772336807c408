import { createHash } from 'node:crypto';
import { cameraOf, isRecord } from './camera-row.js';
import type { Columns } from './column-names.js';
import { headOf } from './head.js';
import { itemTexts } from './json-items.js';
import { type ImportRow, ImportRefusal, type ImportSource, RowProblem } from './parsed-row.js';
import { parseObject, rowOf } from './ndjson-rows.js';
import { longestLine, textLines, toBuffer } from './text-lines.js';

const recordSeparator = '\u001e';
/** Names of WGS84 in longitude and latitude, which alone is GeoJSON's (RFC 7946 §4). */
const wgs84 =
  /^(?:urn:ogc:def:crs:(?:OGC:[\d.]*:CRS84h?|EPSG:[\d.]*:4326)|(?:OGC|CRS):?:?CRS84|CRS84|EPSG:{1,2}4326|WGS ?84)$/i;

/**
 * A FeatureCollection (`line` is then the number of the feature, from 1), or one feature a line (RFC 8142 sequences
 * too; `line` is the line). A MultiPoint is a camera at each of its points.
 */
export async function* geojsonRows(source: ImportSource, columns: Columns): AsyncGenerator<ImportRow> {
  const { head, all } = await headOf(buffersOf(source), longestLine);
  const first = head.toString('utf8').trimStart().split('\n', 1)[0] ?? '';
  const features = isFeature(first)
    ? textLines(all)
    : itemTexts(all, { key: first.startsWith('[') ? undefined : 'features', beside: 'crs' }, checkCrs);
  for await (const read of features) {
    if ('reason' in read)
      yield read.reason === 'holds no features' ? { ...read, reason: 'holds no GeoJSON features' } : read;
    else {
      const text = read.text.replaceAll(recordSeparator, '').trim();
      if (text !== '') yield* rowsOf(read.line, text, columns);
    }
  }
}

/**
 * Finds a coordinate reference system that is not ours, wherever in the collection it stands.
 * @throws ImportRefusal
 */
export async function refuseOtherCrs(source: ImportSource): Promise<void> {
  for await (const _ of itemTexts(source, { key: 'features', beside: 'crs' }, checkCrs));
}

function* rowsOf(line: number, text: string, columns: Columns): Generator<ImportRow> {
  let records: readonly Record<string, unknown>[];
  try {
    records = recordsOf(parseObject(text));
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    yield error.at(line);
    return;
  }
  for (const record of records) yield rowOf(line, () => cameraOf(record, columns));
}

/** A feature's properties, with its position and, where they hold none, its id; one for each of its points. */
function recordsOf(feature: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] {
  if (feature['type'] !== 'Feature') throw new RowProblem('not a GeoJSON Feature');
  const { properties, geometry, id } = feature;
  if (properties !== null && properties !== undefined && !isRecord(properties))
    throw new RowProblem('properties must be an object');
  if (feature['crs'] !== undefined) checkCrs(JSON.stringify(feature['crs']));
  const own: Readonly<Record<string, unknown>> = { ...(id === undefined ? {} : { id }), ...properties };
  const positions = positionsOf(geometry);
  // First and last: the geometry's position counts, whatever the properties have.
  if (positions.length < 2) return [{ ...positions[0], ...own, ...positions[0] }];
  const given = own['id'] ?? own['name'];
  const key = typeof given === 'string' || typeof given === 'number' ? given : hashOf(own);
  // Of several cameras of one feature each has the feature's key and its number.
  return positions.map((position, index) => ({ ...position, ...own, id: `${key}-${index + 1}`, ...position }));
}

function hashOf(properties: Readonly<Record<string, unknown>>): string {
  return `import-${createHash('sha256').update(JSON.stringify(properties)).digest('hex').slice(0, 16)}`;
}

function positionsOf(geometry: unknown): readonly Record<string, unknown>[] {
  if (geometry === null || geometry === undefined) return [];
  if (!isRecord(geometry) || (geometry['type'] !== 'Point' && geometry['type'] !== 'MultiPoint'))
    throw new RowProblem('the geometry must be a Point or a MultiPoint', 'geometry');
  const coordinates: unknown = geometry['coordinates'];
  if (geometry['type'] === 'Point') return [positionOf(coordinates)];
  if (!Array.isArray(coordinates) || coordinates.length === 0 || coordinates.length > 1000)
    throw new RowProblem('a MultiPoint has 1 to 1000 points', 'geometry');
  return coordinates.map(positionOf);
}

function positionOf(position: unknown): Record<string, unknown> {
  if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number')
    throw new RowProblem('the coordinates must be [longitude, latitude]', 'geometry');
  return { longitude: position[0], latitude: position[1] };
}

/** @throws ImportRefusal */
function checkCrs(text: string): void {
  const crs: unknown = parsed(text);
  const { type, properties } = isRecord(crs) ? crs : {};
  const { name, code, href } = isRecord(properties) ? properties : {};
  const stated = typeof crs === 'string' ? crs : (name ?? (typeof code === 'number' ? `EPSG:${code}` : href));
  // What states no system is none of the standard's.
  if (stated === undefined && type === undefined) return;
  if (typeof stated === 'string' && wgs84.test(stated.trim())) return;
  const shown = typeof stated === 'string' ? stated.slice(0, 100) : 'another one';
  throw new ImportRefusal(`the coordinates are in the reference system ${shown}; only WGS84 (EPSG:4326) is taken`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a line is a whole feature, and not the beginning of a collection. */
function isFeature(line: string): boolean {
  return /"type"\s{0,9}:\s{0,9}"Feature"/.test(line) && !/"features"\s{0,9}:\s{0,9}\[/.test(line);
}

async function* buffersOf(source: ImportSource): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield toBuffer(chunk);
}
