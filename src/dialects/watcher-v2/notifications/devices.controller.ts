import { Body, Param, Query } from '@nestjs/common';
import { type UserCaller } from '#auth';
import { type Device, type DeviceDraft, type DeviceField, DevicesService } from '#notifications';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
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

/** The caller's devices; stored, but nothing is sent to them. */
@WatcherV2Api(['vsaas/api/v2/my/device-tokens', 'vsaas/api/v2/profile/device-tokens'], { tag: 'devices' })
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Endpoint('GET', '', {
    summary: "The caller's devices",
    list: { type: DeviceItem, description: 'Devices.' },
    errors: [400, 403],
  })
  async list(
    @SignedInUser() caller: UserCaller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly DeviceItem[]> {
    const { items } = await this.devices.list(caller, toListQuery(parameters, orders), page);
    return items.map(toDeviceWire);
  }

  @Endpoint('POST', '', {
    summary: 'Register a device',
    description: 'One that is registered already is changed.',
    answer: { type: DeviceItem, description: 'The device.' },
    errors: [400, 403],
  })
  async register(@SignedInUser() caller: UserCaller, @Body(ObjectInput) body: NewDeviceBody): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.put(caller, body.token, toDeviceDraft(body)));
  }

  @Endpoint('GET', ':token', {
    summary: 'One device',
    answer: { type: DeviceItem, description: 'The device.' },
    errors: [403, 404],
  })
  async get(@SignedInUser() caller: UserCaller, @Param('token') token: string): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.get(caller, token));
  }

  @Endpoint('PUT', ':token', {
    summary: 'Register a device, or change it',
    answer: { type: DeviceItem, description: 'The device as it is now.' },
    errors: [400, 403],
  })
  async put(
    @SignedInUser() caller: UserCaller,
    @Param('token') token: string,
    @Body(ObjectInput) body: DeviceBody,
  ): Promise<DeviceItem> {
    return toDeviceWire(await this.devices.put(caller, token, toDeviceDraft(body)));
  }

  @Endpoint('DELETE', ':token', {
    summary: 'Forget a device',
    answer: { type: Success, description: 'Forgotten.' },
    errors: [403, 404],
  })
  async remove(@SignedInUser() caller: UserCaller, @Param('token') token: string): Promise<Success> {
    await this.devices.remove(caller, token);
    return { success: true };
  }

  @Endpoint('POST', ':token/confirm', {
    summary: 'Confirm that a notification arrived',
    answer: { type: DeviceItem, description: 'The device.' },
    errors: [403, 404],
  })
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
