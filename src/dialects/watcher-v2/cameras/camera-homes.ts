import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { CameraRightsService, OrganizationsService } from '#access';
import { type Caller, isSuperuser } from '#auth';

/** Where a camera goes whose maker names no organization. */
@Injectable()
export class CameraHomes {
  constructor(
    private readonly rights: CameraRightsService,
    private readonly organizations: OrganizationsService,
  ) {}

  /** @throws DomainError camera.forbidden for whoever may make cameras nowhere */
  async assertMayMakeSomewhere(caller: Caller): Promise<void> {
    if (!(await this.rights.mayCreateSomewhere(caller))) throw new DomainError('camera.forbidden', 'no organization');
  }

  /** The first organization where a person may make cameras; for programs and administrators what the core says. */
  async of(caller: Caller): Promise<number> {
    if (caller.kind === 'user' && !isSuperuser(caller)) {
      const memberships = await this.organizations.membershipsOf(caller.userId);
      const editable = memberships.find(({ canViewStreams, canEditStreams }) => canViewStreams && canEditStreams);
      if (editable !== undefined) return editable.organizationId;
    }
    return this.rights.homeOf(caller);
  }
}
