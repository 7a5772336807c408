import { parse } from 'csv-parse/sync';
import { cameraOf } from './camera-row.js';
import { type Columns, fieldOf } from './column-names.js';
import { headOf } from './head.js';
import { type ImportRow, ImportRefusal, type ImportSource, RowProblem, type RejectedRow } from './parsed-row.js';
import { rowOf } from './ndjson-rows.js';
import { lineEndOf, longestLine, textLines, type TextLine, toBuffer } from './text-lines.js';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];
const mostColumns = 1000;
const headBytes = 64 * 1024;

/** A table whose header has been read. */
export interface CsvTable {
  readonly delimiter: Delimiter;
  /** As the file has it. */
  readonly header: readonly string[];
  readonly rows: AsyncIterable<ImportRow>;
}

/**
 * RFC 4180 with a header row, with any of four delimiters, after Excel's line `sep=` or without it, with lines that end in LF,
 * CRLF or CR; `line` is where a record begins. Records are assembled here and parsed one by one, because a parser of the
 * whole file never recovers from an unclosed quote: here such a line is rejected and the next one is parsed on its own.
 * @returns undefined for an empty file
 * @throws ImportRefusal where the header names nothing that a camera has
 */
export async function openCsv(source: ImportSource, columns: Columns): Promise<CsvTable | undefined> {
  const { head, all } = await headOf(buffersOf(source), headBytes);
  const first = firstLines(head.toString('utf8').replace(/^\ufeff/, ''));
  const delimiter = first.stated ?? delimiterOf(first.header, columns);
  const records = csvRecords(textLines(all, lineEndOf(head)), delimiter, first.stated !== undefined);
  const begun = await records.next();
  if (begun.done === true) return undefined;
  const header = readHeader(begun.value, columns);
  return { delimiter, header, rows: rowsOf(records, header, columns) };
}

async function* rowsOf(
  records: AsyncIterable<CsvRecord | RejectedRow>,
  header: readonly string[],
  columns: Columns,
): AsyncGenerator<ImportRow> {
  for await (const record of records) {
    if ('reason' in record) yield record;
    // A row of delimiters only is none: spreadsheets write them below the last one.
    else if (record.cells.length === header.length && record.cells.every((cell) => cell.trim() === '')) continue;
    else yield rowOf(record.line, () => cameraOf(toObject(header, record.cells), columns));
  }
}

/** The delimiter that Excel's first line states, and the header. */
function firstLines(head: string): { readonly stated: Delimiter | undefined; readonly header: string } {
  const [first = '', second = ''] = head.split(/\r\n|\n|\r/, 2);
  const sign = /^"?sep=(.)/i.exec(first)?.[1];
  const stated = delimiters.find((one) => one === sign);
  return { stated, header: stated === undefined ? first : second };
}

/** The delimiter that makes the most known columns of the header, then the most columns. */
function delimiterOf(header: string, columns: Columns): Delimiter {
  const scored = delimiters.map((delimiter) => {
    const cells = parseCells(header, delimiter) ?? [];
    const known = cells.filter((cell) => fieldOf(cell) !== undefined || columns.isGiven(cell)).length;
    return { delimiter, score: known * (mostColumns + 1) + Math.min(cells.length, mostColumns) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

async function* csvRecords(
  lines: AsyncIterable<TextLine | RejectedRow>,
  delimiter: Delimiter,
  isStated: boolean,
): AsyncGenerator<CsvRecord | RejectedRow> {
  let open = new OpenRecord();
  for await (const read of lines) {
    if (isStated && read.line === 1) continue;
    if ('reason' in read) {
      yield* giveUp(open.lines, delimiter);
      open = new OpenRecord();
      yield read;
      continue;
    }
    open.add(read);
    if (open.length > longestLine) yield* giveUp(open.lines, delimiter);
    else if (open.isClosed) yield* readRecord(open.lines, delimiter);
    else continue;
    open = new OpenRecord();
  }
  yield* giveUp(open.lines, delimiter);
}

/** The lines of a record, which continues while a quoted cell holds line breaks; each line is read once. */
class OpenRecord {
  readonly lines: TextLine[] = [];
  /** Characters, line ends included. */
  length = 0;
  isClosed = true;

  add(line: TextLine): void {
    this.lines.push(line);
    this.length += line.text.length + 1;
    if (quotesIn(line.text) % 2 === 1) this.isClosed = !this.isClosed;
  }
}

/** The quote on the first line is never closed: that line is rejected and the others are records of their own. */
function* giveUp(lines: readonly TextLine[], delimiter: Delimiter): Generator<CsvRecord | RejectedRow> {
  const [first, ...others] = lines;
  if (first === undefined) return;
  yield { line: first.line, reason: 'a quote is not closed' };
  let open = new OpenRecord();
  for (const line of others) {
    open.add(line);
    if (!open.isClosed) continue;
    yield* readRecord(open.lines, delimiter);
    open = new OpenRecord();
  }
  for (const { line } of open.lines) yield { line, reason: 'a quote is not closed' };
}

function* readRecord(lines: readonly TextLine[], delimiter: Delimiter): Generator<CsvRecord | RejectedRow> {
  const [first] = lines;
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .replace(/\r$/, '');
  if (first === undefined || text.trim() === '') return;
  const cells = parseCells(text, delimiter);
  if (cells !== undefined) yield { line: first.line, cells };
  else if (lines.length === 1)
    yield { line: first.line, reason: 'quotes in a cell must be doubled, and the cell quoted' };
  else yield* giveUp(lines, delimiter);
}

function parseCells(text: string, delimiter: Delimiter): readonly string[] | undefined {
  try {
    const records: readonly (readonly string[])[] = parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: '\n',
    });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}

function quotesIn(text: string): number {
  let quotes = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes;
}

/** @throws ImportRefusal */
function readHeader(record: CsvRecord | RejectedRow, columns: Columns): readonly string[] {
  if ('reason' in record) throw new ImportRefusal(record.reason, record.line);
  const { line, cells } = record;
  const refuse = (reason: string): never => {
    throw new ImportRefusal(reason, line);
  };
  if (cells.length > mostColumns) refuse(`the header has more than ${mostColumns} columns`);
  const names = cells.map((cell) => cell.trim());
  const lower = names.map((name) => name.toLowerCase());
  const known = names.map((name) => (name === '' ? undefined : columns.fieldOf(name)));
  if (known.every((field) => field === undefined)) {
    const shown = names.slice(0, 10).join(', ').slice(0, 200);
    refuse(`the header names no known column (${shown}); --map "COLUMN=field" says what one is`);
  }
  const [unmet] = columns.unmet;
  if (unmet !== undefined) refuse(`the file has no column ${JSON.stringify(unmet)}`);
  const twice = names.find((name, index) => known[index] !== undefined && lower.indexOf(name.toLowerCase()) !== index);
  if (twice !== undefined) refuse(`the header names ${twice.toLowerCase()} twice`);
  for (const [one, other] of [['latitude', 'longitude'] as const, ['longitude', 'latitude'] as const])
    if (known.includes(one) && !known.includes(other))
      refuse(`the header has a ${one} and no ${other}; --map "COLUMN=${other}" says which column it is`);
  return names;
}

function toObject(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  if (cells.length !== header.length)
    throw new RowProblem(`has ${cells.length} columns, the header has ${header.length}`);
  return Object.fromEntries(header.map((name, index) => [name, cells[index]]));
}

async function* buffersOf(source: ImportSource): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield toBuffer(chunk);
}
