import { Body, Controller, Get, Header, Param, Put } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { type CameraCredentialsView, CamerasService } from '#cameras';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { StreamAuth, StreamAuthBody } from './stream-auth.dto.js';
import { withFaults } from './stream-faults.js';
import { ofStream } from './stream-parameter.js';

/** The login by which a camera is controlled, for those who may edit the stream. */
@ApiTags('streams')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@ApiParam(ofStream)
@Controller('watcher/client-api/v3/streams/:name/auth')
export class StreamAuthController {
  constructor(private readonly cameras: CamerasService) {}

  @Get()
  @Requires('cameras:write', { orMember: true })
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'stream_auth_get', summary: 'The login at the camera' })
  @ApiResponse({ status: 200, type: StreamAuth, description: 'Never with the password.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<StreamAuth> {
    return toStreamAuth(await this.cameras.credentials(caller, { name }));
  }

  @Put()
  @Requires('cameras:write', { orMember: true })
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'stream_auth_save', summary: 'Set the login at the camera' })
  @ApiResponse({ status: 200, type: StreamAuth, description: 'Never with the password.' })
  @ApiFailures(400, 401, 403, 404)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) { login, password, port }: StreamAuthBody,
  ): Promise<StreamAuth> {
    const change = given({ login, password, port });
    return toStreamAuth(await withFaults(() => this.cameras.setCredentials(caller, { name }, change)));
  }
}

export function toStreamAuth({ login, port, hasPassword }: CameraCredentialsView): StreamAuth {
  return { ...(login === null ? {} : { login }), port, has_password: hasPassword };
}
