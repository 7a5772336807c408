import { DomainError } from '#errors';
import { CameraRightsService, OrganizationsService } from '#access';
import { type Caller, administersCameras, type UserCaller } from '#auth';
import { Injectable } from '@nestjs/common';
import type { DefaultOrganizationRule } from '../camera.js';

/** Decides for all dialects where a camera goes whose draft names no organization. */
@Injectable()
export class DefaultOrganization {
  constructor(
    private readonly rights: CameraRightsService,
    private readonly organizations: OrganizationsService,
  ) {}

  /** The organization's id. Whether the caller may create cameras there is checked by the write. */
  async of(caller: Caller, rule: DefaultOrganizationRule = 'default'): Promise<number> {
    if (rule === 'member-first' && caller.kind === 'user' && !administersCameras(caller))
      return (await this.firstEditable(caller)) ?? this.rights.defaultOrganizationFor(caller);
    const organizationId = await this.rights.defaultOrganizationFor(caller);
    if (rule !== 'default-first' || caller.kind !== 'user') return organizationId;
    if (await this.rights.mayCreateIn(caller, organizationId)) return organizationId;
    return (await this.firstEditable(caller)) ?? organizationId;
  }

  /** @throws DomainError camera.forbidden for a caller who may create cameras in no organization */
  async assertMayCreate(caller: Caller): Promise<void> {
    if (!(await this.rights.mayCreateSomewhere(caller))) throw new DomainError('camera.forbidden', 'no organization');
  }

  /** The first of a person's memberships, by organization id, that lets them create cameras. */
  private async firstEditable(caller: UserCaller): Promise<number | undefined> {
    for (const { organizationId, canEditStreams } of await this.organizations.membershipsOf(caller.userId))
      if (canEditStreams && (await this.rights.mayCreateIn(caller, organizationId))) return organizationId;
    return undefined;
  }
}
