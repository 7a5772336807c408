import { isAscii, isUtf8 } from 'node:buffer';
import { ImportRefusal, type ImportSource } from './parsed-row.js';
import { headOf } from './head.js';
import { toBuffer } from './text-lines.js';

/** So many bytes decide what the others are. */
const windowBytes = 64 * 1024;

/** The bytes of a file as UTF-8, and what they were. */
export interface DecodedFile {
  readonly bytes: AsyncIterable<Buffer>;
  /** An encoding's name of WHATWG's; `utf-8` until the first byte beyond ASCII has been read. */
  readonly encoding: () => string;
}

/**
 * Finds the encoding by byte order mark, by the zeros of UTF-16, and else by the first 64 KiB from the first byte beyond
 * ASCII: UTF-8, or Windows-1252 (of which Latin-1's texts are a part). Bytes that are found to be UTF-8 are passed on as they
 * are, so that a line with a broken character can be named.
 * @param given a label of WHATWG's, such as `windows-1251`; nothing is guessed then
 * @throws ImportRefusal for a label that is none, and for what is no text
 */
export async function decodeFile(source: ImportSource, given?: string): Promise<DecodedFile> {
  const { head, all } = await headOf(buffersOf(source), windowBytes);
  refuseBinary(head);
  const encoding = given === undefined ? encodingOf(head) : labelOf(given);
  if (encoding === 'utf-8') return { bytes: withoutMark(all), encoding: () => 'utf-8' };
  if (encoding !== undefined) return { bytes: decoded(all, encoding), encoding: () => encoding };
  const undecided = new UndecidedText(all);
  return { bytes: undecided.bytes(), encoding: () => undecided.encoding };
}

function labelOf(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new ImportRefusal(`${JSON.stringify(label.slice(0, 40))} is no encoding`);
  }
}

/** Undefined where ASCII and the bytes beyond it must be read first. */
function encodingOf(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return utf16Of(head.subarray(0, 1024));
}

/** UTF-16 without a mark: where most is ASCII, every second byte is zero. */
function utf16Of(head: Buffer): string | undefined {
  const pairs = Math.floor(head.length / 2);
  if (pairs < 2) return undefined;
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.4 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.4 && odd < pairs * 0.1 ? 'utf-16be' : undefined;
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['a ZIP archive (an Excel workbook?): save it as CSV', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook: save it as CSV', [0xd0, 0xcf, 0x11, 0xe0]],
  ['compressed with gzip: unpack it first', [0x1f, 0x8b]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
];

function refuseBinary(head: Buffer): void {
  for (const [what, bytes] of signatures)
    if (head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte))
      throw new ImportRefusal(`the file is ${what}`);
}

async function* buffersOf(source: ImportSource): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield toBuffer(chunk);
}

async function* withoutMark(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of bytes) {
    yield isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    isFirst = false;
  }
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

/** Text of which only ASCII has been seen. */
class UndecidedText {
  encoding = 'utf-8';

  constructor(private readonly source: AsyncIterable<Buffer>) {}

  async *bytes(): AsyncGenerator<Buffer> {
    const rest = this.source[Symbol.asyncIterator]();
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      const chunk = next.value;
      if (isAscii(chunk)) {
        yield chunk;
        continue;
      }
      const begin = chunk.findIndex((byte) => byte > 0x7f);
      yield chunk.subarray(0, begin);
      const { head, all } = await headOf(joined(chunk.subarray(begin), rest), windowBytes);
      this.encoding = looksUtf8(head) ? 'utf-8' : 'windows-1252';
      yield* this.encoding === 'utf-8' ? all : decoded(all, this.encoding);
      return;
    }
  }
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Whether more of the bytes beyond ASCII are characters of UTF-8 than are none. */
function looksUtf8(bytes: Buffer): boolean {
  const whole = bytes.subarray(0, windowBytes);
  if (isUtf8(whole)) return true;
  let [characters, broken] = [0, 0];
  for (let at = 0; at < whole.length;) {
    const length = lengthOfCharacter(whole, at);
    // The window may end inside a character.
    if (length === 0 && whole.length - at < 4 && whole.length === windowBytes) break;
    if (length > 1) characters += 1;
    else if (length === 0) broken += 1;
    at += length || 1;
  }
  return characters > broken;
}

/** Bytes of the UTF-8 character at an index; 0 where there is none. */
function lengthOfCharacter(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return first >= 0xc2 && first <= 0xf4 && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
