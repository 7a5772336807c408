import { type AuditEvent, AuditLogService } from '#audit';
import {
  doneBy,
  ApiKeysService,
  type Caller,
  isAdministrator,
  isSuperuser,
  type NewUser,
  type UserChange,
  UsersService,
} from '#auth';
import { isReference, isRowId } from '#database';
import { DomainError } from '#errors';
import { type ListPage, type ListQuery, ListsService, type Page, type Scope, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { personOf } from '../organizations/membership-flags.js';
import { OrganizationMembersService } from '../organizations/organization-members.service.js';
import type { MembershipFlags, OwnedOrganizations } from '../organizations/organization.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import { userEditableOrganizations, visibleOrganizations } from '../organizations/visible-organizations.js';
import { controllableUsers, profileVisible, visibleUsers } from './account-control.js';
import {
  type ManagedUser,
  organizationsJson,
  toManagedUser,
  userColumns,
  type UserField,
  type UserOrganization,
  type UserRow,
  userSource,
} from './user-rows.js';

/** Where a new account belongs. */
export interface UserMembership {
  /** Absent: the first organization where the caller may edit users; for superusers the default one. */
  readonly organizationId?: number;
  readonly flags?: MembershipFlags;
}

/**
 * Accounts as managers keep them: superusers all of them, members who may edit users those of their organizations. An
 * account's own data (password, login, level, being disabled, API key) is a manager's only when every organization of
 * that user is: who controls an account holds its rights. Domain administrators do not touch administrators.
 */
@Injectable()
export class ManagedUsersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly users: UsersService,
    private readonly apiKeys: ApiKeysService,
    private readonly organizations: OrganizationsService,
    private readonly members: OrganizationMembersService,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError object.forbidden for callers who may edit users nowhere */
  async assertManages(caller: Caller): Promise<void> {
    if (!isSuperuser(caller)) await this.defaultOrganization(caller);
  }

  /**
   * @param organizationId only its members
   * @throws DomainError organization.not-found, organization.forbidden; of a list
   */
  async list(
    caller: Caller,
    query: ListQuery<UserField>,
    page: Page,
    organizationId?: number,
  ): Promise<ListPage<ManagedUser>> {
    const scope = await this.scope(caller, organizationId);
    // The id stands in the text: the columns come before the parameters of the scope.
    const me = String(personOf(caller));
    const visible = isSuperuser(caller) ? 'true' : `(u.id = ${me} or o.id in (${userEditableOrganizations(me)}))`;
    const found = await this.lists.page<UserField, UserRow>(
      userSource(caller),
      userColumns(visible),
      scope,
      query,
      page,
    );
    return { ...found, items: found.items.map(toManagedUser) };
  }

  async count(caller: Caller, query: ListQuery<UserField>, organizationId?: number): Promise<number> {
    return this.lists.count(userSource(caller), await this.scope(caller, organizationId), query);
  }

  /** Also for the user themselves. @throws DomainError object.not-found (user) */
  async get(caller: Caller, id: number): Promise<ManagedUser> {
    const sql = new SqlParameters();
    const isOwn = caller.kind === 'user' && caller.userId === id;
    const visible = isOwn ? 'true' : editableUsersIn(caller, sql);
    const columns = Object.entries(userColumns(visible)).map(([name, column]) => `${column} as "${name}"`);
    const [row] = await this.dataSource.query<UserRow[]>(
      `select ${columns.join(', ')}
       from users u cross join lateral (select ${profileVisible(caller, sql)} as visible) profile
       where u.id = ${sql.add(id)}::bigint and ${visibleUsers(caller, sql)}`,
      sql.values,
    );
    return row === undefined ? notFound(id) : toManagedUser(row);
  }

  /**
   * Makes an account and its membership, without flags unless given.
   * @throws DomainError object.forbidden, organization.not-found, organization.forbidden, limit.reached; of a list
   *   login.taken, password.unacceptable, account.invalid
   */
  async create(
    caller: Caller,
    draft: NewUser,
    place: UserMembership = {},
  ): Promise<{ readonly user: ManagedUser; readonly password: string }> {
    assertMayGiveLevel(caller, draft.accessLevel);
    assertMayLink(caller, draft);
    const organizationId = place.organizationId ?? (await this.defaultOrganization(caller));
    // Before anything is written: a caller who may not add members creates no account.
    await this.members.assertEditsUsers(caller, organizationId);
    const { user, password } = await this.users.create({ ...draft, ...temporary(caller, draft) }, doneBy(caller));
    try {
      await this.members.setForNewAccount(caller, organizationId, user.id, place.flags ?? {});
    } catch (error) {
      await this.users.remove(user.id, doneBy(caller));
      throw error;
    }
    return { user: await this.get(caller, user.id), password };
  }

  /** @throws DomainError object.not-found, object.forbidden; login.taken, password.unacceptable, account.invalid */
  async update(caller: Caller, id: number, change: UserChange): Promise<ManagedUser> {
    await this.assertControls(caller, id);
    assertMayGiveLevel(caller, change.accessLevel);
    assertMayLink(caller, change);
    await this.users.update(id, { ...change, ...temporary(caller, change, id) }, doneBy(caller));
    return this.get(caller, id);
  }

  /**
   * Nobody removes themselves.
   * @param owned what becomes of the organizations that they own
   * @throws DomainError object.not-found, object.forbidden, owner.needed, object.invalid (newOwnerId)
   */
  async remove(caller: Caller, id: number, owned: OwnedOrganizations = {}): Promise<void> {
    await this.assertControls(caller, id);
    if (caller.kind === 'user' && caller.userId === id)
      throw new DomainError('object.forbidden', 'nobody removes themselves', { object: 'user' });
    const { newOwnerId } = owned;
    if (newOwnerId !== undefined && !isRowId(newOwnerId)) throw noSuchOwner();
    const by = doneBy(caller);
    const reason = newOwnerId === undefined ? 'organization removed with its owner' : `owner user:${newOwnerId}`;
    await this.users
      .remove(id, by, async (manager) => {
        const organizations = await this.organizations.removeOwner(manager, id, owned).catch((error: unknown) => {
          throw isReference(error) ? noSuchOwner() : error;
        });
        const events = organizations.map((one): AuditEvent => ({
          event: 'authz_change',
          ...by,
          subject: `organization:${one}`,
          reason,
        }));
        await this.audit.recordIn(manager, ...events);
      })
      .catch((error: unknown) => {
        // Somebody made them an owner at the same moment.
        throw isReference(error) ? new DomainError('owner.needed', `user ${id}`, { object: 'user' }) : error;
      });
  }

  /** The key, undefined where there is none. @throws DomainError object.not-found, object.forbidden */
  async apiKey(caller: Caller, id: number): Promise<string | undefined> {
    await this.assertControls(caller, id);
    return this.apiKeys.reveal(id, doneBy(caller));
  }

  /** @throws DomainError object.not-found, object.forbidden */
  async renewApiKey(caller: Caller, id: number): Promise<string> {
    await this.assertControls(caller, id);
    return this.apiKeys.create(id, doneBy(caller));
  }

  /** Whether the caller may control the account. @throws DomainError object.not-found, object.forbidden */
  async assertControls(caller: Caller, id: number): Promise<void> {
    const sql = new SqlParameters();
    const controlled = controllableUsers(caller, sql);
    const [row] = await this.dataSource.query<{ readonly controlled: boolean }[]>(
      `select ${controlled} as controlled from users u
       where u.id = ${sql.add(id)}::bigint and ${visibleUsers(caller, sql)}`,
      sql.values,
    );
    if (row === undefined) notFound(id);
    if (!row.controlled) throw new DomainError('object.forbidden', `account ${id}`, { object: 'user' });
  }

  /**
   * The organizations of a user, by id; for others than the user those that the caller sees.
   * @param canEdit only those where the caller may edit users (true) or may not (false)
   * @throws DomainError object.not-found (user)
   */
  async organizationsOf(caller: Caller, id: number, canEdit?: boolean): Promise<readonly UserOrganization[]> {
    const sql = new SqlParameters();
    const isOwn = caller.kind === 'user' && caller.userId === id;
    const conditions = [isOwn ? 'true' : visibleOrganizations(caller, sql)];
    if (canEdit !== undefined) conditions.push(`${canEdit ? '' : 'not '}(${editableUsersIn(caller, sql)})`);
    const [row] = await this.dataSource.query<{ readonly organizations: readonly UserOrganization[] }[]>(
      `select ${organizationsJson('u.id', conditions.join(' and '))} as organizations from users u
       where u.id = ${sql.add(id)}::bigint and ${visibleUsers(caller, sql)}`,
      sql.values,
    );
    return row === undefined ? notFound(id) : row.organizations;
  }

  private async scope(caller: Caller, organizationId: number | undefined): Promise<Scope> {
    if (organizationId === undefined) return (sql) => visibleUsers(caller, sql);
    await this.members.assertEditsUsers(caller, organizationId);
    return (sql) => {
      const one = sql.add(organizationId);
      return `u.id in (select m.user_id from memberships m where m.organization_id = ${one}
        union select o.owner_id from organizations o where o.id = ${one})`;
    };
  }

  private async defaultOrganization(caller: Caller): Promise<number> {
    const [row] = isSuperuser(caller)
      ? await this.dataSource.query<{ id: number }[]>('select id from organizations where is_default')
      : caller.kind === 'user'
        ? await this.dataSource.query<{ id: number }[]>(
            `select min(o.id) as id from (${userEditableOrganizations('$1')}) o (id) having count(*) > 0`,
            [caller.userId],
          )
        : [];
    if (row === undefined) throw new DomainError('object.forbidden', 'edits no users', { object: 'user' });
    return row.id;
  }
}

/**
 * A password that somebody else chose is temporary (R-PWD-4). The system key and programs pass on what its owner chose elsewhere.
 * @param id the account; undefined: a new one
 */
function temporary(
  caller: Caller,
  { password }: Pick<UserChange, 'password'>,
  id?: number,
): { readonly mustChangePassword?: boolean } {
  const isOthers = password !== undefined && caller.kind === 'user' && caller.userId !== id;
  return isOthers ? { mustChangePassword: true } : {};
}

/** Where a caller may edit users: a SQL condition on `organizations o`. */
function editableUsersIn(caller: Caller, sql: SqlParameters): string {
  return isSuperuser(caller) ? 'true' : `o.id in (${userEditableOrganizations(sql.add(personOf(caller)))})`;
}

/** Nobody gives a level that they do not hold. */
function assertMayGiveLevel(caller: Caller, level: UserChange['accessLevel']): void {
  if (level === undefined || level === null || level === 'generic') return;
  const may = level === 'admin' ? isAdministrator(caller) : isSuperuser(caller);
  if (!may) throw new DomainError('object.forbidden', `gives ${level}`, { object: 'user' });
}

/** Another system bills the account with this id: only superusers set it (GO26). */
function assertMayLink(caller: Caller, { externalId }: UserChange): void {
  if (externalId === undefined || isSuperuser(caller)) return;
  throw new DomainError('object.forbidden', 'names an account for another system', { object: 'user' });
}

function noSuchOwner(): DomainError {
  return new DomainError('object.invalid', 'no such owner', { object: 'user', field: 'newOwnerId' });
}

function notFound(id: number): never {
  throw new DomainError('object.not-found', `user ${id}`, { object: 'user' });
}
