import type { FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from '../input.error.js';
import { headerOf } from '../request.js';

/** Which part of a list: both numbers stand in headers of the answer, too. */
export interface PageNumbers {
  readonly limit: number;
  readonly offset: number;
}

export const defaultLimit = 100;
/** More is served as this: clients ask for a million and page until a short page comes (W). */
export const largestLimit = 1000;
export const largestOffset = 1_000_000_000;

/**
 * The page that the query asks for, else the headers `X-Page-Limit` and `X-Page-Offset` (LB), else the first hundred.
 * @throws InputError input.invalid
 */
export function readPage(query: Partial<PageNumbers>, request: FastifyRequest): PageNumbers {
  const limit = query.limit ?? headerInteger(request, 'X-Page-Limit', 1) ?? defaultLimit;
  const offset = query.offset ?? headerInteger(request, 'X-Page-Offset', 0) ?? 0;
  return { limit: Math.min(limit, largestLimit), offset };
}

/** Says which page was served. */
export function writePage(reply: FastifyReply, { limit, offset }: PageNumbers): void {
  reply.headers({ 'X-Page-Limit': String(limit), 'X-Page-Offset': String(offset) });
}

function headerInteger(request: FastifyRequest, name: string, least: number): number | undefined {
  const text = headerOf(request, name.toLowerCase());
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text) || Number(text) < least || (least === 0 && Number(text) > largestOffset))
    throw InputError.at(name, 'isInt', `The header ${name} holds no usable number.`);
  return Number(text);
}
