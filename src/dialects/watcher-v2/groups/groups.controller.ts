import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CameraGroupsService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { GroupBody, GroupItem, GroupListQuery, NewGroupBody } from './group.dto.js';
import { groupOrders, toGroupDraft, toGroupWire } from './group.wire.js';

/** Groups of cameras, as there were before folders (WD before 2019). They give nobody any right. */
@WatcherV2Api('vsaas/api/v2/groups', { tag: 'groups' })
export class GroupsController {
  constructor(private readonly groups: CameraGroupsService) {}

  @Endpoint('GET', '', {
    summary: 'The groups that the caller sees',
    list: { type: GroupItem, description: 'Groups.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: GroupListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly GroupItem[]> {
    const query = toListQuery(parameters, groupOrders, equal('organizationId', parameters.organization_id));
    const { items } = await this.groups.list(caller, query, page);
    return items.map(toGroupWire);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Make a group',
    answer: { type: GroupItem, description: 'The group.' },
    errors: [400, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewGroupBody): Promise<GroupItem> {
    const draft = { ...toGroupDraft(body), organizationId: body.organization_id };
    return toGroupWire(await this.groups.create(caller, draft));
  }

  @Endpoint('GET', ':group_id', {
    summary: 'One group',
    answer: { type: GroupItem, description: 'The group.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('group_id', RowId) id: number): Promise<GroupItem> {
    return toGroupWire(await this.groups.get(caller, id));
  }

  @Endpoint('PUT', ':group_id', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Change a group',
    description: 'What is left out stays.',
    answer: { type: GroupItem, description: 'The group as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) id: number,
    @Body(ObjectInput) body: GroupBody,
  ): Promise<GroupItem> {
    return toGroupWire(await this.groups.update(caller, id, toGroupDraft(body)));
  }

  @Endpoint('DELETE', ':group_id', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Delete a group',
    description: 'Its cameras and users stay.',
    answer: { type: Success, description: 'Deleted.' },
    errors: [403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('group_id', RowId) id: number): Promise<Success> {
    await this.groups.remove(caller, id);
    return { success: true };
  }
}
