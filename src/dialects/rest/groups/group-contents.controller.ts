import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { GroupCamerasService, GroupUsersService } from '#layouts';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { CameraNames } from '../resources/camera-names.js';
import { gone } from '../resources/removal.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import { type Answer, toAnswer } from '../resources/resource.js';
import { GroupCamerasBody, GroupUserBody, toMarks } from './group.dto.js';
import { groupCameraResource, groupUserResource } from './group.resource.js';

const group = { name: 'id', description: 'The number of a group.' };
const camera = { name: 'camera_id', description: 'The number of a camera.', example: '1' };
const user = { name: 'user_id', description: 'The number of a user.', example: '1' };

/** The cameras of a group, and the users whom it names. */
@ApiController('api/v1/groups/:id', { tag: 'layouts' })
export class GroupContentsController {
  constructor(
    private readonly groupCameras: GroupCamerasService,
    private readonly groupUsers: GroupUsersService,
    private readonly cameras: CamerasService,
    private readonly names: CameraNames,
  ) {}

  @Endpoint('GET', 'cameras', {
    requires: ['cameras:read'],
    params: [group],
    operationId: 'listGroupCameras',
    summary: 'The cameras of a group',
    description: 'Those that the caller sees.',
    list: groupCameraResource,
    errors: [400, 401, 403, 404],
  })
  async listCameras(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<PageAnswer> {
    const groupId = numberOf(id, 'camera-group');
    return answerPage(groupCameraResource, parameters, {
      page: (query, page) => this.groupCameras.list(caller, groupId, query, page),
      count: (query) => this.groupCameras.count(caller, groupId, query),
    });
  }

  @Endpoint('POST', 'cameras', {
    requires: ['cameras:write', { orMember: true }],
    params: [group],
    operationId: 'addGroupCameras',
    summary: 'Put cameras into a group',
    description: 'Those that are in it already stay. At most 1000 for each group.',
    body: { type: GroupCamerasBody, examples: { two: { value: { camera_ids: [1, 2] } } } },
    answer: { status: 204, description: 'They are in it.' },
    errors: [400, 401, 403, 404],
  })
  async addCameras(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: GroupCamerasBody,
  ): Promise<void> {
    const names = await this.names.of(caller, 'camera_ids', body.camera_ids);
    await this.groupCameras.add(caller, numberOf(id, 'camera-group'), names);
  }

  @Endpoint('PUT', 'cameras', {
    requires: ['cameras:write', { orMember: true }],
    params: [group],
    operationId: 'replaceGroupCameras',
    summary: 'Say which cameras are in a group',
    description: 'Those that the caller does not see stay in it.',
    body: { type: GroupCamerasBody, examples: { two: { value: { camera_ids: [1, 2] } } } },
    answer: { status: 204, description: 'They are in it, and no others.' },
    errors: [400, 401, 403, 404],
  })
  async replaceCameras(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: GroupCamerasBody,
  ): Promise<void> {
    const names = await this.names.of(caller, 'camera_ids', body.camera_ids);
    await this.groupCameras.replace(caller, numberOf(id, 'camera-group'), names);
  }

  @Endpoint('DELETE', 'cameras/:camera_id', {
    requires: ['cameras:write', { orMember: true }],
    params: [group, camera],
    operationId: 'removeGroupCamera',
    summary: 'Take a camera out of a group',
    answer: gone,
    errors: [401, 403, 404],
  })
  async removeCamera(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('camera_id') cameraId: string,
  ): Promise<void> {
    const { name } = await this.cameras.get(caller, { id: numberOf(cameraId, 'camera') });
    await this.groupCameras.remove(caller, numberOf(id, 'camera-group'), name);
  }

  @Endpoint('GET', 'users', {
    requires: ['organizations:manage', { orMember: true }],
    params: [group],
    operationId: 'listGroupUsers',
    summary: 'The users whom a group names',
    description: 'For members who may change the members of its organization.',
    list: groupUserResource,
    errors: [400, 401, 403, 404],
  })
  async listUsers(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<PageAnswer> {
    const groupId = numberOf(id, 'camera-group');
    return answerPage(groupUserResource, parameters, {
      page: (query, page) => this.groupUsers.list(caller, groupId, query, page),
      count: (query) => this.groupUsers.count(caller, groupId, query),
    });
  }

  @Endpoint('PUT', 'users/:user_id', {
    requires: ['organizations:manage', { orMember: true }],
    params: [group, user],
    operationId: 'nameGroupUser',
    summary: 'Name a user in a group, or change how',
    description: 'What is left out stays. A group of an organization names its members only.',
    body: { type: GroupUserBody, examples: { archive: { value: { archive: true } } } },
    answer: { type: groupUserResource.answer, description: 'How the user is named now.' },
    errors: [400, 401, 403, 404],
  })
  async nameUser(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('user_id') userId: string,
    @Body(strictInput) body: GroupUserBody,
  ): Promise<Answer> {
    const [groupId, number] = [numberOf(id, 'camera-group'), numberOf(userId, 'user')];
    return toAnswer(groupUserResource, await this.groupUsers.set(caller, groupId, number, toMarks(body)));
  }

  @Endpoint('DELETE', 'users/:user_id', {
    requires: ['organizations:manage', { orMember: true }],
    params: [group, user],
    operationId: 'removeGroupUser',
    summary: 'Name a user in a group no more',
    answer: gone,
    errors: [401, 403, 404],
  })
  async removeUser(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('user_id') userId: string,
  ): Promise<void> {
    await this.groupUsers.remove(caller, numberOf(id, 'camera-group'), numberOf(userId, 'user'));
  }
}
