import { DomainError } from '#errors';
import { Body, Param } from '@nestjs/common';
import { CameraRightsService, type CameraRights } from '#access';
import { type Caller, CurrentCaller, type UserCaller } from '#auth';
import { CameraMarksService, CamerasService } from '#cameras';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { UserAttributesBody } from './camera-body.dto.js';
import { cameraName } from './camera-name.parameter.js';
import { UserAttributes } from './camera.dto.js';

const unsupported = 'Answers 501: this server has no connection to media servers and agents.';

/** Actions on one camera. Those that need a media server or an agent answer 501. */
@WatcherV2Api('vsaas/api/v2', { tag: 'cameras' })
export class CameraActionsController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly rights: CameraRightsService,
    private readonly marks: CameraMarksService,
  ) {}

  @Endpoint('POST', 'cameras/:name/user_attributes', {
    summary: "Set the caller's own marks",
    description: 'What is left out stays.',
    params: [cameraName],
    answer: { type: UserAttributes, description: 'The marks as they are now.' },
    errors: [400, 403, 404],
  })
  async mark(
    @SignedInUser() caller: UserCaller,
    @Param('name') name: string,
    @Body(ObjectInput) { favorite, motion_alarm }: UserAttributesBody,
  ): Promise<UserAttributes> {
    const { isFavourite, notifies } = await this.marks.set(caller, name, {
      ...(favorite === undefined ? {} : { isFavourite: favorite }),
      ...(motion_alarm === undefined ? {} : { notifies: motion_alarm }),
    });
    return { favorite: isFavourite, motion_alarm: notifies };
  }

  @Endpoint('PUT', 'cameras/:name/ptz', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Turn a camera: not done here',
    description: unsupported,
    params: [cameraName],
    errors: [403, 404, 501],
  })
  turn(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canUsePtz', 'ptz');
  }

  @Endpoint('DELETE', 'cameras/:name/ptz', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Stop turning a camera: not done here',
    description: unsupported,
    params: [cameraName],
    errors: [403, 404, 501],
  })
  stop(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canUsePtz', 'ptz');
  }

  @Endpoint('GET', 'cameras/:name/agent', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'The state of an agent: not available here',
    description: unsupported,
    params: [cameraName],
    errors: [403, 404, 501],
  })
  agent(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canEdit', 'agent');
  }

  @Endpoint('POST', 'cameras/:name/agent-disconnect', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Send an agent away: not done here',
    description: unsupported,
    params: [cameraName],
    answer: { description: 'Never: the answer is 501.' },
    errors: [403, 404, 501],
  })
  disconnect(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canEdit', 'agent-disconnect');
  }

  @Endpoint('POST', ['agents/:agent_id/reboot', 'agents/:agent_id/reset'], {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Start an agent anew: not done here',
    description: unsupported,
    answer: { description: 'Never: the answer is 501.' },
    errors: [403, 404, 501],
  })
  async restart(@CurrentCaller() caller: Caller, @Param('agent_id') agentId: string): Promise<never> {
    const where = [{ operator: 'in', field: 'agentId', values: [agentId] }] as const;
    const { items } = await this.cameras.list(caller, { where }, { limit: 1 });
    const [camera] = items;
    if (camera === undefined) throw new DomainError('camera.not-found', 'no such agent');
    return this.refuse(caller, camera.name, 'canEdit', 'agent');
  }

  /** Checks the rights first, so that callers who could not do it anyway get 403 or 404 as everywhere else. */
  private async refuse(
    caller: Caller,
    name: string,
    right: keyof CameraRights & `can${string}`,
    action: string,
  ): Promise<never> {
    const { id } = await this.cameras.get(caller, { name });
    const rights = (await this.rights.rightsOn(caller, [id])).get(id);
    if (rights === undefined || !rights[right]) throw new DomainError('camera.forbidden', action);
    throw new UnsupportedAction(action);
  }
}
