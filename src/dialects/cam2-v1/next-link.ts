import type { FastifyRequest } from 'fastify';
import { queryIn, pathOf } from '../http/request.js';
import type { Part } from './camera-pages.js';

/** `Link: <…>; rel="next"` (RFC 8288): the same request, one limit further on. */
export function nextLink(request: FastifyRequest, publicUrl: string, { limit, offset }: Part): string {
  const parameters = new URLSearchParams(queryIn(request.originalUrl));
  parameters.set('limit', String(limit));
  parameters.set('offset', String(offset + limit));
  return `<${publicUrl}${pathOf(request)}?${parameters.toString()}>; rel="next"`;
}
