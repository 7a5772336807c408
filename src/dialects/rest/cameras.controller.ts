import { DomainError } from '#errors';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { type CameraKey, CamerasService } from '#cameras';
import { Config } from '#config';
import { strictInput } from '../http/input.pipes.js';
import { ApiCredentials, ApiProblems } from './api-answers.js';
import { CameraAnswer, CameraPage } from './camera-answer.dto.js';
import { CameraFieldsQuery, CameraListQuery } from './camera-list.dto.js';
import { toCameraQuery } from './camera-list.query.js';
import { CameraChangeBody, NewCameraBody } from './camera.dto.js';
import { changeExamples, newCameraExamples } from './camera.examples.js';
import { toCameraDraft } from './camera.draft.js';
import { envelopeOf, openEnvelope, shapeOf } from './camera.shape.js';
import { type CameraOnWire, toCameraOnWire } from './camera.wire.js';
import { etagOf, expectedVersion, isUnchanged, refuseIfMatch } from './etag.js';

const mediaType = 'application/json; charset=utf-8';
const idParameter = { name: 'id', description: "The camera's number." };
const ifMatch = { name: 'If-Match', required: false, description: 'The `ETag` that was read; 412 when it is another.' };

/** Cameras for frontends, scripts and SDKs. PostgreSQL writes the JSON; here it is passed on untouched. */
@ApiTags('cameras')
@Controller('api/v1/cameras')
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly config: Config,
  ) {}

  @Get()
  @Requires('cameras:read')
  @ApiOperation({ operationId: 'listCameras', summary: 'Find cameras' })
  @ApiCredentials('cameras:read')
  @ApiResponse({ status: 200, type: CameraPage, description: 'One page of what the caller may see.' })
  @ApiProblems(400, 401, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(strictInput) asked: CameraListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = toCameraQuery(asked);
    const page = asked.cursor === undefined ? { limit: asked.limit } : { limit: asked.limit, cursor: asked.cursor };
    const [found, total] = await Promise.all([
      this.cameras.listJson(caller, query, page, shapeOf(asked.fields, query.near !== undefined)),
      asked.total ? this.cameras.count(caller, query) : undefined,
    ]);
    const count = total === undefined ? '' : `,"total":${total}`;
    void reply.type(mediaType).send(`{"items":${found.json},"next":${JSON.stringify(found.next ?? null)}${count}}`);
  }

  @Get(':id')
  @Requires('cameras:read')
  @ApiOperation({ operationId: 'getCamera', summary: 'One camera' })
  @ApiCredentials('cameras:read')
  @ApiParam(idParameter)
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'An `ETag` from before; 304 when it still holds.' })
  @ApiResponse({ status: 200, type: CameraAnswer, description: 'The camera, with its `ETag`.' })
  @ApiProblems(400, 401, 403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query(strictInput) { fields }: CameraFieldsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { version, json } = openEnvelope(await this.cameras.getJson(caller, keyOf(id), envelopeOf(fields)));
    void reply.header('etag', etagOf(version));
    if (isUnchanged(request, version)) void reply.status(304).send();
    else void reply.type(mediaType).send(json);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({
    operationId: 'createCamera',
    summary: 'Add a camera',
    description: 'For administrators and for who may edit streams in the organization.',
  })
  @ApiCredentials('cameras:write')
  @ApiBody({ type: NewCameraBody, examples: newCameraExamples })
  @ApiResponse({ status: 201, type: CameraAnswer, description: 'The camera; `Location` says where it is.' })
  @ApiProblems(400, 401, 403, 409)
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewCameraBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CameraOnWire> {
    const camera = await this.cameras.create(caller, toCameraDraft(body));
    void reply.headers({
      location: `${this.config.publicPath}/api/v1/cameras/${camera.id}`,
      etag: etagOf(camera.version),
    });
    return toCameraOnWire(camera);
  }

  @Patch(':id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({
    operationId: 'updateCamera',
    summary: 'Change a camera',
    description: 'RFC 7396: what is left out stays, `null` clears.',
  })
  @ApiCredentials('cameras:write')
  @ApiParam(idParameter)
  @ApiHeader(ifMatch)
  @ApiBody({ type: CameraChangeBody, examples: changeExamples })
  @ApiResponse({ status: 200, type: CameraAnswer, description: 'The camera as it is now.' })
  @ApiProblems(400, 401, 403, 404, 409, 412)
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: CameraChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CameraOnWire> {
    const expected = expectedVersion(request, body.version);
    const camera = await this.cameras.update(caller, keyOf(id), toCameraDraft(body), expected);
    void reply.header('etag', etagOf(camera.version));
    return toCameraOnWire(camera);
  }

  @Delete(':id')
  @Requires('cameras:write', { orMember: true })
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteCamera', summary: 'Delete a camera' })
  @ApiCredentials('cameras:write')
  @ApiParam(idParameter)
  @ApiResponse({ status: 204, description: 'It is gone.' })
  @ApiProblems(400, 401, 403, 404)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    refuseIfMatch(request);
    await this.cameras.remove(caller, keyOf(id));
  }
}

/**
 * A text that is no number of ours is a camera that does not exist.
 * @throws DomainError camera.not-found
 */
function keyOf(id: string): CameraKey {
  const number = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : Infinity;
  if (number > 2_147_483_647) throw new DomainError('camera.not-found', 'no number of ours');
  return { id: number };
}
