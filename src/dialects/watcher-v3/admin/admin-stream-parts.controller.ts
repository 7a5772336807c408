import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import type { Wire } from '../collections/wire-list.js';
import { StreamAuth, StreamAuthBody } from '../streams/stream-auth.dto.js';
import { toStreamAuth } from '../streams/stream-auth.controller.js';
import { withFaults } from '../streams/stream-faults.js';
import { ofStream } from '../streams/stream-parameter.js';
import { answerNothing } from '../unsupported/nothing.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

/**
 * What a stream has beside itself: the login at its camera, and what takes a media server or the camera itself, to which
 * this server does not talk.
 */

@AdminApi('streams/:name', { tag: 'admin: streams', params: [ofStream], requires: 'cameras:write' })
export class AdminStreamPartsController {
  constructor(private readonly cameras: CamerasService) {}

  @Endpoint('GET', 'auth', {
    operationId: 'admin_stream_auth_get',
    summary: 'The login at the camera',
    answer: { type: StreamAuth, description: 'Never with the password.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async auth(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<StreamAuth> {
    return toStreamAuth(await this.cameras.credentials(caller, { name }));
  }

  @Endpoint('PUT', 'auth', {
    operationId: 'admin_stream_auth_save',
    summary: 'Set the login at the camera',
    answer: { type: StreamAuth, description: 'Never with the password.' },
    noStore: true,
    errors: [400, 401, 403, 404],
  })
  async setAuth(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) { login, password, port }: StreamAuthBody,
  ): Promise<StreamAuth> {
    const change = given({ login, password, port });
    return toStreamAuth(await withFaults(() => this.cameras.setCredentials(caller, { name }, change)));
  }

  @Endpoint('GET', 'layouts', {
    operationId: 'stream_layouts_get',
    summary: 'Where it was laid out: nowhere',
    list: { key: 'layouts', sort: '-created_at', select: 'created_at' },
    errors: [400, 401, 403, 404],
  })
  async layouts(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.cameras.get(caller, { name });
    const fields = { created_at: 'utc_ms', ingest: 'string', originator: 'string', change_reason: 'string' } as const;
    return answerNothing('layouts', fields, parameters);
  }

  @Endpoint('POST', 'preview_layout_change', {
    operationId: 'preview_layout_change_for_stream_config',
    summary: 'How streams would be laid out: not supported',
    errors: [401, 403, 404, 501],
  })
  async preview(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'laying streams out');
  }

  @Endpoint('POST', 'reboot', {
    operationId: 'admin_stream_reboot',
    summary: 'Start the camera anew: not supported',
    errors: [401, 403, 404, 501],
  })
  async reboot(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'reboot');
  }

  @Endpoint('PUT', 'firmware_update', {
    operationId: 'admin_stream_firmware_update',
    summary: 'Update the firmware: not supported',
    errors: [401, 403, 404, 501],
  })
  async updateFirmware(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'firmware_update');
  }

  @Endpoint('GET', 'camera_config', {
    operationId: 'admin_camera_config_get',
    summary: 'What is set in the camera: not supported',
    errors: [401, 403, 404, 501],
  })
  async configuration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'camera_config');
  }

  @Endpoint('PUT', 'camera_config', {
    operationId: 'admin_camera_config_save',
    summary: 'Set something in the camera: not supported',
    errors: [401, 403, 404, 501],
  })
  async setConfiguration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'camera_config');
  }

  private async refuse(caller: Caller, name: string, action: string): Promise<never> {
    await this.cameras.get(caller, { name });
    throw new UnsupportedAction(action);
  }
}
