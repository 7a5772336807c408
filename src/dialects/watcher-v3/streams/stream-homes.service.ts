import { DomainError, hasCode } from '#errors';
import { CameraRightsService, OrganizationsService } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { type Camera } from '#cameras';
import { Injectable } from '@nestjs/common';

/** Which organization a stream belongs to, where its maker does not say, and who may take it elsewhere. */
@Injectable()
export class StreamHomes {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly rights: CameraRightsService,
  ) {}

  /**
   * The default organization, or, for somebody who may not make streams there, the first one where they may. Nobody
   * says what the original does; a member of one organization means that one.
   */
  async homeOf(caller: Caller): Promise<number> {
    const home = await this.rights.homeOf(caller);
    if (caller.kind !== 'user' || (await this.rights.mayCreateIn(caller, home))) return home;
    for (const { organizationId, canEditStreams } of await this.organizations.membershipsOf(caller.userId))
      if (canEditStreams && (await this.rights.mayCreateIn(caller, organizationId))) return organizationId;
    return home;
  }

  /** @throws DomainError camera.forbidden for whoever may make streams nowhere */
  async assertMayMakeSomewhere(caller: Caller): Promise<void> {
    if (!(await this.rights.mayCreateSomewhere(caller))) throw new DomainError('camera.forbidden', 'no organization');
  }

  /**
   * Only the owner of an organization takes its streams elsewhere, and superusers (GO25).
   * @throws DomainError camera.forbidden
   */
  async assertMayMove(caller: Caller, camera: Camera, organizationId: number | undefined): Promise<void> {
    const stays = organizationId === undefined || organizationId === camera.organizationId;
    if (stays || isSuperuser(caller) || (await this.isOwner(caller, camera.organizationId))) return;
    throw new DomainError('camera.forbidden', `no owner of organization ${camera.organizationId}`);
  }

  private async isOwner(caller: Caller, organizationId: number): Promise<boolean> {
    try {
      return (await this.organizations.get(caller, organizationId)).mine.isOwner;
    } catch (error) {
      // One that the caller only knows because it is public.
      if (hasCode(error, 'organization.not-found')) return false;
      throw error;
    }
  }
}
