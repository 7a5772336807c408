import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller, Requires, UserStandingsService } from '#auth';
import { CamerasService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { CameraListQuery, toCameraQuery } from './camera-list.query.js';
import { CameraStreamers } from './camera-streamers.js';
import { CameraItem } from './camera.dto.js';
import { ShownCameras } from './shown-cameras.js';

/** The cameras of somebody else. */
@ApiTags('users')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/users/:user_id/cameras')
export class UserCamerasController {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly standings: UserStandingsService,
    private readonly cameras: CamerasService,
    private readonly shown: ShownCameras,
    private readonly streamers: CameraStreamers,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The cameras that a user sees',
    description: 'As far as the caller sees them, too; what is told of each is what the caller may know and do.',
  })
  @ApiList(CameraItem, 'Cameras; none of a user who may not come in.')
  @ApiFailures(400, 403, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('user_id', RowId) userId: number,
    @Query(lenientInput) parameters: CameraListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly CameraItem[]> {
    await this.users.get(caller, userId);
    const standing = await this.standings.find(userId);
    if (standing === undefined) return [];
    const host = await this.streamers.hostOf(caller, parameters.streamer_id);
    const query = { ...toCameraQuery(parameters, host ?? undefined), seenBy: standing.caller };
    const { items } = await this.cameras.list(caller, query, page);
    return this.shown.show(caller, items);
  }
}
