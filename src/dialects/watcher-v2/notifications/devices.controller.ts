import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires, type UserCaller } from '#auth';
import { type Device, type DeviceDraft, type DeviceField, DevicesService } from '#notifications';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { DeviceBody, DeviceItem, NewDeviceBody } from './device.dto.js';

/** By which fields devices can be sorted. */
const orders: Readonly<Record<string, DeviceField>> = {
  token: 'token',
  device_platform: 'platform',
  device_model: 'model',
  device_version: 'version',
  last_confirm_at: 'confirmedAt',
};

/** The caller's devices; kept, but nothing is sent to them. */
@ApiTags('devices')
@ApiAuthorization()
@Requires('cameras:read')
@Controller(['vsaas/api/v2/my/device-tokens', 'vsaas/api/v2/profile/device-tokens'])
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Get()
  @ApiOperation({ summary: "The caller's devices" })
  @ApiList(DeviceItem, 'Devices.')
  @ApiFailures(400, 403)
  async list(
    @SignedInUser() caller: UserCaller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly DeviceItem[]> {
    const { items } = await this.devices.list(caller, toListQuery(parameters, orders), page);
    return items.map(toDeviceWire);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Register a device', description: 'One that is registered already is changed.' })
  @ApiResponse({ status: 200, type: DeviceItem, description: 'The device.' })
  @ApiFailures(400, 403)
  async register(@SignedInUser() caller: UserCaller, @Body(ObjectInput) body: NewDeviceBody): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.put(caller, body.token, toDeviceDraft(body)));
  }

  @Get(':token')
  @ApiOperation({ summary: 'One device' })
  @ApiResponse({ status: 200, type: DeviceItem, description: 'The device.' })
  @ApiFailures(403, 404)
  async get(@SignedInUser() caller: UserCaller, @Param('token') token: string): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.get(caller, token));
  }

  @Put(':token')
  @ApiOperation({ summary: 'Register a device, or change it' })
  @ApiResponse({ status: 200, type: DeviceItem, description: 'The device as it is now.' })
  @ApiFailures(400, 403)
  async put(
    @SignedInUser() caller: UserCaller,
    @Param('token') token: string,
    @Body(ObjectInput) body: DeviceBody,
  ): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.put(caller, token, toDeviceDraft(body)));
  }

  @Delete(':token')
  @ApiOperation({ summary: 'Forget a device' })
  @ApiResponse({ status: 200, type: Success, description: 'Forgotten.' })
  @ApiFailures(403, 404)
  async remove(@SignedInUser() caller: UserCaller, @Param('token') token: string): Promise<Success> {
    await this.devices.remove(caller, token);
    return { success: true };
  }

  @Post(':token/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that a notification arrived' })
  @ApiResponse({ status: 200, type: DeviceItem, description: 'The device.' })
  @ApiFailures(403, 404)
  async confirm(@SignedInUser() caller: UserCaller, @Param('token') token: string): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.confirm(caller, token));
  }
}

function toDeviceWire(device: Device): DeviceItem {
  return {
    token: device.token,
    device_platform: device.platform,
    device_model: device.model,
    device_version: device.version,
    events_pending: device.eventsPending,
    events_sent: device.eventsSent,
    last_confirm_at: device.confirmedAt === null ? null : Math.floor(device.confirmedAt.getTime() / 1000),
  };
}

function toDeviceDraft({ device_platform, device_model, device_version }: DeviceBody): DeviceDraft {
  return { platform: device_platform, model: device_model, version: device_version };
}
