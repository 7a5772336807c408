import { parse } from 'csv-parse/sync';
import { InputError, type InputIssue } from '../../input.error.js';
import { objectBody } from '../body/object-body.pipe.js';
import type { WireType } from '../collections/wire-field.js';
import { StreamBody } from './stream-body.dto.js';
import { streamFields } from './stream.fields.js';

/** One line of a table of streams, checked as a body of `PUT /streams/{name}` is. */
export interface StreamLine {
  readonly line: number;
  readonly name: string;
  readonly body: StreamBody;
}

const mostRows = 5000;
const mostIssues = 100;

/** Columns beside the fields of a stream: its inputs as URLs, and the deprecated ids. */
const urlColumns: ReadonlySet<string> = new Set(['url', 'inputs']);
const types: ReadonlyMap<string, WireType> = new Map([
  ...streamFields.flatMap((field) => (field.kind === 'stored' ? [[field.path, field.type] as const] : [])),
  ['postal_address', 'string'],
]);

/**
 * Reads a table of streams: a header row with the names of the stream's fields, dots for nested ones (`dvr.expiration`),
 * and `url` or `inputs` for the sources, several of them apart by spaces. Commas, semicolons or tabs stand between the
 * cells. An empty cell says nothing; columns that no stream has are ignored.
 * @throws InputError one issue for each line that is wrong, at most 100
 */
export async function readStreamTable(text: string): Promise<readonly StreamLine[]> {
  const [header, ...records] = readRecords(text);
  if (header === undefined) return [];
  const columns = header.cells.map((cell) => cell.trim());
  if (!columns.includes('name')) throw InputError.at('', 'missing_required', 'The table has no column "name".');
  if (new Set(columns).size < columns.length)
    throw InputError.at('', 'repeated_parameter', 'Two columns of the table have the same name.');
  if (records.length > mostRows) throw InputError.at('', 'too_many_items', `The table has more than ${mostRows} rows.`);
  const issues: InputIssue[] = [];
  const lines: StreamLine[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of records) {
    try {
      lines.push(await readLine(line, columns, cells, seen));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues.push(...error.issues.map((issue) => atLine(line, issue)));
    }
  }
  if (issues.length > 0) throw new InputError('input.invalid', issues.slice(0, mostIssues));
  return lines;
}

/** An issue of one line of a table. */
export function atLine(line: number, { field, rule, message }: InputIssue): InputIssue {
  return {
    field: ['lines', line, field].filter((part) => part !== '').join('.'),
    rule,
    message: `Line ${line}: ${message}`,
  };
}

interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRecords(text: string): readonly TableRecord[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ',';
  try {
    // The border: the reader's types do not know that it was asked for the lines, too.
    const rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    // What the reader counts is where a record ends; one begins behind the one before.
    return rows.map(({ record, info }, index) => ({
      line: index === 0 ? 1 : Math.min(info.lines, (rows[index - 1]?.info.lines ?? 0) + 1),
      cells: record,
    }));
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unreadable';
    throw InputError.at('', 'wrong_format', `The table cannot be read: ${message.slice(0, 200)}.`);
  }
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
  // The border: the pipe has made what its class says.
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

/** What a cell means; one that does not fit stays a text, so that it is refused as what it is. */
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
