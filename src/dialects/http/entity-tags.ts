import type { FastifyReply, FastifyRequest } from 'fastify';
import { addVary } from './accept.js';
import { InputError } from './input.error.js';
import { headerOf } from './request.js';

const mostTags = 100;
/** An entity tag and what separates it from the next one (RFC 9110 §8.8.3, §5.6.1). Linear: nothing in it can begin alike. */
const oneTag = /[ \t,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,|$)/y;

/**
 * The entity tags of `If-Match`; `*` stands alone. Undefined where there is no such header.
 * @throws InputError input.invalid where it holds none, or more than 100
 */
export function expectedTags(request: FastifyRequest): readonly string[] | undefined {
  const value = headerOf(request, 'if-match');
  // One that is empty is a client's mistake, and no consent to whatever is there.
  if (request.headers['if-match'] === undefined) return undefined;
  const tags = readTags(value ?? '');
  if (tags?.length) return tags;
  throw InputError.at('If-Match', 'form', 'If-Match must hold entity tags, as in ETag, or *.');
}

/**
 * Whether the caller has what the tag is of already (`If-None-Match`, weak comparison, RFC 9110 §13.1.2). A header that cannot be
 * read only costs the caller a whole answer.
 */
export function isKnown(request: FastifyRequest, tag: string): boolean {
  const known = readTags(headerOf(request, 'if-none-match') ?? '') ?? [];
  return known.some((one) => one === '*' || one.replace(/^W\//, '') === tag.replace(/^W\//, ''));
}

function readTags(text: string): readonly string[] | undefined {
  if (text === '*') return [text];
  const tags: string[] = [];
  oneTag.lastIndex = 0;
  while (oneTag.lastIndex < text.length) {
    const tag = oneTag.exec(text)?.[1];
    if (tag === undefined || tags.length >= mostTags) return undefined;
    tags.push(tag);
  }
  return tags;
}

/**
 * Lets the caller's own browser keep the answer and ask whether its tag still holds; nobody else may (R-HDR-3). An answer with a
 * nonce is not kept (RFC 9449 §8.2).
 */
export function mayBeKept(reply: FastifyReply, tag: string): void {
  void reply.header('etag', tag);
  if (reply.hasHeader('dpop-nonce')) return;
  void reply.header('cache-control', 'private, no-cache');
  addVary(reply, 'Authorization');
}
