import type { Caller } from '#auth';
import { type CameraQuery, CamerasService, type CameraShape, type JsonPage } from '#cameras';
import { Config } from '#config';
import { Injectable } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiate } from '../http/accept.js';
import { pathOf } from '../http/request.js';
import { TextStream } from '../http/text.stream.js';
import { CameraFeatures, CameraPage } from './camera-answer.dto.js';
import { columnsOf, csvOf, csvShapeOf } from './camera-csv.js';
import type { CameraListQuery } from './camera-list.dto.js';
import { featureShapeOf, shapeOf } from './camera.shape.js';

const listTypes = ['application/json', 'application/geo+json', 'application/x-ndjson', 'text/csv'] as const;

/** What OpenAPI says of the answers of lists. */
export const listContent = {
  'application/json': { schema: { $ref: getSchemaPath(CameraPage) } },
  'application/geo+json': { schema: { $ref: getSchemaPath(CameraFeatures) } },
  'application/x-ndjson': { schema: { type: 'string', description: "One camera's JSON a line." } },
  'text/csv': { schema: { type: 'string', description: 'One camera a line, the first has the names (RFC 4180).' } },
};

/** What a list is of, who asks for it, and how. */
export interface AskedList {
  readonly caller: Caller;
  readonly asked: CameraListQuery;
  readonly query: CameraQuery;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Sends cameras in the form that the request likes best. */
@Injectable()
export class CameraListAnswer {
  constructor(
    private readonly cameras: CamerasService,
    private readonly config: Config,
  ) {}

  /** @throws InputError input.not-acceptable, input.invalid */
  async send(list: AskedList): Promise<void> {
    const { asked, query, request, reply } = list;
    const type = negotiate(request, reply, listTypes);
    const shape = shapeOf(asked.fields, query.near !== undefined);
    switch (type) {
      case 'application/json': {
        const { page, total } = await this.page(list, shape);
        const rest = `"next":${cursor(page.next)},"prev":${cursor(page.previous)}${total}}`;
        void reply.type('application/json; charset=utf-8').send(`{"items":${page.json},${rest}`);
        return;
      }
      case 'application/geo+json': {
        const { page, total } = await this.page(list, featureShapeOf(shape));
        const links = `"links":${JSON.stringify(this.links(request, type, page))}`;
        const rest = `${links},"next":${cursor(page.next)},"prev":${cursor(page.previous)}${total}}`;
        // As bytes: to a text Fastify would add a charset, which the type does not have (RFC 7946 §12).
        void reply.type(type).send(Buffer.from(`{"type":"FeatureCollection","features":${page.json},${rest}`));
        return;
      }
      case 'application/x-ndjson':
        await this.stream(list, shape, type, (lines) => lines);
        return;
      case 'text/csv': {
        const flat = csvShapeOf(shape);
        void reply.header('content-disposition', 'attachment; filename="cameras.csv"');
        const form = 'text/csv; charset=utf-8; header=present';
        await this.stream(list, flat, form, (lines) => csvOf(columnsOf(flat), lines, asked.raw));
      }
    }
  }

  private async page(
    { caller, asked, query }: AskedList,
    shape: CameraShape,
  ): Promise<{ readonly page: JsonPage; readonly total: string }> {
    const [page, total] = await Promise.all([
      this.cameras.listJson(caller, query, pageOf(asked), shape),
      asked.total ? this.cameras.count(caller, query) : undefined,
    ]);
    return { page, total: total === undefined ? '' : `,"total":${total}` };
  }

  /** All of it at the caller's pace; one page where the query names one. */
  private async stream(
    { caller, asked, query, request, reply }: AskedList,
    shape: CameraShape,
    type: string,
    form: (lines: AsyncIterable<string>) => AsyncIterable<string>,
  ): Promise<void> {
    let lines = this.cameras.lines(caller, query, shape);
    if (asked.isPage) {
      const page = await this.cameras.listLines(caller, query, pageOf(asked), shape);
      const links = this.links(request, type, page).map(({ rel, href }) => `<${href}>; rel="${rel}"`);
      if (links.length > 0) void reply.header('link', links.join(', '));
      lines = only(page.json);
    }
    void reply.type(type).send(await TextStream.of(form(lines)));
  }

  /** The pages beside one; none for a query that stands in a body. */
  private links(request: FastifyRequest, type: string, page: JsonPage): readonly Link[] {
    if (request.method !== 'GET' && request.method !== 'HEAD') return [];
    const beside = (rel: string, at: string | undefined): readonly Link[] => {
      if (at === undefined) return [];
      const { originalUrl } = request;
      const start = originalUrl.indexOf('?');
      const parameters = new URLSearchParams(start < 0 ? '' : originalUrl.slice(start));
      parameters.set('cursor', at);
      return [{ rel, type, href: `${this.config.publicUrl}${pathOf(request)}?${parameters.toString()}` }];
    };
    return [...beside('next', page.next), ...beside('prev', page.previous)];
  }
}

interface Link {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
}

function pageOf({ limit, cursor: at }: CameraListQuery): { readonly limit: number; readonly cursor?: string } {
  return at === undefined ? { limit } : { limit, cursor: at };
}

async function* only(lines: string): AsyncIterable<string> {
  if (lines !== '') yield `${lines}\n`;
}

function cursor(text: string | undefined): string {
  return JSON.stringify(text ?? null);
}
