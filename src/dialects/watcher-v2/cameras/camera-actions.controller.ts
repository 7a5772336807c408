import { DomainError } from '#errors';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CameraRightsService, type CameraRightsOf } from '#access';
import { type Caller, CurrentCaller, Requires, type UserCaller } from '#auth';
import { CameraMarksService, CamerasService } from '#cameras';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { UserAttributesBody } from './camera-body.dto.js';
import { cameraName } from './camera-name.parameter.js';
import { UserAttributes } from './camera.dto.js';

const unsupported = 'Answers 501: no media server and no agent speaks with this server.';

/** What can be done with one camera beside changing it. */
@ApiTags('cameras')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2')
export class CameraActionsController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly rights: CameraRightsService,
    private readonly marks: CameraMarksService,
  ) {}

  @Post('cameras/:name/user_attributes')
  @HttpCode(200)
  @ApiOperation({ summary: "Set the caller's own marks", description: 'What is left out stays.' })
  @ApiParam(cameraName)
  @ApiResponse({ status: 200, type: UserAttributes, description: 'The marks as they are now.' })
  @ApiFailures(400, 403, 404)
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

  @Put('cameras/:name/ptz')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Turn a camera: not done here', description: unsupported })
  @ApiParam(cameraName)
  @ApiFailures(403, 404, 501)
  turn(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canUsePtz', 'ptz');
  }

  @Delete('cameras/:name/ptz')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Stop turning a camera: not done here', description: unsupported })
  @ApiParam(cameraName)
  @ApiFailures(403, 404, 501)
  stop(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canUsePtz', 'ptz');
  }

  @Get('cameras/:name/agent')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'The state of an agent: not known here', description: unsupported })
  @ApiParam(cameraName)
  @ApiFailures(403, 404, 501)
  agent(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canEdit', 'agent');
  }

  @Post('cameras/:name/agent-disconnect')
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Send an agent away: not done here', description: unsupported })
  @ApiParam(cameraName)
  @ApiFailures(403, 404, 501)
  disconnect(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'canEdit', 'agent-disconnect');
  }

  @Post(['agents/:agent_id/reboot', 'agents/:agent_id/reset'])
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Start an agent anew: not done here', description: unsupported })
  @ApiFailures(403, 404, 501)
  async restart(@CurrentCaller() caller: Caller, @Param('agent_id') agentId: string): Promise<never> {
    const where = [{ operator: 'in', field: 'agentId', values: [agentId] }] as const;
    const { items } = await this.cameras.list(caller, { where }, { limit: 1 });
    const [camera] = items;
    if (camera === undefined) throw new DomainError('camera.not-found', 'no such agent');
    return this.refuse(caller, camera.name, 'canEdit', 'agent');
  }

  /** Refused as if it could be done, where the caller might not: who may do what is the same everywhere. */
  private async refuse(
    caller: Caller,
    name: string,
    right: keyof CameraRightsOf & `can${string}`,
    action: string,
  ): Promise<never> {
    const { id } = await this.cameras.get(caller, { name });
    const rights = (await this.rights.rightsOn(caller, [id])).get(id);
    if (rights === undefined || !rights[right]) throw new DomainError('camera.forbidden', action);
    throw new UnsupportedAction(action);
  }
}
