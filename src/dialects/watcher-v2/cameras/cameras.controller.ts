import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Organizations } from '#access';
import { type Caller, CurrentCaller, isSuperuser, Requires } from '#auth';
import { type Camera, Cameras } from '#cameras';
import { lenientInput } from '../../input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { CameraItem } from './camera.dto.js';
import { CameraListQuery, toCameraQuery } from './camera-list.query.js';
import { toCameraWire } from './camera.wire.js';
import { ApiFailures } from '../failures.decorator.js';
import { ApiList } from '../lists/list.decorator.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';

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
  @ApiList(CameraItem, 'Cameras.')
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) query: CameraListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly CameraItem[]> {
    const [{ items }, mayEdit] = await Promise.all([
      this.cameras.list(caller, toCameraQuery(query), page),
      this.editing(caller),
    ]);
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
