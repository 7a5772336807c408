import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { GroupCamerasService } from '#layouts';
import { InputError } from '../../http/input.error.js';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { GroupCameraItem, GroupCamerasBody } from './group.dto.js';
import { groupCameraOrders, toGroupCameraWire } from './group.wire.js';

/** Which cameras are in a group; only those that the caller sees. */
@WatcherV2Api('vsaas/api/v2/groups/:group_id/cameras', { tag: 'groups' })
export class GroupCamerasController {
  constructor(private readonly cameras: GroupCamerasService) {}

  @Endpoint('GET', '', {
    summary: 'The cameras of a group',
    list: { type: GroupCameraItem, description: 'Cameras.' },
    errors: [400, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly GroupCameraItem[]> {
    const { items } = await this.cameras.list(caller, groupId, toListQuery(parameters, groupCameraOrders), page);
    return items.map(toGroupCameraWire);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Put cameras into a group',
    description: 'One by `name`, several by `cameras`.',
    answer: { type: Success, description: 'They are in it.' },
    errors: [400, 403, 404],
  })
  async add(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Body(ObjectInput) body: GroupCamerasBody,
  ): Promise<Success> {
    await this.cameras.add(caller, groupId, namesIn(body));
    return { success: true };
  }

  @Endpoint('PUT', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Make these the cameras of a group',
    description: 'Those that the caller does not see stay.',
    answer: { type: Success, description: 'They are in it, and no others.' },
    errors: [400, 403, 404],
  })
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Body(ObjectInput) body: GroupCamerasBody,
  ): Promise<Success> {
    await this.cameras.replace(caller, groupId, namesIn(body));
    return { success: true };
  }

  @Endpoint('DELETE', ':name', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Take a camera out of a group',
    params: [{ name: 'name', description: "The camera's name, slashes as %2F.", example: 'north/gate' }],
    answer: { type: Success, description: 'It is not in it.' },
    errors: [403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('name') name: string,
  ): Promise<Success> {
    await this.cameras.remove(caller, groupId, name);
    return { success: true };
  }
}

function namesIn({ name, cameras }: GroupCamerasBody): readonly string[] {
  if (name === undefined && cameras === undefined)
    throw InputError.at('cameras', 'isDefined', 'cameras must name cameras, or name one.');
  return [...(name === undefined ? [] : [name]), ...(cameras ?? [])];
}
