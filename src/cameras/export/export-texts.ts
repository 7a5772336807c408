import { stringify } from 'csv-stringify/sync';
import { recordNames, type CameraRecord } from './camera-record.js';

export const exportFormats = ['ndjson', 'csv', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

type Pages = AsyncIterable<readonly CameraRecord[]>;

/** Turns pages of records into the text of a file, page by page. */
export function exportTexts(format: ExportFormat, pages: Pages): AsyncIterable<string> {
  return writers[format](pages);
}

const writers: Readonly<Record<ExportFormat, (pages: Pages) => AsyncIterable<string>>> = { ndjson, csv, geojson };

async function* ndjson(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/**
 * Values are exact: a cell that begins with `=` or `@` is not defused, because a name or URL would come back changed.
 * A spreadsheet should import its columns as text.
 */
async function* csv(pages: Pages): AsyncGenerator<string> {
  yield stringify([recordNames]);
  for await (const page of pages) yield stringify([...page], { columns: [...recordNames], cast: { boolean: String } });
}

async function* geojson(pages: Pages): AsyncGenerator<string> {
  let separator = '';
  yield '{"type":"FeatureCollection","features":[\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + page.map((record) => JSON.stringify(featureOf(record))).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

function featureOf({ latitude, longitude, ...properties }: CameraRecord): unknown {
  const known = typeof latitude === 'number' && typeof longitude === 'number';
  return {
    type: 'Feature',
    id: properties['name'],
    geometry: known ? { type: 'Point', coordinates: [longitude, latitude] } : null,
    properties,
  };
}
