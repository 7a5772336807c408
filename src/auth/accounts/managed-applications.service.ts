import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { type ApplicationLevel, type Caller, isAdministrator, isSuperuser } from '../caller.js';
import type { Origin } from '../credential.js';
import { auditName } from '../audit-name.js';
import { type Application, ApplicationsService, type ClientFormat } from './applications.service.js';
import { ApplicationUsesService } from './application-uses.service.js';

/** Who manages applications, and the origin of the request. */
export interface Manager {
  readonly caller: Caller;
  readonly origin: Origin;
}

/**
 * Applications as another application may manage them. A superuser manages all. Any other manager manages no application of
 * level admin and none of another organization; otherwise a new secret of one of these would raise its own rights.
 */
@Injectable()
export class ManagedApplicationsService {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly uses: ApplicationUsesService,
  ) {}

  /**
   * The new application belongs to the organization of the one that registers it.
   * @throws DomainError permission.missing for a level above the caller's own
   */
  async register(
    { caller, origin }: Manager,
    given: { readonly owner: string; readonly level: ApplicationLevel; readonly format: ClientFormat },
  ): Promise<{ readonly clientId: string; readonly clientSecret: string }> {
    assertMayGive(caller, given.level);
    const organizationId = caller.kind === 'application' ? caller.organizationId : undefined;
    const { application, clientSecret } = await this.applications.create(
      { ...given, name: given.owner, organizationId },
      { actor: auditName(caller), origin },
    );
    return { clientId: application.clientId, clientSecret };
  }

  /** The client ids of an owner's applications, those that the caller may manage. */
  async clientIdsOf({ caller }: Manager, owner: string): Promise<readonly string[]> {
    const found = await this.applications.listByOwner(owner);
    return found.filter((application) => isWithinReach(caller, application)).map(({ clientId }) => clientId);
  }

  /** @throws DomainError account.not-found | permission.missing */
  async change(
    { caller, origin }: Manager,
    clientId: string,
    change: { readonly owner?: string | undefined; readonly level?: ApplicationLevel | undefined },
  ): Promise<void> {
    await this.managed(caller, clientId);
    if (change.level !== undefined) assertMayGive(caller, change.level);
    await this.applications.change(clientId, change, { actor: auditName(caller), origin });
  }

  /**
   * The old secret ends at once.
   * @throws DomainError account.not-found | permission.missing
   */
  async newSecret({ caller, origin }: Manager, clientId: string): Promise<{ readonly clientSecret: string }> {
    await this.managed(caller, clientId);
    return this.applications.rotate(clientId, 0, { actor: auditName(caller), origin });
  }

  /**
   * How often an application was served. The caller must name its owner; a superuser need not.
   * @throws DomainError account.not-found | permission.missing with `reason: 'owner'`
   */
  async usesOf({ caller }: Manager, clientId: string, owner: string | undefined): Promise<number> {
    const application = await this.applications.get(clientId);
    if (application.revoked || !isWithinOrganization(caller, application)) throw new DomainError('account.not-found');
    const isOwners = owner === undefined ? isSuperuser(caller) : owner === application.owner;
    if (!isOwners) throw new DomainError('permission.missing', 'another owner', { reason: 'owner' });
    return this.uses.of(application.id);
  }

  private async managed(caller: Caller, clientId: string): Promise<void> {
    const application = await this.applications.get(clientId);
    if (application.revoked || !isWithinOrganization(caller, application)) throw new DomainError('account.not-found');
    assertMayGive(caller, application.level);
  }
}

function assertMayGive(caller: Caller, level: ApplicationLevel): void {
  if (level === 'admin' && !isAdministrator(caller)) throw new DomainError('permission.missing', 'level admin');
}

function isWithinReach(caller: Caller, application: Application): boolean {
  return isSuperuser(caller) || (application.level !== 'admin' && isWithinOrganization(caller, application));
}

function isWithinOrganization(caller: Caller, { organizationId }: Application): boolean {
  if (isSuperuser(caller) || organizationId === undefined) return true;
  return caller.kind === 'application' && caller.organizationId === organizationId;
}
