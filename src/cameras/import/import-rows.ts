import { cameraOf } from './camera-row.js';
import { Columns, type RowField } from './column-names.js';
import { openCsv } from './csv-rows.js';
import { decodeFile } from './file-encoding.js';
import { type FileShape, type ImportFormat, recogniseFormat } from './file-format.js';
import { geojsonRows } from './geojson-rows.js';
import { headOf } from './head.js';
import { type ItemReader, jsonDocument, jsonRow, jsonRows, wholeText } from './json-rows.js';
import { ndjsonRows } from './ndjson-rows.js';
import { type ImportRow, ImportRefusal, type ImportSource } from './parsed-row.js';
import { cam2V1Camera } from './vendors/cam2-v1.js';
import { type MediaServer, mediaServerOf, mediaServerRows, mediaServers } from './vendors/media-servers.js';
import { onvifCamera } from './vendors/onvif.js';
import { readYaml } from './vendors/yaml-document.js';
import { zoneminderCamera } from './vendors/zoneminder.js';

/** How a file is to be read, where its content is not to decide. */
export interface ReadingOptions {
  readonly format?: ImportFormat | undefined;
  /** An encoding's label of WHATWG's. */
  readonly encoding?: string | undefined;
  /** The fields of columns whose names nobody knows; undefined: the column is not read. */
  readonly map?: ReadonlyMap<string, RowField | undefined> | undefined;
  /** The list or installation that the file is of. */
  readonly source?: string | undefined;
}

/** A file that is being read. Encoding and columns are complete when its rows have been read. */
export interface OpenedImport {
  readonly format: ImportFormat;
  /** Of a table. */
  readonly delimiter?: string | undefined;
  readonly encoding: () => string;
  readonly columns: Columns;
  readonly rows: AsyncIterable<ImportRow>;
}

const headBytes = 64 * 1024;
/** Columns that only the files of Flussonic's activation server and Watcher's own import have. */
const flussonicColumns = /^(?:agent_(?:id|key|serial|model|pin)|substream_url|onvif_profile)$/i;

/**
 * Recognises a file and reads it row by row, lists in constant memory; a bad row is a reason with its line, and never stops
 * the rest.
 * @throws ImportRefusal for a file of which nothing was understood; also while its rows are read
 */
export async function openImport(source: ImportSource, options: ReadingOptions = {}): Promise<OpenedImport> {
  const columns = new Columns(options.map, options.source);
  const { bytes, encoding } = await decodeFile(source, options.encoding);
  const { head, all } = await headOf(bytes, headBytes);
  const text = head.toString('utf8');
  const shape = shapeOf(text, options.format);
  const opened = await openShape(shape, all, columns, options, text.trim() === '');
  return { ...opened, encoding, columns };
}

/** Where a format is given, its list is still looked for in the file. */
function shapeOf(head: string, given: ImportFormat | undefined): FileShape {
  const found = recogniseFormat(head);
  if (given === undefined) {
    if (found !== undefined) return found;
    throw new ImportRefusal('the file is of no known format: it begins like XML or HTML');
  }
  return { format: given, key: found?.key };
}

async function openShape(
  { format, key }: FileShape,
  all: AsyncIterable<Buffer>,
  columns: Columns,
  options: ReadingOptions,
  isEmpty: boolean,
): Promise<Pick<OpenedImport, 'format' | 'delimiter' | 'rows'>> {
  switch (format) {
    case 'ndjson':
      return { format, rows: ndjsonRows(all, columns) };
    case 'geojson':
      return { format, rows: geojsonRows(all, columns) };
    case 'csv':
    case 'flussonic': {
      const table = await openCsv(all, columns);
      const isFlussonic = table?.header.some((name) => flussonicColumns.test(name)) === true;
      return {
        format: isFlussonic ? 'flussonic' : format,
        delimiter: table?.delimiter,
        rows: table?.rows ?? noRows(),
      };
    }
    case 'object':
      return openObject(await jsonDocument(all), columns);
    case 'yaml':
    case 'frigate':
    case 'go2rtc':
    case 'mediamtx':
      return openDocument(await wholeText(all), format, columns, options.source);
    case 'json':
    case 'cam2-v1':
    case 'zoneminder':
    case 'onvif':
      if (isEmpty) return { format, rows: noRows() };
      return { format, rows: jsonRows(all, columns, key, readerOf(format, options.source)) };
  }
}

function readerOf(format: 'json' | 'cam2-v1' | 'zoneminder' | 'onvif', source: string | undefined): ItemReader {
  if (format === 'zoneminder') return (item, columns) => zoneminderCamera(item, columns, source);
  if (format === 'onvif') return (item, columns) => onvifCamera(item, columns, source);
  return format === 'cam2-v1' ? cam2V1Camera : cameraOf;
}

/** One object: one camera, written over several lines. */
function openObject(
  document: Readonly<Record<string, unknown>>,
  columns: Columns,
): Pick<OpenedImport, 'format' | 'rows'> {
  const text = async function* (): AsyncGenerator<string> {
    yield JSON.stringify(document);
  };
  const known = Object.keys(document).some((name) => columns.fieldOf(name) !== undefined);
  if (!known) {
    const shown = Object.keys(document).slice(0, 10).join(', ').slice(0, 200);
    throw new ImportRefusal(`the file holds neither cameras nor a list of them (${shown})`);
  }
  return { format: 'json', rows: jsonRow(text(), columns) };
}

function openDocument(
  text: string,
  format: MediaServer | 'yaml',
  columns: Columns,
  source: string | undefined,
): Pick<OpenedImport, 'format' | 'rows'> {
  const document = readYaml(text);
  const kind = mediaServers.find((one) => one === format) ?? mediaServerOf(document);
  if (kind === undefined)
    throw new ImportRefusal('the YAML names no cameras (Frigate), streams (go2rtc) or paths (MediaMTX)');
  const rows = mediaServerRows(document, kind, columns, source);
  return { format: kind, rows: iterated(rows) };
}

async function* iterated(rows: Iterable<ImportRow>): AsyncGenerator<ImportRow> {
  yield* rows;
}

async function* noRows(): AsyncGenerator<ImportRow> {}
