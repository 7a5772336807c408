import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type Device, DevicesService } from '#notifications';
import { InputError } from '../../http/input.error.js';
import { signedInUser } from '../account/signed-in-user.js';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { DeviceToken, DeviceTokenBody } from './device-token.dto.js';

/** The devices that the caller's notifications would go to; this server pushes to none of them. */
@ClientApi('profile/device-tokens/:token', {
  tag: 'profile',
  params: [{ name: 'token', description: 'What the push service knows the device by.', example: 'fcm-token-1' }],
})
export class DeviceTokensController {
  constructor(private readonly devices: DevicesService) {}

  @Endpoint('GET', '', {
    operationId: 'device_token_get',
    summary: 'One device of the caller',
    answer: { type: DeviceToken, description: 'The device.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('token') token: string): Promise<DeviceToken> {
    return toDeviceWire(await this.devices.get(signedInUser(caller), token));
  }

  @Endpoint('PUT', '', {
    operationId: 'device_token_save',
    summary: 'Register a device, or describe it',
    description:
      'A token belongs to the person who registered it last. Where a person has more than 100 devices, the oldest is removed.',
    answer: { type: DeviceToken, description: 'The device.' },
    errors: [400, 401, 403],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('token') token: string,
    @Body(objectBody) body: DeviceTokenBody,
  ): Promise<DeviceToken> {
    // The Go SDK sends the field empty where it is unset.
    if (body.token !== undefined && body.token !== '' && body.token !== token)
      throw InputError.at('token', 'invalid_value', 'token is immutable: it is the one in the path.');
    const { platform, model, version } = body.device ?? {};
    return toDeviceWire(await this.devices.put(signedInUser(caller), token, { platform, model, version }));
  }

  @Endpoint('POST', 'confirm', {
    operationId: 'device_token_confirm',
    summary: 'A device confirms that a notification arrived',
    description: 'A body is ignored.',
    answer: { type: DeviceToken, description: 'The device.' },
    errors: [401, 403, 404],
  })
  async confirm(@CurrentCaller() caller: Caller, @Param('token') token: string): Promise<DeviceToken> {
    return toDeviceWire(await this.devices.confirm(signedInUser(caller), token));
  }

  @Endpoint('DELETE', '', {
    operationId: 'device_token_delete',
    summary: 'Forget a device',
    answer: { status: 204, description: 'Forgotten.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('token') token: string): Promise<void> {
    await this.devices.remove(signedInUser(caller), token);
  }
}

function toDeviceWire({ token, platform, model, version }: Device): DeviceToken {
  const device = given({
    platform: platform ?? undefined,
    model: model ?? undefined,
    version: version ?? undefined,
  });
  return { token, device };
}
