import { stringify } from 'csv-stringify/sync';
import type { CameraShape } from '#cameras';
import { cameraShape } from './camera.shape.js';

/** The columns of the keys that are objects; the names are those that an import reads. */
const flattened: Readonly<Record<string, CameraShape>> = {
  location: { latitude: 'latitude', longitude: 'longitude' },
  resolution: { resolution_width: 'resolutionWidth', resolution_height: 'resolutionHeight' },
  streams: cameraShape.streams.object,
};

const flatShapes = new WeakMap<CameraShape, CameraShape>();

/** A camera as a row of a table: a shape without objects in it. */
export function csvShapeOf(shape: CameraShape): CameraShape {
  const flat = flatShapes.get(shape) ?? flatten(shape);
  flatShapes.set(shape, flat);
  return flat;
}

function flatten(shape: CameraShape): CameraShape {
  const parts = Object.entries(shape).map(([key, value]) => flattened[key] ?? { [key]: value });
  return Object.assign({}, ...parts);
}

export function columnsOf(flat: CameraShape): readonly string[] {
  return Object.keys(flat);
}

/**
 * Lines of JSON as CSV (RFC 4180), with a line of names before them.
 * @param raw leaves texts as they are that a spreadsheet takes for formulas
 */
export async function* csvOf(
  columns: readonly string[],
  chunks: AsyncIterable<string>,
  raw: boolean,
): AsyncIterable<string> {
  const options = { record_delimiter: '\r\n', cast: { boolean: String } };
  yield stringify([columns], options);
  for await (const chunk of chunks) {
    const rows = chunk
      .trimEnd()
      .split('\n')
      .map((line) => {
        // The border: PostgreSQL wrote the object from a flat shape.
        const camera = JSON.parse(line) as Readonly<Record<string, unknown>>;
        return columns.map((name) => (raw ? camera[name] : harmless(camera[name])));
      });
    yield stringify(rows, options);
  }
}

/** A text as a spreadsheet shows and does not calculate it; a number such as -1 is one, and no formula. */
function harmless(value: unknown): unknown {
  return typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}
