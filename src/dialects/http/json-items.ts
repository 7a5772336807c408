import { readJson } from './body.js';
import { boundsOfRow } from './bounded-json.js';
import { InputError } from './input.error.js';
import { decodeUtf8 } from './text.js';
import { Pauses } from './pauses.js';

/** Bytes of one element; a camera with everything that it may have is shorter. */
const longestItem = 256 * 1024;

const [quote, backslash, comma, openingBracket, closingBracket] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d];
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/**
 * The elements of a JSON array of any length, read one after the other.
 * @param bytes of an array: what stands before its bracket was looked at
 * @throws InputError input.unreadable, input.invalid for an element that is too long
 */
export async function* jsonItems(bytes: AsyncIterable<Buffer>): AsyncGenerator {
  const items = new ItemScanner();
  const pauses = new Pauses();
  for await (const piece of bytes) {
    for (const text of items.scan(piece)) {
      yield readJson(text, boundsOfRow) ?? null;
      await pauses.rest();
    }
    await pauses.rest();
  }
  items.end();
}

/** Follows nesting and strings byte by byte, and cuts at the commas between the elements. */
class ItemScanner {
  /** 0 before the array and behind it, 1 between its elements. */
  private depth = 0;
  private inString = false;
  private escaped = false;
  private isClosed = false;
  private count = 0;
  private pieces: Buffer[] = [];
  private length = 0;

  *scan(bytes: Buffer): Generator<string> {
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.depth === 0) {
        this.stepOutside(byte);
        start = at + 1;
      } else if (this.step(byte)) {
        this.take(bytes.subarray(start, at));
        start = at + 1;
        yield* this.finish(byte === comma);
      }
    }
    if (this.depth > 0) this.take(bytes.subarray(start));
  }

  end(): void {
    if (this.depth > 0) throw InputError.unreadable('The body is not valid JSON: it ends too early.');
  }

  private stepOutside(byte: number): void {
    if (isSpace(byte)) return;
    if (byte !== openingBracket || this.isClosed) throw InputError.unreadable('The body goes on behind its array.');
    this.depth = 1;
  }

  /** @returns whether the byte ends an element */
  private step(byte: number): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === backslash) this.escaped = true;
      else if (byte === quote) this.inString = false;
      return false;
    }
    if (byte === quote) this.inString = true;
    else if (isOpening(byte)) this.depth += 1;
    else if (isClosing(byte)) {
      this.depth -= 1;
      if (this.depth > 0) return false;
      if (byte !== closingBracket) throw InputError.unreadable('The body is not valid JSON: a bracket is missing.');
      this.isClosed = true;
      return true;
    }
    return byte === comma && this.depth === 1;
  }

  private take(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > longestItem)
      throw InputError.at(
        String(this.count),
        'too_long',
        `Element ${this.count} of the array has more than ${longestItem} bytes.`,
      );
    this.pieces.push(piece);
  }

  private *finish(isFollowed: boolean): Generator<string> {
    const text = decodeUtf8(Buffer.concat(this.pieces));
    this.pieces = [];
    this.length = 0;
    const isBlank = text.trim() === '';
    if (isBlank && (isFollowed || this.count > 0))
      throw InputError.unreadable('The body is not valid JSON: an element of the array is missing.');
    this.count += 1;
    if (!isBlank) yield text;
  }
}
