import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { CameraBody, NewCameraBody } from './camera-body.dto.js';
import { CameraListQuery, toCameraQuery } from './camera-list.query.js';
import { cameraName } from './camera-name.parameter.js';
import { CameraStreamers } from './camera-streamers.js';
import { toCameraDraft } from './camera.draft.js';
import { CameraItem } from './camera.dto.js';
import { CameraViews } from './camera-views.js';

/** Cameras as bare arrays and bare objects. */
@WatcherV2Api('vsaas/api/v2/cameras', { tag: 'cameras' })
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly views: CameraViews,
    private readonly streamers: CameraStreamers,
  ) {}

  @Endpoint('GET', '', {
    summary: 'The cameras that the caller may see',
    description:
      'All of them with the system key, else those of the session or of the user. In the order of their creation, unless sorted. ' +
      'Addresses of a camera are only in the answer for those who may change it.',
    list: { type: CameraItem, description: 'Cameras.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: CameraListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly CameraItem[]> {
    const host = await this.streamers.hostOf(caller, parameters.streamer_id);
    const { items } = await this.cameras.list(caller, toCameraQuery(parameters, host ?? undefined), page);
    return this.views.ofAll(caller, items);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Make a camera',
    description: 'A missing name is made from the title, such as `first.camera-543bf23382`.',
    answer: { type: CameraItem, description: 'The camera.' },
    errors: [400, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewCameraBody): Promise<CameraItem> {
    const streamerHostname = await this.streamers.hostOf(caller, body.streamer_id);
    const { name, organization_id: organizationId } = body;
    const draft = { ...toCameraDraft(body, { streamerHostname }), name, organizationId };
    const camera = await this.cameras.create(caller, draft, { defaultOrganization: 'member-first' });
    return this.views.of(caller, camera);
  }

  @Endpoint('GET', ':name', {
    summary: 'One camera',
    params: [cameraName],
    answer: { type: CameraItem, description: 'The camera.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<CameraItem> {
    return this.views.of(caller, await this.cameras.get(caller, { name }));
  }

  @Endpoint('PUT', ':name', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Change a camera',
    description: 'What is left out stays. Its name never changes.',
    params: [cameraName],
    answer: { type: CameraItem, description: 'The camera as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(ObjectInput) body: CameraBody,
  ): Promise<CameraItem> {
    const before = await this.cameras.get(caller, { name });
    const streamerHostname = await this.streamers.hostOf(caller, body.streamer_id);
    const draft = toCameraDraft(body, { before, streamerHostname });
    return this.views.of(caller, await this.cameras.update(caller, { name }, draft));
  }

  @Endpoint('DELETE', ':name', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Delete a camera',
    params: [cameraName],
    answer: { type: Success, description: 'Deleted.' },
    errors: [403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Success> {
    await this.cameras.remove(caller, { name });
    return { success: true };
  }
}
