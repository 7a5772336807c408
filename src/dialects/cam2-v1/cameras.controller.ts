import { Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraQuery, CamerasService } from '#cameras';
import { Config } from '#config';
import { lenientInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint, tokens } from './endpoint.decorator.js';
import { conditionsOf } from './camera-conditions.js';
import { CameraDto } from './camera.dto.js';
import { nextLink, partOf } from './camera-pages.js';
import { cameraWire } from './camera.wire.js';
import { ListParametersDto } from './camera-filters.dto.js';
import { readPlaceTerms } from './place-terms.js';
import { TextStream } from '../http/text.stream.js';

const json = 'application/json; charset=utf-8';
const metresInKilometre = 1000;
const largestPart = 1_000_000;

/** Reading cameras: all of them, one, or those near a place. */
@ApiController('/', { tag: 'Cameras', security: tokens })
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', 'cameras', {
    requires: ['cameras:read'],
    operationId: 'cameras_list',
    summary: 'All cameras',
    description: 'An array of all cameras that you may see and that pass the filters. `limit` and `offset` narrow it.',
    answer: { type: CameraDto, isArray: true },
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: ListParametersDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const query = { where: conditionsOf(parameters) };
    return this.answer({ caller, query, part: parameters, request, reply });
  }

  @Endpoint('GET', ['cameras/:camera_id(^\\d+$)', ':camera_id(^\\d+$)'], {
    requires: ['cameras:read'],
    operationId: 'camera_get',
    summary: 'One camera',
    params: [{ name: 'camera_id', type: Number, description: 'The number its maker chose.', example: 1 }],
    answer: { type: CameraDto },
  })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('camera_id') cameraId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const camera = await this.cameras.getJson(caller, { cameraId: Number(cameraId) }, cameraWire);
    reply.header('content-type', json);
    return camera;
  }

  @Endpoint('GET', 'query/:terms', {
    requires: ['cameras:read'],
    operationId: 'cameras_query',
    summary: 'Cameras near a place',
    description:
      'Nearest first, within `radius` kilometres, the nearest `count`, or both; after the filters. `limit` and `offset` narrow it, in the query string or as terms; the query string has priority.',
    params: [
      {
        name: 'terms',
        description:
          '`lat=…,lng=…,radius=…`, `lat=…,lng=…,count=…` or both; `lon` for `lng`, any number of decimals. Further terms: `limit=…`, `offset=…`.',
        example: 'lat=35.6895,lng=139.6917,radius=50,count=10',
      },
    ],
    answer: { type: CameraDto, isArray: true },
  })
  async near(
    @CurrentCaller() caller: Caller,
    @Param('terms') terms: string,
    @Query(lenientInput) parameters: ListParametersDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { lat, lng, radius, count, ...part } = readPlaceTerms(terms);
    const within = radius === undefined ? {} : { radiusMetres: radius * metresInKilometre };
    const query = { where: conditionsOf(parameters), near: { latitude: lat, longitude: lng, ...within } };
    // `Link: rel="next"` keeps the path and puts the next part into the query string.
    const { limit = part.limit, offset = part.offset } = parameters;
    return this.answer({ caller, query, part: { limit, offset }, request, reply }, count);
  }

  /** @param most the most cameras, whatever part is asked for */
  private async answer({ caller, query, part: asked, request, reply }: List, most?: number): Promise<StreamableFile> {
    const { limit, offset = 0 } = asked;
    if (limit === undefined && offset === 0 && most === undefined)
      return streamed(this.cameras.stream(caller, query, cameraWire));
    const left = (most ?? offset + largestPart) - offset;
    if (left <= 0) return streamed(nothing());
    const part = { limit: Math.min(limit ?? largestPart, left), offset };
    const { pieces, more } = await partOf(this.cameras, caller, query, part);
    if (more && part.limit < left) reply.header('link', nextLink(request, this.config.publicUrl, part));
    return streamed(pieces);
  }
}

/** What a list is of, and who asks for which part of it. */
interface List {
  readonly caller: Caller;
  readonly query: CameraQuery;
  readonly part: { readonly limit?: number | undefined; readonly offset?: number | undefined };
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The database is read at the caller's pace. */
async function streamed(pieces: AsyncIterable<string>): Promise<StreamableFile> {
  return new StreamableFile(await TextStream.of(pieces), { type: json });
}

async function* nothing(): AsyncIterable<string> {
  yield '[]';
}
