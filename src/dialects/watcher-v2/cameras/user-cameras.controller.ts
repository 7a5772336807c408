import { Param, Query } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller, UserStandingsService } from '#auth';
import { CamerasService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { RowId } from '../input/row-id.pipe.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { CameraListQuery, toCameraQuery } from './camera-list.query.js';
import { CameraStreamers } from './camera-streamers.js';
import { CameraItem } from './camera.dto.js';
import { CameraViews } from './camera-views.js';

/** The cameras of another user. */
@WatcherV2Api('vsaas/api/v2/users/:user_id/cameras', { tag: 'users' })
export class UserCamerasController {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly standings: UserStandingsService,
    private readonly cameras: CamerasService,
    private readonly views: CameraViews,
    private readonly streamers: CameraStreamers,
  ) {}

  @Endpoint('GET', '', {
    summary: 'The cameras that a user sees',
    description: 'Only those that the caller sees, too; fields and permissions are the caller’s.',
    list: { type: CameraItem, description: 'Cameras; none of a user who may not come in.' },
    errors: [400, 403, 404],
  })
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
    return this.views.ofAll(caller, items);
  }
}
