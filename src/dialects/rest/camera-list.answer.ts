import type { Caller } from '#auth';
import { type CameraQuery, CamerasService, type CameraShape } from '#cameras';
import { Config } from '#config';
import { Injectable } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiate } from '../http/accept.js';
import { isKnown, mayBeKept } from '../http/entity-tags.js';
import { InputError } from '../http/input.error.js';
import { KeptAnswers } from '../http/kept-answers.js';
import { pathOf } from '../http/request.js';
import { TextStream } from '../http/text.stream.js';
import { CameraFeatures, CameraPage } from './camera-answer.dto.js';
import { CameraInclusions, withNumbers } from './camera-inclusions.js';
import { columnsOf, csvOf, csvShapeOf } from './camera-csv.js';
import type { CameraListQuery } from './camera-list.dto.js';
import { featureShapeOf, shapeOf } from './camera.shape.js';
import { withIncluded } from './resources/preconditions.js';
import type { Answer } from './resources/resource.js';

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
    private readonly inclusions: CameraInclusions,
    private readonly answers: KeptAnswers,
    private readonly config: Config,
  ) {}

  /** @throws InputError input.not-acceptable, input.invalid */
  async send(list: AskedList): Promise<void> {
    const { asked, query, request, reply } = list;
    const type = negotiate(request, reply, listTypes);
    const shape = shapeOf(asked.fields, query.near !== undefined);
    switch (type) {
      case 'application/json': {
        const page = await this.page(
          list,
          shape,
          (camera) => camera,
          (etag) => this.answers.find(etag),
        );
        if (page !== undefined) void reply.type('application/json; charset=utf-8').send(this.wholeOf(page));
        return;
      }
      case 'application/geo+json': {
        const page = await this.page(list, shape, featureShapeOf);
        if (page === undefined) return;
        const links = `"links":${JSON.stringify(this.links(request, type, page))}`;
        const rest = `${links},"next":${cursor(page.next)},"prev":${cursor(page.previous)}${page.total}}`;
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

  /** One camera's text with what `include` adds to it, and the tag of both. */
  async including(
    caller: Caller,
    include: CameraListQuery['include'],
    one: { readonly tag: string; readonly text: string },
  ): Promise<{ readonly tag: string; readonly text: string }> {
    if (include === undefined) return one;
    // The border: PostgreSQL writes an object in the shape that was asked for.
    const [answer] = await this.inclusions.add(caller, include, [JSON.parse(one.text) as Answer]);
    return { tag: withIncluded(one.tag, answer?.added), text: JSON.stringify(answer?.camera) };
  }

  /** @param page whose tag is of all that stands in the answer */
  private wholeOf({ json, kept, key, total, next, previous }: AnswerPage): Buffer {
    const rest = `"next":${cursor(next)},"prev":${cursor(previous)}${total}}`;
    return kept ?? this.answers.keep(key, `{"items":${json},${rest}`);
  }

  /**
   * A page with its entity tag; undefined where the caller has it already and 304 is the answer.
   * @param find the answer of a page with this tag, where there is one already
   */
  private async page(
    list: AskedList,
    shape: CameraShape,
    form: (shape: CameraShape) => CameraShape,
    find: (etag: string) => Buffer | undefined = () => undefined,
  ): Promise<AnswerPage | undefined> {
    const { caller, asked, query, request, reply } = list;
    const written = form(asked.include ? withNumbers(shape, asked.include) : shape);
    const count = asked.total ? await this.cameras.count(caller, query) : undefined;
    const etagOfPage = (tag: string): string => `"${tag}${count === undefined ? '' : `-${count}`}"`;
    // A POST has no cached answer to compare with (RFC 9110 §13.1.2).
    const hasPage = (etag: string): boolean => request.method !== 'POST' && isKnown(request, etag);
    let kept: Buffer | undefined;
    const isWritten = (tag: string): boolean => {
      if (asked.include !== undefined) return false;
      kept = find(etagOfPage(tag));
      return kept !== undefined || hasPage(etagOfPage(tag));
    };
    const found = await this.cameras.listTagged(caller, query, pageOf(asked), written, isWritten);
    const { tag, next, previous } = found;
    const included = asked.include && found.json !== undefined ? await this.included(list, found.json) : undefined;
    const etag = tag && (included === undefined ? etagOfPage(tag) : withIncluded(etagOfPage(tag), included));
    if (etag) mayBeKept(reply, etag);
    if (!(etag && hasPage(etag)))
      return {
        json: included ?? found.json,
        kept,
        key: asked.include === undefined ? etag : undefined,
        total: count === undefined ? '' : `,"total":${count}`,
        next,
        previous,
      };
    void reply.status(304).send();
    return undefined;
  }

  /** A page's JSON with what `include` adds to each; of a feature, to its properties. */
  private async included({ caller, asked: { include } }: AskedList, written: string): Promise<string> {
    // The border: PostgreSQL writes an array of objects in the shape that was asked for.
    const items = JSON.parse(written) as readonly Answer[];
    const added = await this.inclusions.add(
      caller,
      include ?? [],
      items.map((item) => propertiesOf(item) ?? item),
    );
    const json = items.map((item, at) => {
      const camera = added[at]?.camera;
      return propertiesOf(item) === undefined ? camera : { ...item, properties: camera };
    });
    return JSON.stringify(json);
  }

  /** All of it at the caller's pace; one page where the query names one. */
  private async stream(
    { caller, asked, query, request, reply }: AskedList,
    shape: CameraShape,
    type: string,
    form: (lines: AsyncIterable<string>) => AsyncIterable<string>,
  ): Promise<void> {
    if (asked.include !== undefined)
      throw InputError.at('include', 'form', 'include is for JSON and GeoJSON, not for streams.');
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
  private links(request: FastifyRequest, type: string, page: Neighbours): readonly Link[] {
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

/** The cursors of the pages beside one. */
interface Neighbours {
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
}

/** A page of JSON, and what follows it. */
interface AnswerPage extends Neighbours {
  /** Undefined where the whole answer is kept. */
  readonly json: string | undefined;
  readonly kept: Buffer | undefined;
  /** By which the whole answer may be kept. */
  readonly key: string | undefined;
  readonly total: string;
}

interface Link {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
}

function pageOf({ limit, cursor: at }: CameraListQuery): { readonly limit: number; readonly cursor?: string } {
  return at === undefined ? { limit } : { limit, cursor: at };
}

/** Of a feature of GeoJSON. */
function propertiesOf({ type, properties }: Answer): Answer | undefined {
  // The border: a feature's properties are a camera.
  return type === 'Feature' ? (properties as Answer) : undefined;
}

async function* only(lines: string): AsyncIterable<string> {
  if (lines !== '') yield `${lines}\n`;
}

function cursor(text: string | undefined): string {
  return JSON.stringify(text ?? null);
}
