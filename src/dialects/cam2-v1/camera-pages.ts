import type { FastifyRequest } from 'fastify';
import type { Caller } from '#auth';
import type { CameraQuery, CamerasService } from '#cameras';
import { pathOf, queryIn } from '../http/request.js';
import { cameraWire } from './camera.wire.js';

/** Which part of a query's cameras. */
export interface Part {
  /** 1 to 1,000,000. */
  readonly limit: number;
  readonly offset: number;
}

/** The array's text in pieces, and whether there are cameras behind it. */
export interface CameraPart {
  readonly pieces: AsyncIterable<string>;
  readonly more: boolean;
}

/** The most cameras that are one piece: about 5 MB of text. */
const pageSize = 10_000;

/** A part of a query's cameras as one JSON array, in constant memory however large it is. */
export async function partOf(
  cameras: CamerasService,
  caller: Caller,
  query: CameraQuery,
  part: Part,
): Promise<CameraPart> {
  const { limit, offset } = part;
  const first = await cameras.listJson(caller, query, { limit: Math.min(limit, pageSize), offset }, cameraWire);
  if (limit <= pageSize) return { pieces: once(first.json), more: first.next !== undefined };
  const behind = await cameras.listJson(caller, query, { limit: 1, offset: offset + limit }, cameraWire);
  return { pieces: allPages(cameras, caller, query, limit, first), more: behind.count > 0 };
}

type FirstPage = Awaited<ReturnType<CamerasService['listJson']>>;

async function* once(json: string): AsyncIterable<string> {
  yield json;
}

async function* allPages(
  cameras: CamerasService,
  caller: Caller,
  query: CameraQuery,
  limit: number,
  first: FirstPage,
): AsyncIterable<string> {
  let page = first;
  let left = limit - page.count;
  yield page.json.slice(0, -1);
  while (page.next !== undefined && left > 0) {
    page = await cameras.listJson(caller, query, { limit: Math.min(left, pageSize), cursor: page.next }, cameraWire);
    left -= page.count;
    if (page.count > 0) yield `,${page.json.slice(1, -1)}`;
  }
  yield ']';
}

/** `Link: <…>; rel="next"` (RFC 8288): the same request, one limit further on. */
export function nextLink(request: FastifyRequest, publicUrl: string, { limit, offset }: Part): string {
  const parameters = new URLSearchParams(queryIn(request.originalUrl));
  parameters.set('limit', String(limit));
  parameters.set('offset', String(offset + limit));
  return `<${publicUrl}${pathOf(request)}?${parameters.toString()}>; rel="next"`;
}
