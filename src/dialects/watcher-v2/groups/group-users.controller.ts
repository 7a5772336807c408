import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { GroupUsersService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { GroupUserBody, GroupUserItem, NewGroupUserBody } from './group.dto.js';
import { groupUserOrders, toGroupUserMarks, toGroupUserWire } from './group.wire.js';

/** Who is named in a group; it gives them no right. */
@ApiTags('groups')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/groups/:group_id/users')
export class GroupUsersController {
  constructor(private readonly users: GroupUsersService) {}

  @Get()
  @ApiOperation({ summary: 'The users of a group' })
  @ApiList(GroupUserItem, 'Users.')
  @ApiFailures(400, 403, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly GroupUserItem[]> {
    const { items } = await this.users.list(caller, groupId, toListQuery(parameters, groupUserOrders), page);
    return items.map(toGroupUserWire);
  }

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Name a user in a group' })
  @ApiResponse({ status: 200, type: GroupUserItem, description: 'The user.' })
  @ApiFailures(400, 403, 404)
  async add(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Body(ObjectInput) body: NewGroupUserBody,
  ): Promise<GroupUserItem> {
    return toGroupUserWire(await this.users.set(caller, groupId, body.user_id, toGroupUserMarks(body)));
  }

  @Get(':user_id')
  @ApiOperation({ summary: 'One user of a group' })
  @ApiResponse({ status: 200, type: GroupUserItem, description: 'The user.' })
  @ApiFailures(403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<GroupUserItem> {
    return toGroupUserWire(await this.users.get(caller, groupId, userId));
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ summary: 'Change what is said of a user in a group' })
  @ApiResponse({ status: 200, type: GroupUserItem, description: 'The user as named now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('user_id', RowId) userId: number,
    @Body(ObjectInput) body: GroupUserBody,
  ): Promise<GroupUserItem> {
    return toGroupUserWire(await this.users.set(caller, groupId, userId, toGroupUserMarks(body)));
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ summary: 'Take a user out of a group' })
  @ApiResponse({ status: 200, type: Success, description: 'Taken out.' })
  @ApiFailures(403, 404)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<Success> {
    await this.users.remove(caller, groupId, userId);
    return { success: true };
  }
}
