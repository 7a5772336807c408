import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from '../../http/input.error.js';
import { headerOf } from '../../http/request.js';

/** Which part of a list: both numbers stand in headers of the answer, too. */
export interface PageNumbers {
  readonly limit: number;
  readonly offset: number;
}

export const defaultLimit = 100;
/** More is served as this: clients ask for a million and page until a short page comes (W). */
export const largestLimit = 1000;
const largestOffset = 1_000_000_000;

/**
 * The page that the query asks for (`limit`, `offset`), else the headers `X-Page-Limit` and `X-Page-Offset` (LB), else
 * the first hundred. The answer's headers state which page it is.
 */
export const ServedPage = createParamDecorator((_: unknown, context: ExecutionContext): PageNumbers => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest<{ readonly Querystring: Readonly<Record<string, unknown>> }>>();
  const page = readPage(request.query, request);
  http
    .getResponse<FastifyReply>()
    .headers({ 'X-Page-Limit': String(page.limit), 'X-Page-Offset': String(page.offset) });
  return page;
});

/** @throws InputError input.invalid */
function readPage(query: Readonly<Record<string, unknown>>, request: FastifyRequest): PageNumbers {
  const limit = integerAt('limit', query['limit'], 1) ?? headerInteger(request, 'X-Page-Limit', 1) ?? defaultLimit;
  const offset = integerAt('offset', query['offset'], 0) ?? headerInteger(request, 'X-Page-Offset', 0) ?? 0;
  if (offset > largestOffset) throw InputError.at('offset', 'max', `offset must not be greater than ${largestOffset}.`);
  return { limit: Math.min(limit, largestLimit), offset };
}

function headerInteger(request: FastifyRequest, name: string, least: number): number | undefined {
  return integerAt(`The header ${name}`, headerOf(request, name.toLowerCase()), least);
}

/** `""` is not given. */
function integerAt(name: string, value: unknown, least: number): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || !/^\s*\d{1,15}\s*$/.test(value) || Number(value) < least)
    throw InputError.at(name, 'isInt', `${name} must be an integer not less than ${least}.`);
  return Number(value);
}
