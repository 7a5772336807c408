import { ApplicationsService } from './accounts/applications.service.js';
import { UserStandingsService } from './accounts/user-standings.service.js';
import { auditName } from './audit-name.js';
import {
  type ApplicationCaller,
  type Caller,
  type CameraSelector,
  type Permission,
  systemFor,
  type UserCaller,
} from './caller.js';
import { Injectable } from '@nestjs/common';

/** A caller as jobs and webhooks keep them: who it is, and what their credential was narrowed to. JSON. */
export type StoredCaller =
  | {
      readonly kind: 'user';
      readonly userId: number;
      readonly scope?: readonly Permission[];
      readonly cameras?: readonly CameraSelector[];
    }
  | { readonly kind: 'application'; readonly clientId: string; readonly permissions: readonly Permission[] }
  | { readonly kind: 'system'; readonly actor: string };

export function toStoredCaller(caller: Caller): StoredCaller {
  if (caller.kind === 'user') {
    const { userId, scope, cameras } = caller;
    return {
      kind: 'user',
      userId,
      ...(scope === undefined ? {} : { scope: [...scope] }),
      ...(cameras === undefined ? {} : { cameras }),
    };
  }
  if (caller.kind === 'application')
    return { kind: 'application', clientId: caller.clientId, permissions: [...caller.permissions] };
  return { kind: 'system', actor: auditName(caller) };
}

/** Reads the rights of whoever made a job or a webhook anew: authority comes from the database, not from when it was made. */
@Injectable()
export class StoredCallersService {
  constructor(
    private readonly users: UserStandingsService,
    private readonly applications: ApplicationsService,
  ) {}

  /** Undefined where they are gone, disabled or revoked. */
  async find(stored: StoredCaller): Promise<Caller | undefined> {
    if (stored.kind === 'system') return systemFor({ actor: stored.actor });
    if (stored.kind === 'application') return this.application(stored.clientId, stored.permissions);
    const standing = await this.users.find(stored.userId);
    if (standing === undefined) return undefined;
    const caller: UserCaller = {
      ...standing.caller,
      ...(stored.scope === undefined ? {} : { scope: new Set(stored.scope) }),
      ...(stored.cameras === undefined ? {} : { cameras: stored.cameras }),
    };
    return caller;
  }

  private async application(
    clientId: string,
    permissions: readonly Permission[],
  ): Promise<ApplicationCaller | undefined> {
    const found = await this.applications.find(clientId);
    if (found === undefined || found.revoked) return undefined;
    const { id: applicationId, name, level, organizationId } = found;
    return {
      kind: 'application',
      applicationId,
      clientId,
      name,
      level,
      organizationId,
      permissions: new Set(permissions),
    };
  }
}
