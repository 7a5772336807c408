import { Body, Param } from '@nestjs/common';
import { OrganizationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../http/endpoint.js';
import { strictInput } from '../http/input.pipes.js';
import { Endpoint } from './endpoint.decorator.js';
import { OrganizationAnswer, OrganizationChangeBody, toOrganizationWire } from './organization.dto.js';
import { numberOf } from './own-account.js';

/** Organizations, as far as signing in depends on them. */
@ApiController('api/v1/organizations', { tag: 'organizations' })
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Endpoint('PATCH', ':id', {
    requires: ['organizations:manage'],
    operationId: 'updateOrganization',
    summary: 'Change an organization',
    description: 'For administrators. RFC 7396: what is left out stays.',
    params: [{ name: 'id', description: "The organization's number." }],
    answer: { type: OrganizationAnswer, description: 'The organization as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) { second_factor_required: required }: OrganizationChangeBody,
  ): Promise<OrganizationAnswer> {
    const number = numberOf(id, 'organization');
    return toOrganizationWire(
      required === undefined
        ? await this.organizations.get(caller, number)
        : await this.organizations.changeSecondFactor(caller, number, required),
    );
  }
}
