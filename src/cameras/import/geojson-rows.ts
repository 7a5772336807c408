import { cameraOf, isRecord } from './camera-row.js';
import { featureTexts } from './geojson-features.js';
import { RowProblem, type ImportRow, type ImportSource } from './import-row.js';
import { parseObject, rowOf } from './ndjson-rows.js';
import { longestLine, textLines, toBuffer } from './text-lines.js';

const recordSeparator = '\u001e';

/**
 * A FeatureCollection (`line` is then the number of the feature, from 1), or one feature a line (RFC 8142 sequences
 * too; `line` is the line).
 */
export async function* geojsonRows(source: ImportSource): AsyncGenerator<ImportRow> {
  const { head, all } = await peekFirstLine(source);
  const features = isFeature(head) ? textLines(all) : featureTexts(all);
  for await (const read of features) {
    if ('reason' in read) yield read;
    else {
      const text = read.text.replaceAll(recordSeparator, '').trim();
      if (text !== '') yield rowOf(read.line, () => cameraOf(recordOf(parseObject(text))));
    }
  }
}

/** A feature's properties, with its position and, where they hold none, its id. */
function recordOf(feature: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (feature['type'] !== 'Feature') throw new RowProblem('not a GeoJSON Feature');
  const { properties, geometry, id } = feature;
  if (properties !== null && properties !== undefined && !isRecord(properties))
    throw new RowProblem('properties must be an object');
  return { ...(id === undefined ? {} : { id }), ...properties, ...positionOf(geometry) };
}

function positionOf(geometry: unknown): Record<string, unknown> {
  if (geometry === null || geometry === undefined) return {};
  if (!isRecord(geometry) || geometry['type'] !== 'Point') throw new RowProblem('the geometry must be a Point');
  const position: unknown = geometry['coordinates'];
  if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number')
    throw new RowProblem('the coordinates must be [longitude, latitude]');
  return { longitude: position[0], latitude: position[1] };
}

/** Whether a line is a whole feature, and not the beginning of a collection. */
function isFeature(line: string): boolean {
  return /"type"\s*:\s*"Feature"/.test(line) && !/"features"\s*:\s*\[/.test(line);
}

async function peekFirstLine(source: ImportSource): Promise<{ head: string; all: ImportSource }> {
  const rest = source[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let head = '';
  while (!head.trimStart().includes('\n') && head.length < longestLine) {
    const next = await rest.next();
    if (next.done === true) break;
    read.push(toBuffer(next.value));
    head = Buffer.concat(read).toString('utf8');
  }
  const all = async function* (): ImportSource {
    yield* read;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  };
  return { head: head.trimStart().split('\n', 1)[0] ?? '', all: all() };
}
