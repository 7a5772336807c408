import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { boundsOfRow, decodeUtf8, readBody, readJson, refuseUnstorable } from './body.js';
import { InputError } from './input.error.js';
import { boundaryOf, filePart } from './multipart.js';

/** Enough for 5000 rows with every field of a camera. */
export const uploadBytes = 8 * 1024 * 1024;
/** A body that is neither a table nor an array has the bound of any other body. */
const valueBytes = 1024 * 1024;
/** So many bytes show whether it is JSON or a table. */
const leadingBytes = 100;

declare module 'fastify' {
  interface FastifyRequest {
    /** The body of a route that reads it itself; undefined where the route does not. */
    upload: Upload | undefined;
  }
}

/** What an upload turned out to be. */
export type Uploaded =
  | { readonly kind: 'nothing' }
  /** The text of a table, in the pieces in which it arrives. */
  | { readonly kind: 'table'; readonly text: AsyncIterable<string> }
  /** Elements of a JSON array, one in memory at a time. */
  | { readonly kind: 'array'; readonly items: AsyncIterable<unknown> }
  | { readonly kind: 'value'; readonly value: unknown };

/**
 * A body that has not been read yet: its route first checks the caller's permission and then reads it piece by piece. A
 * body that is never opened costs nothing, whatever its length.
 */
export class Upload {
  constructor(
    private readonly payload: Readable,
    private readonly mediaType: string | undefined,
    private readonly mostBytes = uploadBytes,
  ) {}

  /**
   * The bytes of a file of any kind: the whole body, or of a form (RFC 7578) the part `file`. Can be called once.
   * @param onName is told the file's name of a form, while it is read
   * @throws InputError input.too-large, input.unreadable, input.invalid for a form without a file; while it is read
   */
  file(onName?: (name: string) => void): AsyncIterable<Buffer> {
    const boundary = boundaryOf(this.mediaType);
    return boundary === undefined ? this.pieces() : filePart(this.pieces(), boundary, onName);
  }

  /**
   * Decides what it is by its media type; without one, or with curl's default, what does not look like JSON is a table.
   * Can be called once.
   * @throws InputError input.media-unsupported, input.unreadable, input.too-large; also while the result is read
   */
  async open(): Promise<Uploaded> {
    const pieces = this.pieces();
    const head = await take(pieces, leadingBytes);
    const bytes = joined(head, pieces);
    if (head.length === 0) return { kind: 'nothing' };
    const start = Buffer.concat(head).subarray(0, leadingBytes).toString('latin1');
    const mediaType = this.mediaType?.split(';')[0]?.trim().toLowerCase();
    if (isTable(start, mediaType)) return { kind: 'table', text: textOf(bytes) };
    if (isJson(mediaType) && /^\s*\[/.test(start)) return { kind: 'array', items: jsonItems(bytes) };
    const value = readBody(Buffer.concat(await take(bytes, valueBytes + 1)), this.mediaType);
    return value === undefined ? { kind: 'nothing' } : { kind: 'value', value };
  }

  private async *pieces(): AsyncGenerator<Buffer> {
    let length = 0;
    try {
      // A connection whose body is not read to its end must stay open: the answer goes over it.
      for await (const piece of this.payload.iterator({ destroyOnReturn: false })) {
        // The border: the request has no encoding set, so its pieces are bytes.
        const bytes = piece as Buffer;
        length += bytes.length;
        if (length > this.mostBytes) throw new InputError('input.too-large', []);
        yield bytes;
      }
    } catch (error) {
      if (isBrokenOff(error)) throw InputError.unreadable('The body ends too early.');
      throw error;
    }
  }
}

/**
 * A hook of a route that takes uploads: leaves the body unread and gives Fastify an empty one in its place. What the route
 * did not read is discarded after the answer: a client may not read the answer before it has sent everything.
 */
export function deferUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: RequestPayload,
  done: (error: null, payload: RequestPayload) => void,
): void {
  const { mostBytes } = request.routeOptions.config;
  request.upload = new Upload(payload, request.headers['content-type'], mostBytes);
  reply.raw.once('finish', () => payload.removeAllListeners('readable').resume());
  // Fastify compares the bytes received with those announced; a difference shows when the upload is read.
  const receivedEncodedLength = Number(request.headers['content-length'] ?? 0);
  done(null, Object.assign(Readable.from([]), { receivedEncodedLength }));
}

function isTable(start: string, mediaType: string | undefined): boolean {
  if (mediaType === 'text/csv' || mediaType === 'application/csv') return true;
  return isUnstated(mediaType) && !/^\s*(?:[{["]|null\s*$)/.test(start);
}

function isJson(mediaType: string | undefined): boolean {
  return isUnstated(mediaType) || mediaType === 'application/json' || mediaType?.endsWith('+json') === true;
}

/** curl sends the media type of a form by default. */
function isUnstated(mediaType: string | undefined): boolean {
  return mediaType === undefined || mediaType === '' || mediaType === 'application/x-www-form-urlencoded';
}

/** The first pieces, until there are so many bytes. */
async function take(pieces: AsyncIterator<Buffer>, bytes: number): Promise<Buffer[]> {
  const taken: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const next = await pieces.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  if (bytes > valueBytes && length >= bytes) throw new InputError('input.too-large', []);
  return taken;
}

async function* joined(head: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* head;
  yield* rest;
}

/** @throws InputError input.unreadable for bytes that are not UTF-8 and for NUL */
async function* textOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Buffer): string => {
    try {
      return refuseUnstorable(piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true }));
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw InputError.unreadable('The text is not valid UTF-8.');
    }
  };
  for await (const piece of pieces) yield decode(piece);
  yield decode();
}

/** The client went away, or sent less than it announced. */
function isBrokenOff(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNRESET';
}

/** Bytes of one element; a camera with all its fields is shorter. */
const longestItem = 256 * 1024;

const [quote, backslash, comma, openingBracket, closingBracket] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d];
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/**
 * The elements of a JSON array of any length, read one after the other.
 * @param bytes of an array: the caller has seen its opening bracket
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
  /** 0 outside the array, 1 between its elements. */
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

/** How long one request may keep the event loop, in milliseconds. */
const longestTurn = 10;

/** Interrupts long work so that other requests are served. */
export class Pauses {
  private since = performance.now();

  /** After 10 ms of work, waits until everything else that is due has run. */
  async rest(): Promise<void> {
    if (performance.now() - this.since < longestTurn) return;
    await setImmediate();
    this.since = performance.now();
  }
}
