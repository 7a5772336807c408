import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { GroupCamerasService } from '#layouts';
import { InputError } from '../../http/input.error.js';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { GroupCameraItem, GroupCamerasBody } from './group.dto.js';
import { groupCameraOrders, toGroupCameraWire } from './group.wire.js';

/** Which cameras are in a group; only those that the caller sees. */
@ApiTags('groups')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/groups/:group_id/cameras')
export class GroupCamerasController {
  constructor(private readonly cameras: GroupCamerasService) {}

  @Get()
  @ApiOperation({ summary: 'The cameras of a group' })
  @ApiList(GroupCameraItem, 'Cameras.')
  @ApiFailures(400, 403, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly GroupCameraItem[]> {
    const { items } = await this.cameras.list(caller, groupId, toListQuery(parameters, groupCameraOrders), page);
    return items.map(toGroupCameraWire);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Put cameras into a group', description: 'One by `name`, several by `cameras`.' })
  @ApiResponse({ status: 200, type: Success, description: 'They are in it.' })
  @ApiFailures(400, 403, 404)
  async add(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Body(ObjectInput) body: GroupCamerasBody,
  ): Promise<Success> {
    await this.cameras.add(caller, groupId, namesIn(body));
    return { success: true };
  }

  @Put()
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({
    summary: 'Make these the cameras of a group',
    description: 'Those that the caller does not see stay.',
  })
  @ApiResponse({ status: 200, type: Success, description: 'They are in it, and no others.' })
  @ApiFailures(400, 403, 404)
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('group_id', RowId) groupId: number,
    @Body(ObjectInput) body: GroupCamerasBody,
  ): Promise<Success> {
    await this.cameras.replace(caller, groupId, namesIn(body));
    return { success: true };
  }

  @Delete(':name')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Take a camera out of a group' })
  @ApiParam({ name: 'name', description: "The camera's name, slashes as %2F.", example: 'north/gate' })
  @ApiResponse({ status: 200, type: Success, description: 'It is not in it.' })
  @ApiFailures(403, 404)
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
