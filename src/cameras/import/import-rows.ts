import { csvRows } from './csv-rows.js';
import { geojsonRows } from './geojson-rows.js';
import type { ImportRow, ImportSource } from './parsed-row.js';
import { ndjsonRows } from './ndjson-rows.js';

export const importFormats = ['ndjson', 'csv', 'geojson'] as const;
export type ImportFormat = (typeof importFormats)[number];

const readers: Readonly<Record<ImportFormat, (source: ImportSource) => AsyncIterable<ImportRow>>> = {
  ndjson: ndjsonRows,
  csv: csvRows,
  geojson: geojsonRows,
};

/** Reads a file row by row in constant memory; a bad row is a reason with its line, and never stops the rest. */
export function importRows(format: ImportFormat, source: ImportSource): AsyncIterable<ImportRow> {
  return readers[format](source);
}
