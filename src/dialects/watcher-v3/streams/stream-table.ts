import { InputError } from '../../http/input.error.js';
import { Pauses } from '../../http/upload.js';
import { openTable } from '../../http/table.js';
import { objectBody } from '../body/object-body.pipe.js';
import type { WireType } from '../collections/wire-field.js';
import type { LineError } from './line-errors.js';
import { StreamBody } from './stream-body.dto.js';
import { streamFields } from './stream.fields.js';

/** One line of a table of streams, checked as a body of `PUT /streams/{name}` is. */
export interface StreamLine {
  readonly line: number;
  readonly name: string;
  readonly body: StreamBody;
}

/** A whole table: its good lines, what is wrong with the others, and what is in it that no stream has. */
export interface StreamTable {
  readonly lines: readonly StreamLine[];
  readonly errors: readonly LineError[];
  /** As the header spells them, in lower case. */
  readonly ignoredColumns: readonly string[];
}

const mostRows = 5000;
/** Characters of a column's name that an answer repeats. */
const longestName = 100;

/** Columns beside the fields of a stream: its inputs as URLs, `stream_url` as API v2 calls them. */
const urlColumns: ReadonlySet<string> = new Set(['url', 'inputs', 'stream_url']);
/** Titles of others are read-only. */
const titles: ReadonlySet<string> = new Set(['organization.title', 'preset.title']);
const types: ReadonlyMap<string, WireType> = new Map(
  streamFields.flatMap((field) =>
    field.kind === 'stored' && !titles.has(field.path) ? [[field.path, field.type] as const] : [],
  ),
);

/**
 * Reads a table of streams: a header row with the names of the stream's fields, dots for nested ones (`dvr.expiration`),
 * and `url`, `inputs` or `stream_url` for the sources, several of them separated by spaces. An empty cell is left out.
 * @throws InputError for what is no table of streams
 */
export async function readStreamTable(text: AsyncIterable<string>): Promise<StreamTable> {
  const table = await openTable(text, mostRows);
  if (table === undefined) throw InputError.at('', 'missing_required', 'The table is empty: it has no header row.');
  const { columns, rows } = table;
  if (!columns.includes('name')) throw InputError.at('', 'missing_required', 'The table has no column "name".');
  if (columns.filter((column) => urlColumns.has(column)).length > 1)
    throw InputError.at('', 'repeated_parameter', 'Two columns of the table hold the sources.');
  const errors: LineError[] = [];
  const lines: StreamLine[] = [];
  const seen = new Map<string, number>();
  const pauses = new Pauses();
  for await (const { line, cells } of rows) {
    try {
      lines.push(await readLine(line, columns, cells, seen));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push(...error.issues.map((issue) => ({ line, ...issue })));
    }
    await pauses.rest();
  }
  return { lines, errors, ignoredColumns: columns.filter(isIgnored).map((name) => name.slice(0, longestName)) };
}

/** Whether a column is reported as ignored; one without a name is not. */
function isIgnored(column: string): boolean {
  return column !== '' && !urlColumns.has(column) && !types.has(column);
}

async function readLine(
  line: number,
  columns: readonly string[],
  cells: readonly string[],
  seen: Map<string, number>,
): Promise<StreamLine> {
  if (cells.length > columns.length)
    throw InputError.at('', 'too_many_items', `There are ${cells.length} cells for ${columns.length} columns.`);
  const body = await objectBody.transform(bodyOf(columns, cells), { type: 'body', metatype: StreamBody });
  // The border: the pipe has made an object of this class.
  const stream = body as StreamBody;
  if (!stream.name) throw InputError.at('name', 'missing_required', 'There is no name.');
  const earlier = seen.get(stream.name);
  if (earlier !== undefined) throw InputError.at('name', 'repeated_name', `Line ${earlier} has the same name.`);
  seen.set(stream.name, line);
  return { line, name: stream.name, body: stream };
}

function bodyOf(columns: readonly string[], cells: readonly string[]): object {
  const body: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim() ?? '';
    if (cell === '') continue;
    if (urlColumns.has(column)) body['inputs'] = cell.split(/\s+/).map((url) => ({ url }));
    const type = types.get(column);
    if (type !== undefined) place(body, column.split('.'), valueOf(cell, type));
  }
  return body;
}

/** What a cell means; one that does not fit stays a text, so that it is rejected as such. */
function valueOf(cell: string, type: WireType): unknown {
  if (type === 'boolean') {
    if (/^(true|yes|1)$/i.test(cell)) return true;
    return /^(false|no|0)$/i.test(cell) ? false : cell;
  }
  if (type === 'string') return cell;
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

function place(body: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) body[first] = value;
  else {
    const inner = (body[first] ??= {});
    // Every object on the way was made by the line above.
    place(inner as Record<string, unknown>, rest, value);
  }
}
