import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { Readable } from 'node:stream';
import { readBody } from './body.js';
import { InputError } from './input.error.js';
import { refuseUnstorable } from './text.js';
import { jsonItems } from './json-items.js';

/** 5000 rows of what a camera has, generously. */
export const uploadBytes = 8 * 1024 * 1024;
/** Whatever is neither a table nor an array is as short as any other body. */
const valueBytes = 1024 * 1024;
/** As many bytes as it takes to tell JSON from a table. */
const tellingBytes = 100;

declare module 'fastify' {
  interface FastifyRequest {
    /** The body of a route that reads it itself; undefined where the route does not. */
    upload: Upload | undefined;
  }
}

/** What an upload turned out to be. */
export type Uploaded =
  | { readonly kind: 'nothing' }
  /** The text of a table, in the pieces in which it comes. */
  | { readonly kind: 'table'; readonly text: AsyncIterable<string> }
  /** Elements of a JSON array, one in memory at a time. */
  | { readonly kind: 'array'; readonly items: AsyncIterable<unknown> }
  | { readonly kind: 'value'; readonly value: unknown };

/**
 * A body that nobody has read yet: its route asks first whether the caller may, and then reads it piece by piece. A body
 * that is never opened costs nothing, whatever its length.
 */
export class Upload {
  constructor(
    private readonly payload: Readable,
    private readonly mediaType: string | undefined,
  ) {}

  /**
   * Tells what it is, by its media type; without one, or with the one that curl sends by itself, what does not look like
   * JSON is a table. Can be called once.
   * @throws InputError input.media-unsupported, input.unreadable, input.too-large; while it is read, too
   */
  async open(): Promise<Uploaded> {
    const pieces = this.pieces();
    const head = await take(pieces, tellingBytes);
    const bytes = joined(head, pieces);
    if (head.length === 0) return { kind: 'nothing' };
    const start = Buffer.concat(head).subarray(0, tellingBytes).toString('latin1');
    const mediaType = this.mediaType?.split(';')[0]?.trim().toLowerCase();
    if (isTable(start, mediaType)) return { kind: 'table', text: textOf(bytes) };
    if (isJson(mediaType) && /^\s*\[/.test(start)) return { kind: 'array', items: jsonItems(bytes) };
    const value = readBody(Buffer.concat(await take(bytes, valueBytes + 1)), this.mediaType);
    return value === undefined ? { kind: 'nothing' } : { kind: 'value', value };
  }

  private async *pieces(): AsyncGenerator<Buffer> {
    let length = 0;
    try {
      // A connection whose body is not read to its end must live on: the answer goes over it.
      for await (const piece of this.payload.iterator({ destroyOnReturn: false })) {
        // The border: nobody set an encoding for the request, so its pieces are bytes.
        const bytes = piece as Buffer;
        length += bytes.length;
        if (length > uploadBytes) throw new InputError('input.too-large', []);
        yield bytes;
      }
    } catch (error) {
      if (isBrokenOff(error)) throw InputError.unreadable('The body ends too early.');
      throw error;
    }
  }
}

/**
 * A hook of a route that takes uploads: its body stays unread, and Fastify reads nothing in its place. What of it nobody
 * wanted is thrown away behind the answer: its sender may not listen before all of it is sent.
 */
export function holdBack(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: RequestPayload,
  done: (error: null, payload: RequestPayload) => void,
): void {
  request.upload = new Upload(payload, request.headers['content-type']);
  reply.raw.once('finish', () => payload.removeAllListeners('readable').resume());
  // Fastify compares what was received with what was announced: whoever opens the upload finds out.
  const receivedEncodedLength = Number(request.headers['content-length'] ?? 0);
  done(null, Object.assign(Readable.from([]), { receivedEncodedLength }));
}

function isTable(start: string, mediaType: string | undefined): boolean {
  if (mediaType === 'text/csv' || mediaType === 'application/csv') return true;
  return isUnsaid(mediaType) && !/^\s*(?:[{["]|null\s*$)/.test(start);
}

function isJson(mediaType: string | undefined): boolean {
  return isUnsaid(mediaType) || mediaType === 'application/json' || mediaType?.endsWith('+json') === true;
}

/** curl names a form where nobody says otherwise. */
function isUnsaid(mediaType: string | undefined): boolean {
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

/** The caller went away, or sent less than was announced. */
function isBrokenOff(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNRESET';
}
