import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { DiscoveryBody, PtzBody } from './stream-actions.dto.js';
import { ofStream } from './stream-parameter.js';
import { StreamRights } from './stream-rights.service.js';

/**
 * What takes a media server or the camera itself, to which this server does not talk: 501, once it is clear that the
 * stream is there and that the caller might.
 */
@ApiTags('stream actions')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/streams')
export class StreamActionsController {
  constructor(private readonly rights: StreamRights) {}

  @Put('discover')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'streams_discover', summary: 'Ask a camera what it is: not supported' })
  @ApiFailures(400, 401, 403, 501)
  discover(@CurrentCaller() _caller: Caller, @Body(objectBody) _body: DiscoveryBody): never {
    throw new UnsupportedAction('discover');
  }

  @Post(':name/ptz')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({
    operationId: 'stream_ptz_execute',
    summary: 'Turn the camera: not supported',
    description: 'With `command`, or, as the player sends it, without.',
  })
  @ApiParam(ofStream)
  @ApiFailures(400, 401, 403, 404, 501)
  async ptz(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) _body: PtzBody,
  ): Promise<never> {
    return this.refuse('ptz', caller, name, 'canUsePtz');
  }

  @Post(':name/reboot')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'stream_reboot', summary: 'Start the camera anew: not supported' })
  @ApiParam(ofStream)
  @ApiFailures(401, 403, 404, 501)
  async reboot(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('reboot', caller, name, 'canEdit');
  }

  @Put(':name/firmware_update')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'stream_firmware_update', summary: 'Update the firmware of the camera: not supported' })
  @ApiParam(ofStream)
  @ApiFailures(401, 403, 404, 501)
  async updateFirmware(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('firmware_update', caller, name, 'canEdit');
  }

  @Get(':name/camera_config')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'camera_config_get', summary: 'What is set in the camera itself: not supported' })
  @ApiParam(ofStream)
  @ApiFailures(401, 403, 404, 501)
  async getConfiguration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('camera_config', caller, name, 'canEdit');
  }

  @Put(':name/camera_config')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'camera_config_save', summary: 'Set something in the camera itself: not supported' })
  @ApiParam(ofStream)
  @ApiFailures(401, 403, 404, 501)
  async saveConfiguration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('camera_config', caller, name, 'canEdit');
  }

  private async refuse(action: string, caller: Caller, name: string, right: 'canUsePtz' | 'canEdit'): Promise<never> {
    await this.rights.assert(caller, name, right);
    throw new UnsupportedAction(action);
  }
}
