import { Body, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { Config } from '#config';
import { strictInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { isKnown, mayBeKept } from '../http/entity-tags.js';
import { Endpoint } from './endpoint.decorator.js';
import { CameraAnswer, CameraFeatures, CameraPage } from './camera-answer.dto.js';
import { CameraListQuery, CameraReadQuery } from './camera-list.dto.js';
import { readCameraSearch } from './camera-search.body.js';
import { searchExamples, searchSchema } from './camera-search.schema.js';
import { cameraFilterParameters } from './camera-filters.js';
import { keyOf } from './camera-key.js';
import { CameraPreviews } from './camera-previews.js';
import { CameraListAnswer, listContent } from './camera-list.answer.js';
import { cameraListInput } from './camera-list.pipe.js';
import { toCameraQuery } from './camera-list.query.js';
import { CameraChangeBody, NewCameraBody } from './camera.dto.js';
import { changeExamples, newCameraExamples } from './camera.examples.js';
import { toCameraDraft } from './camera.draft.js';
import { withNumbers } from './camera-inclusions.js';
import { envelopeOf, openEnvelope, shapeOf } from './camera.shape.js';
import { type CameraOnWire, toCameraOnWire } from './camera.wire.js';
import { Preconditions, versionTag } from './resources/preconditions.js';

const mediaType = 'application/json; charset=utf-8';
const idParameter = { name: 'id', description: "The camera's number." };
const ifMatch = { name: 'If-Match', required: false, description: 'The `ETag` that was read; 412 when it is another.' };

const cameraListAnswer = {
  description:
    'One page of what the caller may see, as JSON or GeoJSON; as NDJSON or CSV all of it, unless `limit` or `cursor` stands in the query.',
  content: listContent,
};

/** Cameras for frontends, scripts and SDKs. PostgreSQL writes the JSON; here it is passed on untouched. */
@ApiController('api/v1/cameras', { tag: 'cameras' })
@ApiExtraModels(CameraPage, CameraFeatures)
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly answer: CameraListAnswer,
    private readonly previews: CameraPreviews,
    private readonly preconditions: Preconditions,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listCameras',
    summary: 'Find cameras',
    description:
      'Every filter by field takes an operator, too: `frame_rate[gte]=5`, `[ne]`, `[gt]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`.',
    query: cameraFilterParameters,
    requestHeaders: [
      {
        name: 'If-None-Match',
        required: false,
        description: 'The `ETag` of this page from before; 304 when it still holds.',
      },
    ],
    answer: cameraListAnswer,
    errors: [400, 401, 403, 406],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(cameraListInput) asked: CameraListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const viewing = await this.previews.list({ caller, query: toCameraQuery(asked) }, asked.as_user);
    await this.answer.send({ ...viewing, asked, request, reply });
  }

  @Endpoint('POST', 'search', {
    requires: ['cameras:read', { scope: 'cameras:read' }],
    operationId: 'searchCameras',
    summary: 'Find cameras in an area',
    description:
      'Like the list, with its parameters as members of the body, and `within`, a Polygon or MultiPolygon of GeoJSON with at most 10,000 points. `QUERY /api/v1/cameras` (RFC 10008) takes the same body.',
    body: { schema: searchSchema, examples: searchExamples },
    answer: cameraListAnswer,
    errors: [400, 401, 403, 406],
  })
  async search(
    @CurrentCaller() caller: Caller,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asked, area } = await readCameraSearch(body);
    const query = { ...toCameraQuery(asked), ...(area ? { area } : {}) };
    const viewing = await this.previews.list({ caller, query }, asked.as_user);
    await this.answer.send({ ...viewing, asked, request, reply });
  }

  /** OpenAPI has no place for it before 3.2. */
  @Endpoint('QUERY', '', {
    requires: ['cameras:read'],
    summary: 'Find cameras in an area',
    headers: { 'accept-query': 'application/json' },
    errors: [],
    undocumented: true,
  })
  async query(
    @CurrentCaller() caller: Caller,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.search(caller, body, request, reply);
  }

  @Endpoint('GET', ':id', {
    requires: ['cameras:read'],
    operationId: 'getCamera',
    summary: 'One camera',
    params: [idParameter],
    requestHeaders: [
      { name: 'If-None-Match', required: false, description: 'An `ETag` from before; 304 when it still holds.' },
    ],
    answer: { type: CameraAnswer, description: 'The camera, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query(strictInput) { fields, include, as_user: userId }: CameraReadQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shape = shapeOf(fields, false);
    const viewer = await this.previews.item(caller, keyOf(id), userId);
    const envelope = envelopeOf(include ? withNumbers(shape, include) : shape);
    const own = openEnvelope(await this.cameras.getJson(viewer, keyOf(id), envelope));
    const { tag, text } = await this.answer.including(viewer, include, { tag: own.tag, text: own.json });
    mayBeKept(reply, tag);
    if (isKnown(request, tag)) void reply.status(304).send();
    else void reply.type(mediaType).send(text);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'createCamera',
    summary: 'Add a camera',
    description: 'For administrators and for who may edit streams in the organization.',
    body: { type: NewCameraBody, examples: newCameraExamples },
    answer: { status: 201, type: CameraAnswer, description: 'The camera; `Location` is its address.' },
    errors: [400, 401, 403, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewCameraBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CameraOnWire> {
    const camera = await this.cameras.create(caller, toCameraDraft(body));
    void reply.headers({
      location: `${this.config.publicPath}/api/v1/cameras/${camera.id}`,
      etag: versionTag(camera.version),
    });
    return toCameraOnWire(camera);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'updateCamera',
    summary: 'Change a camera',
    description: 'RFC 7396: what is left out stays, `null` clears.',
    params: [idParameter],
    requestHeaders: [ifMatch],
    body: { type: CameraChangeBody, examples: changeExamples },
    answer: { type: CameraAnswer, description: 'The camera as it is now.' },
    errors: [400, 401, 403, 404, 409, 412, 428],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: CameraChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CameraOnWire> {
    const options = { expectedVersion: this.preconditions.version(request, body.version) };
    const camera = await this.cameras.update(caller, keyOf(id), toCameraDraft(body), options);
    void reply.header('etag', versionTag(camera.version));
    return toCameraOnWire(camera);
  }

  @Endpoint('DELETE', ':id', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'deleteCamera',
    summary: 'Delete a camera',
    params: [idParameter],
    requestHeaders: [ifMatch],
    answer: { status: 204, description: 'It is gone.' },
    errors: [400, 401, 403, 404, 412, 428],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.cameras.remove(caller, keyOf(id), { expectedVersion: this.preconditions.version(request) });
  }
}
