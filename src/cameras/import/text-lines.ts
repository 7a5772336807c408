import { isUtf8 } from 'node:buffer';
import type { ImportSource, RejectedRow } from './parsed-row.js';

export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** 1 MiB: no camera needs more, and a file without line ends must not fill the memory. */
export const longestLine = 1024 * 1024;

/** What ends a line: LF (or CRLF), or CR alone, as old Macs and some devices write. */
export type LineEnd = 'lf' | 'cr';

const ends: Readonly<Record<LineEnd, number>> = { lf: 0x0a, cr: 0x0d };
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** How the lines of a text end, by its beginning. */
export function lineEndOf(head: Buffer): LineEnd {
  return head.includes(ends.cr) && !head.includes(ends.lf) ? 'cr' : 'lf';
}

/**
 * Splits bytes, in chunks of any size, into lines of UTF-8; an invalid line is rejected, not repaired.
 * The carriage return of a CRLF stays: in a CSV cell it belongs to the text.
 */
export async function* textLines(
  source: ImportSource,
  lineEnd: LineEnd = 'lf',
): AsyncGenerator<TextLine | RejectedRow> {
  const newline = ends[lineEnd];
  let line = 1;
  let pending: Buffer[] = [];
  let length = 0;
  const take = (piece: Buffer): void => {
    length += piece.length;
    if (length > longestLine) pending = [];
    else pending.push(piece);
  };
  const finish = (): TextLine | RejectedRow => {
    const found = length > longestLine ? { line, reason: 'longer than 1 MiB' } : decode(line, Buffer.concat(pending));
    line += 1;
    pending = [];
    length = 0;
    return found;
  };
  for await (const chunk of source) {
    const bytes = toBuffer(chunk);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      take(bytes.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(bytes.subarray(start));
  }
  if (length > 0) yield finish();
}

/** Bytes of a chunk, without a copy where there are bytes already. */
export function toBuffer(chunk: string | Uint8Array): Buffer {
  return typeof chunk === 'string'
    ? Buffer.from(chunk, 'utf8')
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function decode(line: number, bytes: Buffer): TextLine | RejectedRow {
  const start = line === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const content = bytes.subarray(start);
  if (!isUtf8(content)) return { line, reason: 'not UTF-8' };
  if (content.includes(0)) return { line, reason: 'holds a NUL byte' };
  return { line, text: content.toString('utf8') };
}
