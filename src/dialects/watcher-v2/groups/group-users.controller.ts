import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { GroupUsersService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { GroupUserBody, GroupUserItem, NewGroupUserBody } from './group.dto.js';
import { groupUserOrders, toGroupUserMarks, toGroupUserWire } from './group.wire.js';

/** The users of a group; being in it gives them no right. */
@WatcherV2Api('vsaas/api/v2/groups/:group_id/users', { tag: 'groups' })
export class GroupUsersController {
  constructor(private readonly users: GroupUsersService) {}

  @Endpoint('GET', '', {
    summary: 'The users of a group',
    list: { type: GroupUserItem, description: 'Users.' },
    errors: [400, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly GroupUserItem[]> {
    const { items } = await this.users.list(caller, groupId, toListQuery(parameters, groupUserOrders), page);
    return items.map(toGroupUserWire);
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Add a user to a group',
    answer: { type: GroupUserItem, description: 'The user.' },
    errors: [400, 403, 404],
  })
  async add(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Body(ObjectInput) body: NewGroupUserBody,
  ): Promise<GroupUserItem> {
    return toGroupUserWire(await this.users.set(caller, groupId, body.user_id, toGroupUserMarks(body)));
  }

  @Endpoint('GET', ':user_id', {
    summary: 'One user of a group',
    answer: { type: GroupUserItem, description: 'The user.' },
    errors: [403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<GroupUserItem> {
    return toGroupUserWire(await this.users.get(caller, groupId, userId));
  }

  @Endpoint('PUT', ':user_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Change the flags and the comment of a user in a group',
    answer: { type: GroupUserItem, description: 'The user as named now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('user_id', RowId) userId: number,
    @Body(ObjectInput) body: GroupUserBody,
  ): Promise<GroupUserItem> {
    return toGroupUserWire(await this.users.set(caller, groupId, userId, toGroupUserMarks(body)));
  }

  @Endpoint('DELETE', ':user_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Take a user out of a group',
    answer: { type: Success, description: 'Taken out.' },
    errors: [403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<Success> {
    await this.users.remove(caller, groupId, userId);
    return { success: true };
  }
}
