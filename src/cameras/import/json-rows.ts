import { cameraOf, type CameraOfRow, isRecord } from './camera-row.js';
import type { Columns } from './column-names.js';
import { itemTexts } from './json-items.js';
import { parseObject, rowOf } from './ndjson-rows.js';
import { ImportRefusal, type ImportRow, type ImportSource } from './parsed-row.js';
import { toBuffer } from './text-lines.js';

/** Whole documents of vendors, and single objects; a list has no such bound, its items are read one by one. */
export const longestDocument = 8 * 1024 * 1024;

/** What one item of a list is as a camera. @throws RowProblem */
export type ItemReader = (item: Readonly<Record<string, unknown>>, columns: Columns) => CameraOfRow;

/** The items of an array; `line` is the number of the item, from 1. */
export async function* jsonRows(
  source: ImportSource,
  columns: Columns,
  key: string | undefined,
  read: ItemReader = cameraOf,
): AsyncGenerator<ImportRow> {
  for await (const item of itemTexts(source, { key })) {
    if ('reason' in item) yield item;
    else yield rowOf(item.line, () => read(parseObject(item.text), columns));
  }
}

/** A document that is one camera. */
export async function* jsonRow(
  source: ImportSource,
  columns: Columns,
  read: ItemReader = cameraOf,
): AsyncGenerator<ImportRow> {
  const value = await jsonDocument(source);
  yield rowOf(1, () => read(value, columns));
}

/** @throws ImportRefusal */
export async function jsonDocument(source: ImportSource): Promise<Readonly<Record<string, unknown>>> {
  const text = await wholeText(source);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ImportRefusal('the file is not JSON, or ends in the middle');
  }
  if (!isRecord(value)) throw new ImportRefusal('the file is neither a JSON object nor a list of them');
  return value;
}

/** @throws ImportRefusal for more than 8 MiB, and for what is not UTF-8 */
export async function wholeText(source: ImportSource): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    const bytes = toBuffer(chunk);
    length += bytes.length;
    if (length > longestDocument) throw new ImportRefusal('a document of this format has at most 8 MiB');
    pieces.push(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw new ImportRefusal('the file is not UTF-8');
  }
}
