import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { CameraGroupsService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { GroupBody, GroupItem, GroupListQuery, NewGroupBody } from './group.dto.js';
import { groupOrders, toGroupDraft, toGroupWire } from './group.wire.js';

/** Groups of cameras, as there were before folders (WD before 2019). They give nobody any right. */
@ApiTags('groups')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/groups')
export class GroupsController {
  constructor(private readonly groups: CameraGroupsService) {}

  @Get()
  @ApiOperation({ summary: 'The groups that the caller sees' })
  @ApiList(GroupItem, 'Groups.')
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: GroupListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly GroupItem[]> {
    const query = toListQuery(parameters, groupOrders, equal('organizationId', parameters.organization_id));
    const { items } = await this.groups.list(caller, query, page);
    return items.map(toGroupWire);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a group' })
  @ApiResponse({ status: 200, type: GroupItem, description: 'The group.' })
  @ApiFailures(400, 403)
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewGroupBody): Promise<GroupItem> {
    const draft = { ...toGroupDraft(body), organizationId: body.organization_id };
    return toGroupWire(await this.groups.create(caller, draft));
  }

  @Get(':group_id')
  @ApiOperation({ summary: 'One group' })
  @ApiResponse({ status: 200, type: GroupItem, description: 'The group.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('group_id', RowId) id: number): Promise<GroupItem> {
    return toGroupWire(await this.groups.get(caller, id));
  }

  @Put(':group_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Change a group', description: 'What is left out stays.' })
  @ApiResponse({ status: 200, type: GroupItem, description: 'The group as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) id: number,
    @Body(ObjectInput) body: GroupBody,
  ): Promise<GroupItem> {
    return toGroupWire(await this.groups.update(caller, id, toGroupDraft(body)));
  }

  @Delete(':group_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Delete a group', description: 'Its cameras and users stay.' })
  @ApiResponse({ status: 200, type: Success, description: 'Deleted.' })
  @ApiFailures(403, 404)
  async remove(@CurrentCaller() caller: Caller, @Param('group_id', RowId) id: number): Promise<Success> {
    await this.groups.remove(caller, id);
    return { success: true };
  }
}
