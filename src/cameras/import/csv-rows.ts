import { parse } from 'csv-parse/sync';
import { cameraOf, knownNames } from './camera-row.js';
import { RowProblem, type ImportRow, type ImportSource, type RejectedRow } from './parsed-row.js';
import { rowOf } from './ndjson-rows.js';
import { longestLine, textLines, type TextLine } from './text-lines.js';

/**
 * RFC 4180 with a header row; `line` is where a record begins. Records are assembled here and parsed one by one, because a
 * parser of the whole file never recovers from an unclosed quote: here such a line is rejected and the next one is parsed
 * on its own.
 */
export async function* csvRows(source: ImportSource): AsyncGenerator<ImportRow> {
  let header: readonly string[] | undefined;
  for await (const record of csvRecords(source)) {
    if (header === undefined) {
      const read = readHeader(record);
      if ('reason' in read) {
        yield read;
        return;
      }
      header = read.names;
    } else if ('reason' in record) yield record;
    else {
      const names = header;
      yield rowOf(record.line, () => cameraOf(toObject(names, record.cells)));
    }
  }
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

async function* csvRecords(source: ImportSource): AsyncGenerator<CsvRecord | RejectedRow> {
  let open = new OpenRecord();
  for await (const read of textLines(source)) {
    if ('reason' in read) {
      yield* giveUp(open.lines);
      open = new OpenRecord();
      yield read;
      continue;
    }
    open.add(read);
    if (open.length > longestLine) yield* giveUp(open.lines);
    else if (open.isClosed) yield* readRecord(open.lines);
    else continue;
    open = new OpenRecord();
  }
  yield* giveUp(open.lines);
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
function* giveUp(lines: readonly TextLine[]): Generator<CsvRecord | RejectedRow> {
  const [first, ...others] = lines;
  if (first === undefined) return;
  yield { line: first.line, reason: 'a quote is not closed' };
  let open = new OpenRecord();
  for (const line of others) {
    open.add(line);
    if (!open.isClosed) continue;
    yield* readRecord(open.lines);
    open = new OpenRecord();
  }
  for (const { line } of open.lines) yield { line, reason: 'a quote is not closed' };
}

function* readRecord(lines: readonly TextLine[]): Generator<CsvRecord | RejectedRow> {
  const [first] = lines;
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .replace(/\r$/, '');
  if (first === undefined || text.trim() === '') return;
  const cells = parseCells(text);
  if (cells !== undefined) yield { line: first.line, cells };
  else if (lines.length === 1)
    yield { line: first.line, reason: 'quotes in a cell must be doubled, and the cell quoted' };
  else yield* giveUp(lines);
}

function parseCells(text: string): readonly string[] | undefined {
  try {
    const records: readonly (readonly string[])[] = parse(text, { relax_column_count: true, record_delimiter: '\n' });
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

function readHeader(record: CsvRecord | RejectedRow): { readonly names: readonly string[] } | RejectedRow {
  if ('reason' in record) return record;
  const names = record.cells.map((cell) => cell.trim().toLowerCase());
  const named = names.filter((name) => knownNames.has(name));
  if (named.length === 0) return { line: record.line, reason: 'the header names no known column' };
  const twice = named.find((name, index) => named.indexOf(name) !== index);
  if (twice !== undefined) return { line: record.line, reason: `the header names ${twice} twice` };
  return { names };
}

function toObject(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  if (cells.length !== header.length)
    throw new RowProblem(`has ${cells.length} columns, the header has ${header.length}`);
  return Object.fromEntries(header.map((name, index) => [name, cells[index]]));
}
