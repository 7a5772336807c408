import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraCredentialsView, CamerasService } from '#cameras';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { type Api, differences, Endpoint, TwinApi } from '../endpoint.decorator.js';
import { StreamAuth, StreamAuthBody } from './stream-auth.dto.js';
import { locatingErrors } from './stream.draft.js';
import { ofStream } from './stream.dto.js';

function streamAuthController(api: Api) {
  const { prefix, orMember } = differences(api);
  const requires = orMember('cameras:write');

  @TwinApi(api, 'streams/:name/auth', { tag: 'streams', params: [ofStream], requires: 'cameras:write' })
  class StreamAuthController {
    constructor(private readonly cameras: CamerasService) {}

    @Endpoint('GET', '', {
      operationId: `${prefix}stream_auth_get`,
      summary: 'The login at the camera',
      requires,
      answer: { type: StreamAuth, description: 'Never with the password.' },
      noStore: true,
      errors: [401, 403, 404],
    })
    async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<StreamAuth> {
      return toStreamAuth(await this.cameras.credentials(caller, { name }));
    }

    @Endpoint('PUT', '', {
      operationId: `${prefix}stream_auth_save`,
      summary: 'Set the login at the camera',
      requires,
      answer: { type: StreamAuth, description: 'Never with the password.' },
      noStore: true,
      errors: [400, 401, 403, 404],
    })
    async save(
      @CurrentCaller() caller: Caller,
      @Param('name') name: string,
      @Body(objectBody) { login, password, port }: StreamAuthBody,
    ): Promise<StreamAuth> {
      const change = given({ login, password, port });
      return toStreamAuth(await locatingErrors(() => this.cameras.setCredentials(caller, { name }, change)));
    }
  }
  return StreamAuthController;
}

function toStreamAuth({ login, port, hasPassword }: CameraCredentialsView): StreamAuth {
  return { ...(login === null ? {} : { login }), port, has_password: hasPassword };
}

/** The login by which a camera is controlled, for those who may edit the stream. */
export const StreamAuthController = streamAuthController('client');
export const AdminStreamAuthController = streamAuthController('admin');
