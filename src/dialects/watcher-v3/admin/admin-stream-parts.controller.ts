import { Body, Controller, Get, Header, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { StreamAuth, StreamAuthBody } from '../streams/stream-auth.dto.js';
import { toStreamAuth } from '../streams/stream-auth.controller.js';
import { withFaults } from '../streams/stream-faults.js';
import { ofStream } from '../streams/stream-parameter.js';
import { answerNothing } from '../unsupported/nothing.js';
import { ForAdministrators } from './for-administrators.decorator.js';

/**
 * What a stream has beside itself: the login at its camera, and what takes a media server or the camera itself, to which
 * this server does not talk.
 */
@ApiTags('admin: streams')
@ForAdministrators('cameras:write')
@ApiParam(ofStream)
@Controller('watcher/admin-api/v3/streams/:name')
export class AdminStreamPartsController {
  constructor(private readonly cameras: CamerasService) {}

  @Get('auth')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'admin_stream_auth_get', summary: 'The login at the camera' })
  @ApiResponse({ status: 200, type: StreamAuth, description: 'Never with the password.' })
  @ApiFailures(401, 403, 404)
  async auth(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<StreamAuth> {
    return toStreamAuth(await this.cameras.credentials(caller, { name }));
  }

  @Put('auth')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'admin_stream_auth_save', summary: 'Set the login at the camera' })
  @ApiResponse({ status: 200, type: StreamAuth, description: 'Never with the password.' })
  @ApiFailures(400, 401, 403, 404)
  async setAuth(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) { login, password, port }: StreamAuthBody,
  ): Promise<StreamAuth> {
    const change = given({ login, password, port });
    return toStreamAuth(await withFaults(() => this.cameras.setCredentials(caller, { name }, change)));
  }

  @Get('layouts')
  @ApiOperation({ operationId: 'stream_layouts_get', summary: 'Where it was laid out: nowhere' })
  @ApiCollectionParameters({ sort: '-created_at', select: 'created_at' })
  @ApiEmptyPage('layouts')
  @ApiFailures(400, 401, 403, 404)
  async layouts(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.cameras.get(caller, { name });
    const fields = { created_at: 'utc_ms', ingest: 'string', originator: 'string', change_reason: 'string' } as const;
    return answerNothing('layouts', fields, parameters);
  }

  @Post('preview_layout_change')
  @ApiOperation({
    operationId: 'preview_layout_change_for_stream_config',
    summary: 'How streams would be laid out: not supported',
  })
  @ApiFailures(401, 403, 404, 501)
  async preview(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'laying streams out');
  }

  @Post('reboot')
  @ApiOperation({ operationId: 'admin_stream_reboot', summary: 'Start the camera anew: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async reboot(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'reboot');
  }

  @Put('firmware_update')
  @ApiOperation({ operationId: 'admin_stream_firmware_update', summary: 'Update the firmware: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async updateFirmware(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'firmware_update');
  }

  @Get('camera_config')
  @ApiOperation({ operationId: 'admin_camera_config_get', summary: 'What is set in the camera: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async configuration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'camera_config');
  }

  @Put('camera_config')
  @ApiOperation({ operationId: 'admin_camera_config_save', summary: 'Set something in the camera: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async setConfiguration(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<never> {
    return this.refuse(caller, name, 'camera_config');
  }

  private async refuse(caller: Caller, name: string, action: string): Promise<never> {
    await this.cameras.get(caller, { name });
    throw new UnsupportedAction(action);
  }
}
