import { DomainError } from '#errors';
import { Body } from '@nestjs/common';
import { ApplicationsService, type Caller, CurrentCaller, doneBy, permissions } from '#auth';
import { lenientInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { ApplicationWire, levelOf } from './application.wire.js';
import { dictionaryInput } from './reader.js';
import { NewApplicationDto } from './new-application.dto.js';

/** CAM2API's registration of applications. The original accepted everybody who knew one fixed word. */
@ApiController('/', { tag: 'Applications' })
export class ApplicationsController {
  constructor(private readonly applications: ApplicationsService) {}

  @Endpoint('POST', 'register_app', {
    requires: ['applications:manage'],
    operationId: 'application_register',
    summary: 'Register an application',
    description: 'For administrators (Basic with login and password) and Admin applications (JWT).',
    accepts: ['password', 'access-token', 'api-key'],
    noStore: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    body: { type: NewApplicationDto },
    answer: { status: 201, type: ApplicationWire },
    errors: {
      400: '`{"app_name": ["application with this app name already exists."]}`',
      403: '`{"detail": "You do not have permission to perform this action."}`',
    },
    security: [{ jwt: [] }, { administrator: [] }],
  })
  async register(
    @CurrentCaller() caller: Caller,
    @Body(dictionaryInput, lenientInput) body: NewApplicationDto,
  ): Promise<ApplicationWire> {
    assertAdministrator(caller);
    const { application, clientSecret } = await this.applications.create(
      { name: body.app_name, level: levelOf(body.permission_level), format: 'cam2-v1', uniqueName: true },
      doneBy(caller),
    );
    return new ApplicationWire(application, clientSecret);
  }
}

/** An Admin application may do everything, so its creator must be allowed everything. */
function assertAdministrator(caller: Caller): void {
  const lacking = permissions.find((permission) => !caller.permissions.has(permission));
  if (lacking !== undefined) throw new DomainError('permission.missing', lacking, { reason: lacking });
}
