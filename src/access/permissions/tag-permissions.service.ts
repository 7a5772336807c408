import { AuditLogService } from '#audit';
import { type Caller, doneBy } from '#auth';
import { DomainError, notFound } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { effectiveFlags } from '../organizations/membership-flags.js';
import { effectiveFolderRights } from './effective-folder-rights.js';
import { assertMayGrant, lastingRights, lockUser, mergedRights, type PeriodicRights } from './grants.js';
import { mergedPeriod } from './period.js';
import { removePermission } from './remove-permission.js';

/** All cameras of an organization that have a tag. */
export interface TaggedCameras {
  readonly organizationId: number;
  /** Folded already. */
  readonly tag: string;
}

/**
 * Permissions of single users on all cameras of an organization that have a tag, also those that get it later; managed by
 * members who may edit users, owners and superusers. Any camera may get the tag, so nobody gives on it what they do not hold
 * on the whole organization.
 */
@Injectable()
export class TagPermissionsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * Sets the named rights; `canView` when nothing is named.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (user), object.forbidden,
   *   object.invalid (dvrDepthLimitSeconds; validUntil)
   */
  async set(caller: Caller, on: TaggedCameras, userId: number, named: Partial<PeriodicRights>): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await assertManages(manager, caller, on.organizationId);
      await lockUser(manager, userId);
      const mine = await effectiveFolderRights(manager, caller, await rootOf(manager, on.organizationId));
      const before = await read(manager, on, userId);
      const wanted = { ...mergedRights(before, named), ...mergedPeriod(before, named, mine.endsAt, 'grant') };
      assertMayGrant(mine, wanted, lastingRights(before, wanted, mine.endsAt, 'grant'), 'grant');
      await write(manager, on, userId, wanted);
      await this.audit.recordIn(manager, {
        event: 'privilege_permissions_changed',
        ...doneBy(caller),
        subject: `organization:${on.organizationId}`,
        reason: `permission of user:${userId} on tag ${on.tag} set`,
      });
    });
  }

  /** @throws DomainError organization.not-found, organization.forbidden, object.not-found (grant) */
  async remove(caller: Caller, on: TaggedCameras, userId: number): Promise<void> {
    await assertManages(this.dataSource.manager, caller, on.organizationId);
    await removePermission(
      this.dataSource,
      this.audit,
      `delete from tag_permissions where organization_id = $1 and tag = $2 and user_id = $3::bigint returning user_id`,
      [on.organizationId, on.tag, userId],
      {
        event: 'privilege_permissions_changed',
        ...doneBy(caller),
        subject: `organization:${on.organizationId}`,
        reason: `permission of user:${userId} on tag ${on.tag} removed`,
      },
      () => notFound('grant', 'tag permission'),
    );
  }
}

async function assertManages(manager: EntityManager, caller: Caller, organizationId: number): Promise<void> {
  const { canEditUsers } = await effectiveFlags(manager, caller, organizationId);
  // A credential for chosen cameras opens nothing beside them, and a tag may be on any camera.
  if (!canEditUsers || caller.cameras !== undefined)
    throw new DomainError('organization.forbidden', `edits no users of ${organizationId}`, { object: 'organization' });
}

async function rootOf(manager: EntityManager, organizationId: number): Promise<number> {
  const [root] = await manager.query<{ readonly id: number }[]>(
    'select f.id from folders f where f.organization_id = $1::bigint and f.parent_id is null',
    [organizationId],
  );
  return root?.id ?? 0;
}

async function read(
  manager: EntityManager,
  { organizationId, tag }: TaggedCameras,
  userId: number,
): Promise<PeriodicRights | undefined> {
  const [found] = await manager.query<PeriodicRights[]>(
    `select p.can_view as "canView", p.can_view_dvr as "canViewDvr", p.can_use_ptz as "canUsePtz",
       p.dvr_depth_limit as "dvrDepthLimitSeconds", p.valid_from as "validFrom", p.valid_until as "validUntil"
     from tag_permissions p where p.organization_id = $1 and p.tag = $2 and p.user_id = $3::bigint`,
    [organizationId, tag, userId],
  );
  return found;
}

async function write(
  manager: EntityManager,
  { organizationId, tag }: TaggedCameras,
  userId: number,
  rights: PeriodicRights,
): Promise<void> {
  await manager.query(
    `insert into tag_permissions
       (user_id, organization_id, tag, can_view, can_view_dvr, can_use_ptz, dvr_depth_limit, valid_from, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (user_id, organization_id, tag) do update set can_view = excluded.can_view,
       can_view_dvr = excluded.can_view_dvr, can_use_ptz = excluded.can_use_ptz,
       dvr_depth_limit = excluded.dvr_depth_limit, valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
    [
      userId,
      organizationId,
      tag,
      rights.canView,
      rights.canViewDvr,
      rights.canUsePtz,
      rights.dvrDepthLimitSeconds,
      rights.validFrom,
      rights.validUntil,
    ],
  );
}
