import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { ApiCredentials, ApiProblems } from './api-answers.js';
import { Me, toMe } from './me.wire.js';

/** Who is asking, as the server sees it. */
@ApiTags('sign-in')
@Controller('api/v1/me')
export class MeController {
  @Get()
  @Requires('cameras:read')
  @ApiOperation({ operationId: 'getMe', summary: 'Who am I' })
  @ApiCredentials('cameras:read')
  @ApiResponse({ status: 200, type: Me, description: 'The caller: a user, an application or the system.' })
  @ApiProblems(401)
  me(@CurrentCaller() caller: Caller): Me {
    return toMe(caller);
  }
}
