import { type Parser, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from './input.error.js';
import { Pauses } from './upload.js';

/** The bounds of a table; one beyond them is refused as soon as that shows. */
const mostColumns = 200;
/** Characters. */
const longestCell = 16 * 1024;
const longestRow = 256 * 1024;
/** Characters that are parsed at once: the parser does not yield in between. */
const longestPiece = 16 * 1024;

/** One row of a table. */
export interface TableRow {
  /** The line on which it begins; the header is on line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table that is being read. */
export interface Table {
  /** The cells of the header: trimmed, in lower case, each of them once; one without a name stays empty. */
  readonly columns: readonly string[];
  /** Read once; rows whose cells are all blank are passed over. */
  readonly rows: AsyncIterable<TableRow>;
}

/**
 * Begins to read a table: RFC 4180 with a header row. Commas, semicolons or tabs stand between the cells, whichever the
 * header has.
 * @param mostRows beyond which nothing is read
 * @returns undefined for a table without a header
 * @throws InputError for what is no table, or too large a one; also while its rows are read
 */
export async function openTable(text: AsyncIterable<string>, mostRows: number): Promise<Table | undefined> {
  const pieces = text[Symbol.asyncIterator]();
  const head = await firstLine(pieces);
  const rows = readRows(joined(head, pieces), delimiterOf(head), mostRows);
  const header = await rows.next();
  if (header.done === true) return undefined;
  return { columns: columnsOf(header.value.cells), rows: filled(rows) };
}

function columnsOf(cells: readonly string[]): readonly string[] {
  if (cells.length > mostColumns)
    throw InputError.at('', 'too_many_items', `The table has more than ${mostColumns} columns.`);
  const columns = cells.map((cell) => cell.trim().toLowerCase());
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) < index);
  if (twice !== undefined)
    throw InputError.at('', 'repeated_parameter', `The table has two columns "${twice.slice(0, 100)}".`);
  return columns;
}

/** Reads on until the end of the header, or as far as the longest row goes. */
async function firstLine(pieces: AsyncIterator<string>): Promise<string> {
  let head = '';
  while (head.length <= longestRow) {
    const next = await pieces.next();
    if (next.done === true) break;
    head += next.value;
    if (next.value.includes('\n')) break;
  }
  return head;
}

function delimiterOf(head: string): string {
  const end = head.indexOf('\n');
  const header = end === -1 ? head : head.slice(0, end);
  return [',', ';', '\t'].find((sign) => header.includes(sign)) ?? ',';
}

async function* joined(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield* sliced(head);
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield* sliced(next.value);
}

async function* sliced(text: string): AsyncGenerator<string> {
  const pauses = new Pauses();
  for (let at = 0; at < text.length; at += longestPiece) {
    yield text.slice(at, at + longestPiece);
    await pauses.rest();
  }
}

async function* readRows(text: AsyncIterable<string>, delimiter: string, mostRows: number): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    info: true,
    max_record_size: longestRow,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // Its failure comes out of the parser, which it ends.
  pipeline(Readable.from(text), parser).catch(() => undefined);
  const pauses = new Pauses();
  let count = 0;
  let [end, blank] = [0, 0];
  for await (const { record, info } of recordsOf(parser)) {
    if (count > mostRows) throw InputError.at('', 'too_many_items', `The table has more than ${mostRows} rows.`);
    count += 1;
    // The parser's own line is where a record ends, and counts CRLF in quotes twice.
    const line = end + (info.empty_lines - blank) + 1;
    blank = info.empty_lines;
    end = line + breaksIn(record);
    const long = record.findIndex((cell) => cell.length > longestCell);
    if (long !== -1)
      throw InputError.at('', 'too_long', `Line ${line}: cell ${long + 1} has more than ${longestCell} characters.`);
    yield { line, cells: record };
    await pauses.rest();
  }
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly empty_lines: number };
}

/** @throws InputError wrong_format for what is no CSV, whatever the text itself throws */
async function* recordsOf(parser: Parser): AsyncGenerator<ParsedRecord> {
  try {
    // The border: the parser's types do not know that it was asked for the lines, too.
    yield* parser as AsyncIterable<ParsedRecord>;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const message = error instanceof Error ? error.message : 'unreadable';
    throw InputError.at('', 'wrong_format', `The table cannot be read: ${message.slice(0, 200)}.`);
  }
}

async function* filled(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for await (const row of rows) if (row.cells.some((cell) => cell.trim() !== '')) yield row;
}
