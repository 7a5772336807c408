import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { objectBody } from '../body/object-body.pipe.js';
import { DiscoveryBody, PtzBody } from './stream-actions.dto.js';
import { ofStream } from './stream-parameter.js';
import { StreamRights } from './stream-rights.service.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

/**
 * What takes a media server or the camera itself, to which this server does not talk: 501, once it is clear that the
 * stream is there and that the caller might.
 */

@ClientApi('streams', { tag: 'stream actions' })
export class StreamActionsController {
  constructor(private readonly rights: StreamRights) {}

  @Endpoint('PUT', 'discover', {
    operationId: 'streams_discover',
    summary: 'Ask a camera what it is: not supported',
    requires: ['cameras:write', { orMember: true }],
    errors: [400, 401, 403, 501],
  })
  discover(@CurrentCaller() _caller: Caller, @Body(objectBody) _body: DiscoveryBody): never {
    throw new UnsupportedAction('discover');
  }

  @Endpoint('POST', ':name/ptz', {
    operationId: 'stream_ptz_execute',
    summary: 'Turn the camera: not supported',
    description: 'With `command`, or, as the player sends it, without.',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    errors: [400, 401, 403, 404, 501],
  })
  async ptz(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) _body: PtzBody,
  ): Promise<never> {
    return this.refuse('ptz', caller, name, 'canUsePtz');
  }

  @Endpoint('POST', ':name/reboot', {
    operationId: 'stream_reboot',
    summary: 'Start the camera anew: not supported',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    errors: [401, 403, 404, 501],
  })
  async reboot(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('reboot', caller, name, 'canEdit');
  }

  @Endpoint('PUT', ':name/firmware_update', {
    operationId: 'stream_firmware_update',
    summary: 'Update the firmware of the camera: not supported',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    errors: [401, 403, 404, 501],
  })
  async updateFirmware(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('firmware_update', caller, name, 'canEdit');
  }

  @Endpoint('GET', ':name/camera_config', {
    operationId: 'camera_config_get',
    summary: 'What is set in the camera itself: not supported',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    errors: [401, 403, 404, 501],
  })
  async getConfiguration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('camera_config', caller, name, 'canEdit');
  }

  @Endpoint('PUT', ':name/camera_config', {
    operationId: 'camera_config_save',
    summary: 'Set something in the camera itself: not supported',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    errors: [401, 403, 404, 501],
  })
  async saveConfiguration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse('camera_config', caller, name, 'canEdit');
  }

  private async refuse(action: string, caller: Caller, name: string, right: 'canUsePtz' | 'canEdit'): Promise<never> {
    await this.rights.assert(caller, name, right);
    throw new UnsupportedAction(action);
  }
}
