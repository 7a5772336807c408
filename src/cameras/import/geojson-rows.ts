import { cameraOf, isRecord } from './camera-row.js';
import { type ImportRow, type ImportSource, type RejectedRow, RowProblem } from './parsed-row.js';
import { parseObject, rowOf } from './ndjson-rows.js';
import { longestLine, textLines, toBuffer } from './text-lines.js';
import { isUtf8 } from 'node:buffer';

const recordSeparator = '\u001e';

/**
 * A FeatureCollection (`line` is then the number of the feature, from 1), or one feature a line (RFC 8142 sequences
 * too; `line` is the line).
 */
export async function* geojsonRows(source: ImportSource): AsyncGenerator<ImportRow> {
  const { head, all } = await peekFirstLine(source);
  const features = isFeature(head) ? textLines(all) : featureTexts(all);
  for await (const read of features) {
    if ('reason' in read) yield read;
    else {
      const text = read.text.replaceAll(recordSeparator, '').trim();
      if (text !== '') yield rowOf(read.line, () => cameraOf(recordOf(parseObject(text))));
    }
  }
}

/** A feature's properties, with its position and, where they hold none, its id. */
function recordOf(feature: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (feature['type'] !== 'Feature') throw new RowProblem('not a GeoJSON Feature');
  const { properties, geometry, id } = feature;
  if (properties !== null && properties !== undefined && !isRecord(properties))
    throw new RowProblem('properties must be an object');
  return { ...(id === undefined ? {} : { id }), ...properties, ...positionOf(geometry) };
}

function positionOf(geometry: unknown): Record<string, unknown> {
  if (geometry === null || geometry === undefined) return {};
  if (!isRecord(geometry) || geometry['type'] !== 'Point') throw new RowProblem('the geometry must be a Point');
  const position: unknown = geometry['coordinates'];
  if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number')
    throw new RowProblem('the coordinates must be [longitude, latitude]');
  return { longitude: position[0], latitude: position[1] };
}

/** Whether a line is a whole feature, and not the beginning of a collection. */
function isFeature(line: string): boolean {
  return /"type"\s*:\s*"Feature"/.test(line) && !/"features"\s*:\s*\[/.test(line);
}

async function peekFirstLine(source: ImportSource): Promise<{ head: string; all: ImportSource }> {
  const rest = source[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let head = '';
  while (!head.trimStart().includes('\n') && head.length < longestLine) {
    const next = await rest.next();
    if (next.done === true) break;
    read.push(toBuffer(next.value));
    head = Buffer.concat(read).toString('utf8');
  }
  const all = async function* (): ImportSource {
    yield* read;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  };
  return { head: head.trimStart().split('\n', 1)[0] ?? '', all: all() };
}

/** One member of a `features` array, as text; `line` is its number in the array, from 1. */
export interface FeatureText {
  readonly line: number;
  readonly text: string;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** Splits the members of `features` off a FeatureCollection of any size, one in memory at a time. */
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
