import { cameraOf, type CameraOfRow, isRecord } from './camera-row.js';
import type { Columns } from './column-names.js';
import { RowProblem, type ImportRow, type ImportSource } from './parsed-row.js';
import { textLines } from './text-lines.js';

/** One JSON object a line; empty lines are skipped. */
export async function* ndjsonRows(source: ImportSource, columns: Columns): AsyncGenerator<ImportRow> {
  for await (const read of textLines(source)) {
    if ('reason' in read) yield read;
    else if (read.text.trim() !== '') yield rowOf(read.line, () => cameraOf(parseObject(read.text), columns));
  }
}

/** Turns a RowProblem of a row's reader into the row's reason. */
export function rowOf(line: number, read: () => CameraOfRow): ImportRow {
  try {
    return { line, ...read() };
  } catch (error) {
    if (error instanceof RowProblem) return error.at(line);
    throw error;
  }
}

/** @throws RowProblem */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RowProblem('not JSON');
  }
  if (!isRecord(value)) throw new RowProblem('not a JSON object');
  return value;
}
