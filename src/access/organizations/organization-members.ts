import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { auditName, type Caller, isSuperuser } from '#auth';
import { type Page } from '#lists';
import { isReference, isRowId } from '#database';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Scope,
  SqlParameters,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { manageableUsers } from '../people/account-control.js';
import { addMember, type Joined } from './add-member.js';
import { effectiveFlags } from './effective-flags.js';
import { flagColumns } from './membership-flags.js';
import type { MembershipFlags, OrganizationMember } from './organization.js';
import { flagsJson } from './organization-rows.js';

export type MemberField = 'userId' | 'login' | 'fullName' | 'email' | keyof MembershipFlags;

const field = (sql: string, type: FieldType, nullable = false): ListField => ({ sql, type, nullable });
const flagFields = Object.fromEntries(
  Object.entries(flagColumns).map(([flag, column]) => [
    flag,
    field(`(m.${column} or o.owner_id is not distinct from m.user_id)`, 'boolean'),
  ]),
) as Readonly<Record<keyof MembershipFlags, ListField>>;

const memberSource = (caller: Caller): ListSource<MemberField> => ({
  name: 'members of an organization',
  from: 'memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id',
  fields: {
    userId: field('m.user_id', 'integer'),
    login: field(loginOfKnown(caller), 'text'),
    fullName: field(ofKnown(caller, 'u.full_name'), 'text', true),
    email: field(ofKnown(caller, 'u.email'), 'text', true),
    ...flagFields,
  },
  key: 'userId',
  search: ['login', 'fullName', 'email'],
});

const isOwner = 'o.owner_id is not distinct from m.user_id';
const memberColumns = (caller: Caller): Readonly<Record<keyof OrganizationMember, string>> => ({
  userId: 'm.user_id',
  login: loginOfKnown(caller),
  fullName: ofKnown(caller, 'u.full_name'),
  email: ofKnown(caller, 'u.email'),
  isOwner,
  flags: `case when ${isOwner} then (select jsonb_object_agg(key, true) from jsonb_object_keys(${flagsJson('m')}) key)
    else ${flagsJson('m')} end`,
  folders: `coalesce((select jsonb_agg(jsonb_build_object('folderId', p.folder_id, 'canView', p.can_view,
      'canViewDvr', p.can_view_dvr, 'canUsePtz', p.can_use_ptz, 'canUseActions', p.can_use_actions,
      'dvrDepthLimitSeconds', p.dvr_depth_limit) order by p.folder_id)
    from folder_permissions p join folders f on f.id = p.folder_id
    where p.user_id = m.user_id and f.organization_id = m.organization_id), '[]'::jsonb)`,
});

/** Somebody whom a manager just added by their number has not told them who they are. */
function ofKnown(caller: Caller, column: string): string {
  return isSuperuser(caller) ? column : `case when m.joined <> 'added' then ${column} end`;
}

function loginOfKnown(caller: Caller): string {
  return isSuperuser(caller) ? 'u.login' : `case when m.joined <> 'added' then u.login else 'user-' || u.id end`;
}

/** Who belongs to an organization, for those who may edit its users. */
@Injectable()
export class OrganizationMembers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
  ) {}

  async list(
    caller: Caller,
    id: number,
    query: ListQuery<MemberField>,
    page: Page,
  ): Promise<ListPage<OrganizationMember>> {
    await assertEditsUsers(this.dataSource.manager, caller, id);
    return this.lists.page<MemberField, OrganizationMember>(
      memberSource(caller),
      memberColumns(caller),
      of(id),
      query,
      page,
    );
  }

  async count(caller: Caller, id: number, query: ListQuery<MemberField>): Promise<number> {
    await assertEditsUsers(this.dataSource.manager, caller, id);
    return this.lists.count(memberSource(caller), of(id), query);
  }

  async get(caller: Caller, id: number, userId: number): Promise<OrganizationMember> {
    const one: ListQuery<MemberField> = { where: [{ operator: 'in', field: 'userId', values: [userId] }] };
    const { items } = await this.list(caller, id, one, { limit: 1 });
    return items[0] ?? noMember(userId);
  }

  async set(
    caller: Caller,
    id: number,
    userId: number,
    flags: MembershipFlags,
    folderIds?: readonly number[],
    isNewAccount = false,
  ): Promise<OrganizationMember> {
    if (!isRowId(userId)) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
    await this.dataSource
      .transaction(async (manager) => {
        const held = await assertEditsUsers(manager, caller, id);
        const joined = isNewAccount ? 'kept' : await joinedThrough(manager, caller, userId);
        if (joined === 'added' && !isSame(caller, userId)) await assertBelongs(manager, id, userId);
        await addMember(manager, id, userId, joined);
        const before = await lockMember(manager, id, userId);
        if (before.isOwner && !isSuperuser(caller) && !isSame(caller, userId))
          throw new DomainError('object.forbidden', "the owner's membership", { object: 'membership' });
        assertHeld(held, before.flags, flags);
        await writeFlags(manager, id, userId, flags);
        if (folderIds !== undefined) await writeFolders(manager, { id, userId, folderIds }, held);
      })
      .catch((error: unknown) => {
        throw isReference(error) ? new DomainError('object.not-found', `user ${userId}`, { object: 'user' }) : error;
      });
    this.note(caller, id, userId, 'set');
    return this.get(caller, id, userId);
  }

  async remove(caller: Caller, id: number, userId: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await assertEditsUsers(manager, caller, id);
      const { isOwner: owns } = await lockMember(manager, id, userId);
      if (owns) throw new DomainError('object.forbidden', 'the owner stays', { object: 'membership' });
      const place = [userId, id];
      await manager.query('delete from memberships where user_id = $1 and organization_id = $2', place);
      await manager.query(
        `delete from folder_permissions p using folders f
         where p.user_id = $1 and f.id = p.folder_id and f.organization_id = $2`,
        place,
      );
      await manager.query(
        `delete from camera_permissions p using cameras c
         where p.user_id = $1 and c.id = p.camera_id and c.organization_id = $2`,
        place,
      );
    });
    this.note(caller, id, userId, 'removed');
  }

  private note(caller: Caller, id: number, userId: number, deed: string): void {
    this.audit.record({
      event: 'privilege_permissions_changed',
      actor: auditName(caller),
      subject: `organization:${id}`,
      reason: `membership of user:${userId} ${deed}`,
    });
  }
}

function of(id: number): Scope {
  return (sql) => `m.organization_id = ${sql.add(id)}::bigint`;
}

/** Who does not keep an account already, does not come to keep it by adding the person. */
async function joinedThrough(manager: EntityManager, caller: Caller, userId: number): Promise<Joined> {
  const sql = new SqlParameters();
  const [found] = await manager.query<{ readonly kept: boolean }[]>(
    `select ${manageableUsers(caller, sql)} as kept from users u where u.id = ${sql.add(userId)}`,
    sql.values,
  );
  return found?.kept === true ? 'kept' : 'added';
}

/**
 * Whoever is no member of an organization comes by invitation: nobody is added whose account the caller does not keep. A
 * stranger answers as somebody who is not there.
 */
async function assertBelongs(manager: EntityManager, id: number, userId: number): Promise<void> {
  const found = await manager.query<unknown[]>(
    `select from memberships m where m.organization_id = $1::bigint and m.user_id = $2::bigint
     union all select from organizations o where o.id = $1::bigint and o.owner_id = $2::bigint`,
    [id, userId],
  );
  if (found.length === 0) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
}

/** The caller's own flags. @throws DomainError organization.not-found, organization.forbidden */
async function assertEditsUsers(
  manager: EntityManager,
  caller: Caller,
  id: number,
): Promise<Required<MembershipFlags>> {
  const held = await effectiveFlags(manager, caller, id);
  const subject = `organization ${id}`;
  if (held === undefined) throw new DomainError('organization.not-found', subject, { object: 'organization' });
  if (!held.canEditUsers) throw new DomainError('organization.forbidden', subject, { object: 'organization' });
  return held;
}

async function lockMember(
  manager: EntityManager,
  id: number,
  userId: number,
): Promise<{ readonly isOwner: boolean; readonly flags: MembershipFlags }> {
  const [found] = await manager.query<{ readonly isOwner: boolean; readonly flags: MembershipFlags }[]>(
    `select ${isOwner} as "isOwner", ${flagsJson('m')} as flags
     from memberships m join organizations o on o.id = m.organization_id
     where m.organization_id = $1::bigint and m.user_id = $2::bigint for update of m`,
    [id, userId],
  );
  return found ?? noMember(userId);
}

/** Nobody gives a flag they do not hold; one that somebody has already may stay. */
function assertHeld(held: Required<MembershipFlags>, before: MembershipFlags, wanted: MembershipFlags): void {
  for (const [flag, value] of Object.entries(wanted)) {
    const name = flag as keyof MembershipFlags;
    if (value === true && !held[name] && before[name] !== true)
      throw new DomainError('object.forbidden', `gives ${flag}`, { object: 'membership' });
  }
}

async function writeFlags(manager: EntityManager, id: number, userId: number, flags: MembershipFlags): Promise<void> {
  const named = Object.entries(flagColumns).filter(([flag]) => flags[flag as keyof MembershipFlags] !== undefined);
  if (named.length === 0) return;
  const assignments = named.map(([, column], index) => `${column} = $${index + 3}`);
  await manager.query(`update memberships set ${assignments.join(', ')} where organization_id = $1 and user_id = $2`, [
    id,
    userId,
    ...named.map(([flag]) => flags[flag as keyof MembershipFlags]),
  ]);
}

/**
 * The folders named may be viewed and keep their other rights; permissions on others of the organization end. What slept
 * in a permission that let nobody view does not wake up for somebody who does not hold it.
 */
async function writeFolders(
  manager: EntityManager,
  { id, userId, folderIds }: { readonly id: number; readonly userId: number; readonly folderIds: readonly number[] },
  held: Required<MembershipFlags>,
): Promise<void> {
  if (folderIds.length > 0 && !held.canViewStreams)
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
  const kept = '(p.can_view or $4)';
  await manager.query(
    `insert into folder_permissions as p (user_id, folder_id, can_view) select $2, f.id, true from folders f
     where f.organization_id = $1 and f.id = any($3::bigint[])
     on conflict (user_id, folder_id) do update set can_view = true,
       can_use_ptz = p.can_use_ptz and ${kept}, can_use_actions = p.can_use_actions and ${kept}`,
    [id, userId, folderIds, held.canEditStreams],
  );
}

function isSame(caller: Caller, userId: number): boolean {
  return caller.kind === 'user' && caller.userId === userId;
}

function noMember(userId: number): never {
  throw new DomainError('object.not-found', `member ${userId}`, { object: 'membership' });
}
