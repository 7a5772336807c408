import { type AuditEvent, AuditLogService } from '#audit';
import { doneBy, type Caller, isSuperuser } from '#auth';
import { isReference, isRowId } from '#database';
import { DomainError } from '#errors';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  type Scope,
  SqlParameters,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { manageableUsers } from '../people/account-control.js';
import { always, assertEndsWithin, isWithin, mergedPeriod, type Period } from '../permissions/period.js';
import { effectiveFlags, endOfMembership, flagColumns, flagsJson, forEachFlag } from './membership-flags.js';
import { MembershipEntity, type MembershipOrigin, membershipOrigins } from './membership.entity.js';
import type { MembershipFlags, OrganizationMember } from './organization.js';

export type MemberField = 'userId' | 'login' | 'fullName' | 'email' | keyof MembershipFlags;

const field = (sql: string, type: FieldType, nullable = false): ListField => ({ sql, type, nullable });
const isOwner = 'o.owner_id is not distinct from m.user_id';

const memberSource = (caller: Caller): ListSource<MemberField> => ({
  name: 'members of an organization',
  from: 'memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id',
  fields: {
    userId: field('m.user_id', 'integer'),
    login: field(memberLogin(caller), 'text'),
    fullName: field(ofAcquainted(caller, 'u.full_name'), 'text', true),
    email: field(ofAcquainted(caller, 'u.email'), 'text', true),
    ...forEachFlag((_, column) => field(`(m.${column} or ${isOwner})`, 'boolean')),
  },
  key: 'userId',
  search: ['login', 'fullName', 'email'],
});

const memberColumns = (caller: Caller): Readonly<Record<keyof OrganizationMember, string>> => ({
  userId: 'm.user_id',
  login: memberLogin(caller),
  fullName: ofAcquainted(caller, 'u.full_name'),
  email: ofAcquainted(caller, 'u.email'),
  isOwner,
  flags: `case when ${isOwner} then (select jsonb_object_agg(key, true) from jsonb_object_keys(${flagsJson('m')}) key)
    else ${flagsJson('m')} end`,
  folders: `coalesce((select jsonb_agg(jsonb_build_object('folderId', p.folder_id, 'canView', p.can_view,
      'canViewDvr', p.can_view_dvr, 'canUsePtz', p.can_use_ptz, 'canUseActions', p.can_use_actions,
      'dvrDepthLimitSeconds', p.dvr_depth_limit) order by p.folder_id)
    from folder_permissions p join folders f on f.id = p.folder_id
    where p.user_id = m.user_id and f.organization_id = m.organization_id), '[]'::jsonb)`,
});

/** Null for a member whom a manager added by number: that does not reveal who the person is. */
function ofAcquainted(caller: Caller, column: string): string {
  return isSuperuser(caller) ? column : `case when m.joined <> '${membershipOrigins.added}' then ${column} end`;
}

function memberLogin(caller: Caller): string {
  if (isSuperuser(caller)) return 'u.login';
  return `case when m.joined <> '${membershipOrigins.added}' then u.login else 'user-' || u.id end`;
}

/** The members of an organization, for those who may edit its users. */
@Injectable()
export class OrganizationMembersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError organization.not-found, organization.forbidden */
  async list(
    caller: Caller,
    id: number,
    query: ListQuery<MemberField>,
    page: Page,
  ): Promise<ListPage<OrganizationMember>> {
    await this.assertEditsUsers(caller, id);
    return this.lists.page<MemberField, OrganizationMember>(
      memberSource(caller),
      memberColumns(caller),
      of(id),
      query,
      page,
    );
  }

  /** @throws DomainError organization.not-found, organization.forbidden */
  async count(caller: Caller, id: number, query: ListQuery<MemberField>): Promise<number> {
    await this.assertEditsUsers(caller, id);
    return this.lists.count(memberSource(caller), of(id), query);
  }

  /** @throws DomainError organization.not-found, organization.forbidden, object.not-found (membership) */
  async get(caller: Caller, id: number, userId: number): Promise<OrganizationMember> {
    const one: ListQuery<MemberField> = { where: [{ operator: 'in', field: 'userId', values: [userId] }] };
    const { items } = await this.list(caller, id, one, { limit: 1 });
    return items[0] ?? noMember(userId);
  }

  /**
   * Sets the named flags of a membership, and creates it where there is none: superusers for anybody, others for accounts
   * that they manage; everybody else joins by invitation, and is answered like a user who does not exist. Nobody gives a
   * flag they do not hold, nor one for longer than they hold it, and only superusers and the owner change the owner's.
   * @param options.validFrom from when it is in force; left out, the period stays as it is. Not the owner's, which has none
   * @param options.folderIds the folders of the organization that the member may view, in the same transaction: those named get
   *   `canView` and keep their other rights, permissions on others of its folders end; left out, all stay
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (user; folder), object.forbidden, object.invalid (validUntil),
   *   limit.reached
   */
  async set(
    caller: Caller,
    id: number,
    userId: number,
    flags: MembershipFlags,
    { folderIds, ...period }: Partial<Period> & { readonly folderIds?: readonly number[] | undefined } = {},
  ): Promise<OrganizationMember> {
    return this.write(caller, id, userId, { flags, folderIds, period });
  }

  /** A membership where there is none. @throws DomainError object.taken; as `set` */
  async add(
    caller: Caller,
    id: number,
    userId: number,
    flags: MembershipFlags,
    period: Partial<Period> = {},
  ): Promise<OrganizationMember> {
    return this.write(caller, id, userId, { flags, period, isNew: true });
  }

  /** The membership of an account that the caller has just created, and so manages. @throws DomainError as `set` */
  async setForNewAccount(
    caller: Caller,
    id: number,
    userId: number,
    flags: MembershipFlags,
  ): Promise<OrganizationMember> {
    return this.write(caller, id, userId, { flags, isNewAccount: true });
  }

  /**
   * Ends a membership with its permissions on folders, cameras and tags of the organization; the owner's stays.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (membership), object.forbidden
   */
  async remove(caller: Caller, id: number, userId: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.assertEditsUsers(caller, id, manager);
      const { isOwner: owns } = await lockMember(manager, id, userId);
      if (owns) throw new DomainError('object.forbidden', 'the owner stays', { object: 'membership' });
      await manager.delete(MembershipEntity, { userId, organizationId: id });
      const keys = [userId, id];
      await manager.query(
        `delete from folder_permissions p using folders f
         where p.user_id = $1 and f.id = p.folder_id and f.organization_id = $2`,
        keys,
      );
      await manager.query(
        `delete from camera_permissions p using cameras c
         where p.user_id = $1 and c.id = p.camera_id and c.organization_id = $2`,
        keys,
      );
      await manager.query('delete from tag_permissions where user_id = $1 and organization_id = $2', keys);
      await this.audit.recordIn(manager, changed(caller, id, userId, 'removed'));
    });
  }

  /** The caller's own flags. @throws DomainError organization.not-found, organization.forbidden */
  async assertEditsUsers(
    caller: Caller,
    id: number,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Required<MembershipFlags>> {
    const mine = await effectiveFlags(manager, caller, id);
    if (!mine.canEditUsers)
      throw new DomainError('organization.forbidden', `organization ${id}`, { object: 'organization' });
    return mine;
  }

  private async write(
    caller: Caller,
    id: number,
    userId: number,
    {
      flags,
      folderIds,
      period = {},
      isNewAccount = false,
      isNew = false,
    }: {
      readonly flags: MembershipFlags;
      readonly folderIds?: readonly number[] | undefined;
      readonly period?: Partial<Period>;
      readonly isNewAccount?: boolean;
      readonly isNew?: boolean;
    },
  ): Promise<OrganizationMember> {
    if (!isRowId(userId)) throw noUser(userId);
    await this.dataSource
      .transaction(async (manager) => {
        const mine = await this.assertEditsUsers(caller, id, manager);
        const origin = isNewAccount ? membershipOrigins.managed : await originThrough(manager, caller, userId);
        if (origin === membershipOrigins.added && !isSame(caller, userId)) await assertBelongs(manager, id, userId);
        const joined = await joinOrganization(manager, id, userId, origin);
        if (isNew && !joined) throw new DomainError('object.taken', `member ${userId}`, { object: 'membership' });
        const before = await lockMember(manager, id, userId);
        if (before.isOwner && !isSuperuser(caller) && !isSame(caller, userId))
          throw new DomainError('object.forbidden', "the owner's membership", { object: 'membership' });
        const giverEnds = await endOfMembership(manager, caller, id);
        const wanted = mergedPeriod(joined ? undefined : before, period, giverEnds, 'membership');
        if (before.isOwner && !isWithin(always, wanted))
          throw new DomainError('object.forbidden', 'an owner owns without end', { object: 'membership' });
        const lasts = isWithin(wanted, before) && !joined;
        assertMayGive(mine, lasts ? before.flags : {}, { ...(lasts ? {} : before.flags), ...flags });
        if (!lasts || !givesAll(before.flags, flags)) assertEndsWithin(wanted, giverEnds, 'membership');
        await writeMembership(manager, id, userId, { ...flags, ...wanted });
        if (folderIds !== undefined) await writeFolders(manager, { id, userId, folderIds }, mine, giverEnds);
        // Administering is not watching: an administrator who wants to watch makes themselves a member, and that is seen.
        const deed = isSuperuser(caller) && isSame(caller, userId) ? 'set by themselves, as an administrator' : 'set';
        await this.audit.recordIn(manager, changed(caller, id, userId, deed));
      })
      .catch((error: unknown) => {
        throw isReference(error) ? noUser(userId) : error;
      });
    return this.get(caller, id, userId);
  }
}

function changed(caller: Caller, id: number, userId: number, deed: string): AuditEvent {
  return {
    event: 'privilege_permissions_changed',
    ...doneBy(caller),
    subject: `organization:${id}`,
    reason: `membership of user:${userId} ${deed}`,
  };
}

/**
 * Makes a user a member without flags, unless they are one; answers whether they were none. The organization's row stays locked until the transaction
 * ends, so that of many who join at once no more get in than its limit allows.
 * @throws DomainError organization.not-found, limit.reached
 */
export async function joinOrganization(
  manager: EntityManager,
  organizationId: number,
  userId: number,
  origin: MembershipOrigin,
): Promise<boolean> {
  const [organization] = await manager.query<{ readonly userLimit: number | null }[]>(
    'select user_limit as "userLimit" from organizations where id = $1 for no key update',
    [organizationId],
  );
  if (organization === undefined)
    throw new DomainError('organization.not-found', `organization ${organizationId}`, { object: 'organization' });
  const joined = await manager.query<unknown[]>(
    `insert into memberships (user_id, organization_id, joined) values ($1, $2, $3)
     on conflict do nothing returning user_id`,
    [userId, organizationId, origin],
  );
  if (joined.length === 0) return false;
  const members = await manager.countBy(MembershipEntity, { organizationId });
  if (organization.userLimit !== null && members > organization.userLimit)
    throw new DomainError('limit.reached', `organization ${organizationId} has ${members - 1} members`, {
      object: 'membership',
    });
  return true;
}

function of(id: number): Scope {
  return (sql) => `m.organization_id = ${sql.add(id)}::bigint`;
}

/** Adding a person to an organization does not make their account one that the caller manages. */
async function originThrough(manager: EntityManager, caller: Caller, userId: number): Promise<MembershipOrigin> {
  const sql = new SqlParameters();
  const [found] = await manager.query<{ readonly manageable: boolean }[]>(
    `select ${manageableUsers(caller, sql)} as manageable from users u where u.id = ${sql.add(userId)}`,
    sql.values,
  );
  return found?.manageable === true ? membershipOrigins.managed : membershipOrigins.added;
}

/**
 * Only a member or the owner: nobody else is added whose account the caller does not manage; they join by invitation. A
 * stranger is answered like a user who does not exist.
 */
async function assertBelongs(manager: EntityManager, id: number, userId: number): Promise<void> {
  const found = await manager.query<unknown[]>(
    `select from memberships m where m.organization_id = $1::bigint and m.user_id = $2::bigint
     union all select from organizations o where o.id = $1::bigint and o.owner_id = $2::bigint`,
    [id, userId],
  );
  if (found.length === 0) throw noUser(userId);
}

type Locked = Period & { readonly isOwner: boolean; readonly flags: MembershipFlags };

async function lockMember(manager: EntityManager, id: number, userId: number): Promise<Locked> {
  const [found] = await manager.query<Locked[]>(
    `select ${isOwner} as "isOwner", ${flagsJson('m')} as flags, m.valid_from as "validFrom", m.valid_until as "validUntil"
     from memberships m join organizations o on o.id = m.organization_id
     where m.organization_id = $1::bigint and m.user_id = $2::bigint for update of m`,
    [id, userId],
  );
  return found ?? noMember(userId);
}

/** Nobody gives a flag they do not hold; one that the member has already may stay. */
function assertMayGive(mine: Required<MembershipFlags>, before: MembershipFlags, wanted: MembershipFlags): void {
  for (const [flag, value] of Object.entries(wanted)) {
    const name = flag as keyof MembershipFlags;
    if (value === true && !mine[name] && before[name] !== true)
      throw new DomainError('object.forbidden', `gives ${flag}`, { object: 'membership' });
  }
}

function givesAll(flags: MembershipFlags, wanted: MembershipFlags): boolean {
  // The border where the names of an object's own properties are those of its type.
  const names = Object.keys(wanted) as readonly (keyof MembershipFlags)[];
  return names.every((flag) => wanted[flag] !== true || flags[flag] === true);
}

async function writeMembership(
  manager: EntityManager,
  id: number,
  userId: number,
  { validFrom, validUntil, ...flags }: MembershipFlags & Period,
): Promise<void> {
  const named = Object.keys(flagColumns).filter((flag) => flags[flag as keyof MembershipFlags] !== undefined);
  const values = Object.fromEntries(named.map((flag) => [flag, flags[flag as keyof MembershipFlags]]));
  await manager.update(MembershipEntity, { organizationId: id, userId }, { ...values, validFrom, validUntil });
}

/**
 * The folders named may be viewed and keep their other rights; permissions on others of the organization end. Rights in a
 * permission that did not let its user view were without effect, and only a caller who holds them revives them.
 */
async function writeFolders(
  manager: EntityManager,
  { id, userId, folderIds }: { readonly id: number; readonly userId: number; readonly folderIds: readonly number[] },
  mine: Required<MembershipFlags>,
  giverEnds: Date | null,
): Promise<void> {
  if (folderIds.length > 0 && !mine.canViewStreams)
    throw new DomainError('object.forbidden', 'gives folders', { object: 'folder-permission' });
  const [{ found } = { found: 0 }] = await manager.query<{ readonly found: number }[]>(
    'select count(*)::integer as found from folders where organization_id = $1 and id = any($2::bigint[])',
    [id, folderIds],
  );
  if (found !== new Set(folderIds).size) throw new DomainError('object.not-found', 'folder', { object: 'folder' });
  await manager.query(
    `delete from folder_permissions p using folders f
     where p.user_id = $2 and f.id = p.folder_id and f.organization_id = $1 and not f.id = any($3::bigint[])`,
    [id, userId, folderIds],
  );
  const isEffective = '(p.can_view or $4)';
  await manager.query(
    `insert into folder_permissions as p (user_id, folder_id, can_view, valid_until) select $2, f.id, true, $5::timestamptz
     from folders f
     where f.organization_id = $1 and f.id = any($3::bigint[])
     on conflict (user_id, folder_id) do update set can_view = true,
       can_use_ptz = p.can_use_ptz and ${isEffective}, can_use_actions = p.can_use_actions and ${isEffective}`,
    [id, userId, folderIds, mine.canEditStreams, giverEnds],
  );
}

function isSame(caller: Caller, userId: number): boolean {
  return caller.kind === 'user' && caller.userId === userId;
}

function noUser(userId: number): DomainError {
  return new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
}

function noMember(userId: number): never {
  throw new DomainError('object.not-found', `member ${userId}`, { object: 'membership' });
}
