import { type AuditEvent, AuditLogService } from '#audit';
import { doneBy, type DoneBy, type Caller, isSuperuser } from '#auth';
import { isReference, isRowId } from '#database';
import { DomainError } from '#errors';
import { type ListPage, type ListQuery, ListsService, type Page, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CameraTablesConnector } from '../camera-tables.js';
import { completeFlags, everyFlag } from './membership-flags.js';
import { MembershipEntity } from './membership.entity.js';
import { draftValues, isUnchanged } from './organization-draft.js';
import {
  organizationColumns,
  type OrganizationField,
  type OrganizationRow,
  organizationSource,
  toOrganizationView,
} from './organization-rows.js';
import { OrganizationEntity } from './organization.entity.js';
import type {
  Membership,
  MembershipFlags,
  Organization,
  OrganizationDraft,
  OrganizationView,
  OwnedOrganizations,
} from './organization.js';
import { always, assertBegins, inForce, type Period } from '../permissions/period.js';
import { visibleOrganizations } from './visible-organizations.js';

const listLimit = 1000;
const privateDefaultTitle = 'Main';
/** Deleting an organization deletes its cameras, which may be many. */
const removalSeconds = 300;

/** The organizations, which own cameras. Their members as managers see them are in `OrganizationMembersService`. */
@Injectable()
export class OrganizationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
    private readonly cameras: CameraTablesConnector,
  ) {}

  /**
   * Organizations where the caller is a member, the owner, or has a permission on a folder or camera; for superusers all.
   * @throws DomainError cursor.invalid, list.invalid, query.too-slow
   */
  async list(caller: Caller, query: ListQuery<OrganizationField>, page: Page): Promise<ListPage<OrganizationView>> {
    const found = await this.lists.page<OrganizationField, OrganizationRow>(
      organizationSource(caller),
      organizationColumns,
      (sql) => visibleOrganizations(caller, sql),
      query,
      page,
    );
    return { ...found, items: found.items.map((row) => toOrganizationView(row, caller)) };
  }

  async count(caller: Caller, query: ListQuery<OrganizationField>): Promise<number> {
    return this.lists.count(organizationSource(caller), (sql) => visibleOrganizations(caller, sql), query);
  }

  /** One of those that `list` returns. @throws DomainError organization.not-found */
  async get(caller: Caller, id: number): Promise<OrganizationView> {
    const one: ListQuery<OrganizationField> = { where: [{ operator: 'in', field: 'id', values: [id] }] };
    const { items } = await this.list(caller, one, { limit: 1 });
    return items[0] ?? notFound(id);
  }

  /** Those of `list` and the public ones, by id; at most 1000. */
  async listIncludingPublic(caller: Caller): Promise<readonly Organization[]> {
    return this.selectIncludingPublic(caller);
  }

  /** @throws DomainError organization.not-found when it is missing or hidden from the caller */
  async getIncludingPublic(caller: Caller, id: number): Promise<Organization> {
    const [found] = isRowId(id) ? await this.selectIncludingPublic(caller, [id]) : [];
    return found ?? notFound(id);
  }

  /** Titles by id, of those that `getIncludingPublic` finds. @param ids at most 1000 */
  async titles(caller: Caller, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const found = ids.length === 0 ? [] : await this.selectIncludingPublic(caller, ids);
    return new Map(found.map(({ id, title }) => [id, title]));
  }

  /** The public organization of cameras that are created without naming one. */
  async default(): Promise<Organization> {
    const found = await this.dataSource.getRepository(OrganizationEntity).findOneByOrFail({ isDefault: true });
    return toOrganization(found);
  }

  /** The private organization of imported cameras; undefined before the first of them. */
  async findPrivateDefault(): Promise<Organization | undefined> {
    const found = await this.dataSource.getRepository(OrganizationEntity).findOneBy({ isPrivateDefault: true });
    return found === null ? undefined : toOrganization(found);
  }

  /** The same, made where there is none; the first administrator owns it. */
  async privateDefault(by: DoneBy = {}): Promise<Organization> {
    const found = await this.findPrivateDefault();
    if (found !== undefined) return found;
    await this.dataSource.transaction(async (manager) => {
      // Of two imports at the same moment one makes it; the index sees to that.
      const made = await manager.query<{ readonly id: number }[]>(
        `insert into organizations (title, is_private_default, owner_id)
         values ($1, true, (select id from users where access_level = 'admin' and not disabled order by id limit 1))
         on conflict do nothing returning id`,
        [privateDefaultTitle],
      );
      for (const { id } of made) await this.audit.recordIn(manager, changed(by, id, 'made'));
    });
    return (await this.findPrivateDefault()) ?? notFound(0);
  }

  /**
   * For superusers. A named owner becomes a member with every flag; otherwise its creator owns it, or the first
   * administrator where the creator is no person.
   * @throws DomainError organization.forbidden, object.invalid (field)
   */
  async create(caller: Caller, draft: OrganizationDraft): Promise<OrganizationView> {
    if (!isSuperuser(caller)) throw forbidden('a new one');
    const { ownerId, ...values } = draftValues({ ...draft, ownerId: draft.ownerId ?? undefined });
    const id = await this.write(async (manager) => {
      // A creator who owns it does not become a member, so as not to count towards its limit of users.
      const creator = caller.kind === 'user' ? caller.userId : await firstAdministrator(manager);
      const { identifiers } = await manager.insert(OrganizationEntity, {
        ...values,
        ownerId: ownerId ?? creator ?? null,
      });
      const created = Number(identifiers[0]?.['id']);
      if (ownerId !== undefined) await makeOwner(manager, created, ownerId);
      await this.audit.recordIn(manager, changed(doneBy(caller), created, 'made'));
      return created;
    });
    return this.get(caller, id);
  }

  /** For the command line and the demo: it has no owner until `adoptUnowned` gives it one. */
  async createWithoutOwner(
    draft: { readonly title: string; readonly isPublic: boolean },
    by: DoneBy = {},
  ): Promise<Organization> {
    const { title, isPublic } = draft;
    return this.dataSource.transaction(async (manager) => {
      const { identifiers } = await manager.insert(OrganizationEntity, { title, isPublic });
      const id = Number(identifiers[0]?.['id']);
      await this.audit.recordIn(manager, changed(by, id, 'made'));
      return toOrganization(await manager.findOneByOrFail(OrganizationEntity, { id }));
    });
  }

  /**
   * Gives organizations without an owner to the first administrator: those created before there was one, and those that
   * the command line creates. Does nothing while there is no administrator.
   */
  async adoptUnowned(): Promise<void> {
    const owner = await firstAdministrator(this.dataSource.manager);
    if (owner === undefined) return;
    await this.dataSource.query('update organizations set owner_id = $1 where owner_id is null', [owner]);
  }

  /**
   * The owner changes the title, superusers everything.
   * @throws DomainError organization.not-found, organization.forbidden, object.invalid
   */
  async update(caller: Caller, id: number, change: Partial<OrganizationDraft>): Promise<OrganizationView> {
    const before = await this.get(caller, id);
    const { title: _, ...beyondTitle } = change;
    if (!isSuperuser(caller) && !(before.mine.isOwner && isUnchanged(before, beyondTitle)))
      throw forbidden(`organization ${id}`);
    const { ownerId, ...values } = draftValues(change);
    if (before.isDefault && values.isPublic === false)
      throw new DomainError('object.invalid', 'the default one is public', {
        object: 'organization',
        field: 'isPublic',
      });
    await this.write(async (manager) => {
      if (Object.keys(values).length > 0) await manager.update(OrganizationEntity, { id }, values);
      if (ownerId !== undefined) await makeOwner(manager, id, ownerId);
      await this.audit.recordIn(manager, ...changes(before, change, id, doneBy(caller)));
    });
    return this.get(caller, id);
  }

  /**
   * For superusers; never the default one.
   * @param options.force deletes its cameras with it; otherwise one that has cameras is not deleted
   * @throws DomainError organization.not-found, organization.forbidden, organization.not-empty
   */
  async remove(caller: Caller, id: number, options: { readonly force: boolean }): Promise<void> {
    const { isDefault } = await this.get(caller, id);
    if (!isSuperuser(caller) || isDefault) throw forbidden(`organization ${id}`);
    await this.dataSource
      .transaction(async (manager) => {
        await this.removeWithin(manager, id, options);
        await this.audit.recordIn(manager, changed(doneBy(caller), id, 'removed'));
      })
      .catch((error: unknown) => {
        if (isReference(error))
          throw new DomainError('organization.not-empty', 'has cameras', { object: 'organization' });
        throw error;
      });
  }

  /**
   * Passes the organizations of a user on, or deletes them, before the user is deleted in the same transaction.
   * @returns the ids of the organizations
   * @throws DomainError owner.needed where there are some and neither a new owner nor `force` is given, or where `force`
   *   would delete the default one
   */
  async removeOwner(
    manager: EntityManager,
    userId: number,
    { newOwnerId, force = false }: OwnedOrganizations,
  ): Promise<readonly number[]> {
    const owned = await manager.query<{ readonly id: number; readonly isDefault: boolean }[]>(
      'select id, is_default as "isDefault" from organizations where owner_id = $1 order by id for update',
      [userId],
    );
    const hasHeir = newOwnerId !== undefined && newOwnerId !== userId;
    for (const { id, isDefault } of owned) {
      if (hasHeir) await makeOwner(manager, id, newOwnerId);
      else if (force && !isDefault) await this.removeWithin(manager, id, { force });
      else throw new DomainError('owner.needed', `user ${userId} owns organization ${id}`, { object: 'user' });
    }
    return owned.map(({ id }) => id);
  }

  /**
   * Whether members and the owner must have a second factor, without asking for a caller's right.
   * @throws DomainError organization.not-found
   */
  async requireSecondFactor(organizationId: number, required: boolean, by: DoneBy = {}): Promise<void> {
    const rows = await this.audit.recordWith(
      this.dataSource.manager,
      'UPDATE organizations SET requires_second_factor = $2 WHERE id = $1 RETURNING id',
      [organizationId, required],
      secondFactor(by, organizationId, required),
    );
    if (rows.length === 0) throw new DomainError('organization.not-found');
  }

  /**
   * Sets what a user may do in an organization, whether already a member or not, without asking for a caller's right.
   * @throws DomainError membership.invalid when there is no such user or organization
   */
  async addMember(
    organizationId: number,
    userId: number,
    flags: MembershipFlags,
    by: DoneBy = {},
    period: Partial<Period> = {},
  ): Promise<void> {
    const membership: Membership = { organizationId, userId, ...completeFlags(flags) };
    const problem = `no user ${userId} or no organization ${organizationId}`;
    if (!isRowId(organizationId) || !isRowId(userId)) throw new DomainError('membership.invalid', problem);
    try {
      // One statement (INSERT ... ON CONFLICT DO UPDATE): two at the same moment leave one membership.
      await this.dataSource.transaction(async (manager) => {
        await manager.upsert(MembershipEntity, { ...membership, ...period }, ['userId', 'organizationId']);
        const written = await manager.findOneByOrFail(MembershipEntity, { organizationId, userId });
        assertBegins(written, 'membership');
        await this.audit.recordIn(manager, {
          event: 'privilege_permissions_changed',
          ...by,
          subject: `organization:${organizationId}`,
          reason: `membership of user:${userId} set`,
        });
      });
    } catch (error) {
      if (isReference(error)) throw new DomainError('membership.invalid', problem);
      throw error;
    }
  }

  /** Where a user is a member at this moment, by organization id; at most 1000. */
  async membershipsOf(userId: number): Promise<readonly Membership[]> {
    const found = await this.dataSource
      .getRepository(MembershipEntity)
      .createQueryBuilder('m')
      .where(`m.user_id = :userId and ${inForce('m')}`, { userId })
      .orderBy('m.organizationId')
      .limit(listLimit)
      .getMany();
    return found.map((row) => ({ userId, organizationId: row.organizationId, ...completeFlags(row) }));
  }

  private async selectIncludingPublic(caller: Caller, ids?: readonly number[]): Promise<readonly Organization[]> {
    const sql = new SqlParameters();
    const condition = visibleOrganizations(caller, sql, { andPublic: true });
    const some = ids === undefined ? '' : `and o.id = any(${sql.add(ids)}::integer[])`;
    return this.dataSource.query<Organization[]>(
      `select o.id, o.title, o.is_public as "isPublic", o.is_default as "isDefault", o.created_at as "createdAt"
       from organizations o where ${condition} ${some}
       order by o.id limit ${listLimit}`,
      sql.values,
    );
  }

  /** @param options.force with its cameras; otherwise deleting one that has some violates a reference */
  private async removeWithin(manager: EntityManager, id: number, options: { readonly force: boolean }): Promise<void> {
    await manager.query(`set local statement_timeout = '${removalSeconds}s'`);
    // From here on nobody can create a camera in it: it would refer to the locked row.
    await manager.query('select from organizations where id = $1 for update', [id]);
    if (options.force) await this.cameras.tables.removeFrom(manager, id);
    await manager.query('delete from organizations where id = $1', [id]);
  }

  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work).catch((error: unknown) => {
      throw isReference(error)
        ? new DomainError('object.invalid', 'no such owner', { object: 'organization', field: 'ownerId' })
        : error;
    });
  }
}

function changed(by: DoneBy, id: number, deed: string): AuditEvent {
  return {
    event: 'authz_change',
    ...by,
    subject: `organization:${id}`,
    reason: `organization ${deed}`,
  };
}

/** What an update is recorded as: a second factor that is required, or no longer, on its own. */
function changes(
  before: OrganizationView,
  { requiresSecondFactor = before.requiresSecondFactor, ...others }: Partial<OrganizationDraft>,
  id: number,
  by: DoneBy,
): readonly AuditEvent[] {
  return [
    ...(Object.keys(others).length === 0 ? [] : [changed(by, id, 'changed')]),
    ...(requiresSecondFactor === before.requiresSecondFactor ? [] : [secondFactor(by, id, requiresSecondFactor)]),
  ];
}

function secondFactor(by: DoneBy, id: number, required: boolean): AuditEvent {
  const reason = required ? 'second factor required' : 'second factor not required';
  return { event: 'authz_change', ...by, subject: `organization:${id}`, reason };
}

/** Makes a user the owner and a member with every flag, for good. The organization's row is locked first. */
async function makeOwner(manager: EntityManager, organizationId: number, ownerId: number): Promise<void> {
  await manager.update(OrganizationEntity, { id: organizationId }, { ownerId });
  const membership = { organizationId, userId: ownerId, ...everyFlag, ...always };
  await manager.upsert(MembershipEntity, membership, ['userId', 'organizationId']);
}

/** Who owns what nobody else does; undefined where there is no administrator yet. */
async function firstAdministrator(manager: EntityManager): Promise<number | undefined> {
  const [found] = await manager.query<{ readonly id: number }[]>(
    `select id from users where access_level = 'admin' and not disabled order by id limit 1`,
  );
  return found?.id;
}

function toOrganization({ id, title, isPublic, isDefault, createdAt }: OrganizationEntity): Organization {
  return { id, title, isPublic, isDefault, createdAt };
}

function forbidden(what: string): DomainError {
  return new DomainError('organization.forbidden', what, { object: 'organization' });
}

function notFound(id: number): never {
  throw new DomainError('organization.not-found', `organization ${id}`, { object: 'organization' });
}
