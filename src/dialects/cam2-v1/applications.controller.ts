import { DomainError } from '#errors';
import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOperation,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Accepts, auditName, ApplicationsService, type Caller, CurrentCaller, permissions, Requires } from '#auth';
import { lenientInput } from '../http/input.pipes.js';
import { originOf } from '../http/request.js';
import { ApplicationWire, levelOf } from './application.wire.js';
import { DictionaryInput } from './dictionary-input.pipe.js';
import { NewApplicationDto } from './new-application.dto.js';

/** CAM2API's registration of applications. The original let in whoever knew one fixed word. */
@ApiTags('Applications')
@Controller()
export class ApplicationsController {
  constructor(private readonly applications: ApplicationsService) {}

  @Post('register_app')
  @Requires('applications:manage')
  @Accepts('password', 'access-token', 'api-key')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'application_register',
    summary: 'Register an application',
    description: 'For administrators (Basic with login and password) and Admin applications (JWT).',
  })
  @ApiSecurity('administrator')
  @ApiSecurity('jwt')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiBody({ type: NewApplicationDto })
  @ApiCreatedResponse({ type: ApplicationWire })
  @ApiBadRequestResponse({ description: '`{"app_name": ["application with this app name already exists."]}`' })
  @ApiForbiddenResponse({ description: '`{"detail": "You do not have permission to perform this action."}`' })
  async register(
    @CurrentCaller() caller: Caller,
    @Body(DictionaryInput, lenientInput) body: NewApplicationDto,
    @Req() request: FastifyRequest,
  ): Promise<ApplicationWire> {
    assertAdministrator(caller);
    const { application, clientSecret } = await this.applications.create(
      { name: body.app_name, level: levelOf(body.permission_level), format: 'cam2-v1', uniqueName: true },
      { actor: auditName(caller), origin: originOf(request) },
    );
    return new ApplicationWire(application, clientSecret);
  }
}

/** Whoever makes an Admin application makes one that may do everything, so they may do everything themselves. */
function assertAdministrator(caller: Caller): void {
  const lacking = permissions.find((permission) => !caller.permissions.has(permission));
  if (lacking !== undefined) throw new DomainError('permission.missing', lacking, { reason: lacking });
}
