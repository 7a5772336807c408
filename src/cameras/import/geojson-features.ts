import { isUtf8 } from 'node:buffer';
import { longestLine, toBuffer } from './text-lines.js';
import type { ImportSource, RejectedRow } from './import-row.js';

/** One member of a `features` array, as text; `line` is its number in the array, from 1. */
export interface FeatureText {
  readonly line: number;
  readonly text: string;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** Cuts the members of `features` out of a FeatureCollection of any size, one in memory at a time. */
export async function* featureTexts(source: ImportSource): AsyncGenerator<FeatureText | RejectedRow> {
  const scanner = new FeatureScanner();
  for await (const chunk of source) yield* scanner.scan(toBuffer(chunk));
  yield* scanner.end();
}

/** Follows nesting and strings byte by byte; inside `features` (depth 2) it collects the bytes between commas. */
class FeatureScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private keyBytes: number[] = [];
  private key = '';
  private inFeatures = false;
  private found = false;
  private count = 0;
  private pieces: Buffer[] = [];
  private length = 0;
  private blank = true;

  *scan(bytes: Buffer): Generator<FeatureText | RejectedRow> {
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      const wasInFeatures = this.inFeatures;
      const boundary = this.step(byte);
      if (!wasInFeatures) {
        start = at + 1;
        continue;
      }
      if (boundary) {
        this.take(bytes.subarray(start, at));
        start = at + 1;
        yield* this.finish();
      } else if (this.blank && !isSpace(byte)) this.blank = false;
    }
    if (this.inFeatures) this.take(bytes.subarray(start));
  }

  *end(): Generator<RejectedRow> {
    if (!this.found) yield { line: 1, reason: 'holds no GeoJSON features' };
    else if (this.depth !== 0 || this.inString)
      yield { line: this.count + 1, reason: 'the file ends in the middle, or a bracket is missing before' };
  }

  /** @returns whether the byte ends a member of `features` */
  private step(byte: number): boolean {
    if (this.inString) {
      this.stepInString(byte);
      return false;
    }
    if (byte === quote) {
      this.inString = true;
      this.keyBytes = [];
    } else if (isOpening(byte)) {
      this.depth += 1;
      if (this.depth === 2 && this.key === 'features' && !this.found) this.found = this.inFeatures = true;
    } else if (isClosing(byte)) {
      this.depth -= 1;
      const last = this.inFeatures && this.depth === 1;
      if (last) this.inFeatures = false;
      return last;
    } else if (byte === comma) {
      this.key = '';
      return this.inFeatures && this.depth === 2;
    } else if (byte === colon && this.depth === 1) this.key = Buffer.from(this.keyBytes).toString('latin1');
    return false;
  }

  private stepInString(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) this.inString = false;
    else if (this.depth === 1 && this.keyBytes.length < 16) this.keyBytes.push(byte);
  }

  private take(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > longestLine) this.pieces = [];
    else this.pieces.push(piece);
  }

  private *finish(): Generator<FeatureText | RejectedRow> {
    const bytes = Buffer.concat(this.pieces);
    const [length, blank] = [this.length, this.blank];
    this.pieces = [];
    this.length = 0;
    this.blank = true;
    // An empty list, or a comma after the last member.
    if (blank && !this.inFeatures) return;
    this.count += 1;
    const line = this.count;
    if (length > longestLine) yield { line, reason: 'longer than 1 MiB' };
    else if (!isUtf8(bytes)) yield { line, reason: 'not UTF-8' };
    else yield { line, text: bytes.toString('utf8') };
  }
}
