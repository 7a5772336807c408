import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Organizations } from '#access';
import { type Caller, CurrentCaller, isSuperuser, Requires } from '#auth';
import { type Camera, Cameras } from '#cameras';
import { lenientInput } from '../input.pipes.js';
import { ApiAuthorization } from './authorization.decorator.js';
import { CameraItem } from './camera.dto.js';
import { CameraListQuery, toCameraQuery } from './camera-list.query.js';
import { toCameraWire } from './camera.wire.js';
import { ApiFailures } from './failures.decorator.js';
import { readPage, writePage } from './page.js';

/** Cameras, as API v2 knows them: bare arrays and bare objects. */
@ApiTags('cameras')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/cameras')
export class CamerasController {
  constructor(
    private readonly cameras: Cameras,
    private readonly organizations: Organizations,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The cameras that the caller may see',
    description: 'All of them with the system key, else those of the session or of the user. In order of their making.',
  })
  @ApiHeader({ name: 'X-Page-Limit', required: false, description: 'As `limit`, which goes first.' })
  @ApiHeader({ name: 'X-Page-Offset', required: false, description: 'As `offset`, which goes first.' })
  @ApiResponse({
    status: 200,
    type: [CameraItem],
    description: 'A page; it is the last when it is shorter than X-Page-Limit.',
    headers: {
      'X-Page-Limit': { description: 'Cameras on a page, as served.', schema: { type: 'integer' } },
      'X-Page-Offset': { description: 'Cameras skipped.', schema: { type: 'integer' } },
    },
  })
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) query: CameraListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly CameraItem[]> {
    const page = readPage(query, request);
    const [{ items }, mayEdit] = await Promise.all([
      this.cameras.list(caller, toCameraQuery(query), page),
      this.editing(caller),
    ]);
    writePage(reply, page);
    return items.map((camera) => toCameraWire(camera, mayEdit(camera)));
  }

  @Get(':name')
  @ApiOperation({ summary: 'One camera' })
  @ApiParam({
    name: 'name',
    description: 'Its name; slashes may stand as they are or as %2F.',
    example: 'tokyo/shibuya-crossing',
  })
  @ApiResponse({ status: 200, type: CameraItem, description: 'The camera.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<CameraItem> {
    const [camera, mayEdit] = await Promise.all([this.cameras.get(caller, { name }), this.editing(caller)]);
    return toCameraWire(camera, mayEdit(camera));
  }

  /** Tells which cameras the caller may change: only to say it, changing asks the core. */
  private async editing(caller: Caller): Promise<(camera: Camera) => boolean> {
    if (isSuperuser(caller)) return () => true;
    const memberships = caller.kind === 'user' ? await this.organizations.membershipsOf(caller.userId) : [];
    const editable = new Set(memberships.filter((its) => its.canEditStreams).map((its) => its.organizationId));
    return ({ organizationId }) => editable.has(organizationId);
  }
}
