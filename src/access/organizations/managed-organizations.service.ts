import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { auditName, type Caller, isSuperuser } from '#auth';
import { type Page } from '#lists';
import { isReference } from '#database';
import { type ListPage, type ListQuery, ListsService } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { visibleOrganizations } from './visible-organizations.js';
import type { MembershipFlags, OrganizationDraft, OrganizationMember, OrganizationView } from './organization.js';
import { draftColumns, isSameDraft } from './organization-draft.js';
import { type MemberField, OrganizationMembers } from './organization-members.js';
import { makeOwner, firstAdministrator } from './owners.js';
import { removeOrganization } from './remove-organization.js';
import {
  organizationColumns,
  type OrganizationField,
  type OrganizationRow,
  organizationSource,
  toOrganizationView,
} from './organization-rows.js';

/** Organizations as they are kept by those who may: each method asks for the caller's right. */
@Injectable()
export class ManagedOrganizationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly people: OrganizationMembers,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * Where the caller is a member, owns, or has a permission on a folder or camera; superusers: all.
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

  /** @throws DomainError organization.not-found */
  async get(caller: Caller, id: number): Promise<OrganizationView> {
    const one: ListQuery<OrganizationField> = { where: [{ operator: 'in', field: 'id', values: [id] }] };
    const { items } = await this.list(caller, one, { limit: 1 });
    return items[0] ?? notFound(id);
  }

  /**
   * Superusers only. A named owner becomes a member with every flag; else its maker owns it, else the first administrator.
   * @throws DomainError organization.forbidden, object.invalid (field)
   */
  async create(caller: Caller, draft: OrganizationDraft): Promise<OrganizationView> {
    if (!isSuperuser(caller)) throw forbidden('a new one');
    const { ownerId, ...rest } = draft;
    const { owner_id: named, ...columns } = draftColumns({ ...rest, ownerId: ownerId ?? undefined });
    const id = await this.write(async (manager) => {
      // Whoever just makes it owns it without taking one of its members' places.
      const maker = caller.kind === 'user' ? caller.userId : await firstAdministrator(manager);
      const row = { ...columns, owner_id: named ?? maker ?? null };
      const names = Object.keys(row);
      const places = names.map((_, index) => `$${index + 1}`);
      const [made] = await manager.query<{ readonly id: number }[]>(
        `insert into organizations (${names.join(', ')}) values (${places.join(', ')}) returning id`,
        Object.values(row),
      );
      if (made === undefined) throw new Error('an organization was inserted and is gone');
      if (named !== undefined) await makeOwner(manager, made.id, named);
      return made.id;
    });
    this.note(caller, id, 'made');
    return this.get(caller, id);
  }

  /**
   * The owner changes the title, superusers everything.
   * @throws DomainError organization.not-found, organization.forbidden, object.invalid
   */
  async update(caller: Caller, id: number, change: Partial<OrganizationDraft>): Promise<OrganizationView> {
    const before = await this.get(caller, id);
    const { title: _, ...beyondTitle } = change;
    if (!isSuperuser(caller) && !(before.mine.isOwner && isSameDraft(before, beyondTitle)))
      throw forbidden(`organization ${id}`);
    const { owner_id: owner, ...columns } = draftColumns(change);
    if (before.isDefault && columns.is_public === false)
      throw new DomainError('object.invalid', 'the default one is public', {
        object: 'organization',
        field: 'isPublic',
      });
    const named = Object.entries(columns);
    await this.write(async (manager) => {
      const assignments = named.map(([column], index) => `${column} = $${index + 2}`);
      if (named.length > 0)
        await manager.query(`update organizations set ${assignments.join(', ')} where id = $1`, [
          id,
          ...named.map(([, value]) => value),
        ]);
      if (owner !== undefined) await makeOwner(manager, id, owner);
    });
    this.note(caller, id, 'changed');
    return this.get(caller, id);
  }

  /**
   * Superusers only; never the default one.
   * @param options.force deletes its cameras with it; otherwise one that has cameras stays
   * @throws DomainError organization.not-found, organization.forbidden, organization.not-empty
   */
  async remove(caller: Caller, id: number, options: { readonly force: boolean }): Promise<void> {
    const { isDefault } = await this.get(caller, id);
    if (!isSuperuser(caller) || isDefault) throw forbidden(`organization ${id}`);
    await this.dataSource
      .transaction((manager) => removeOrganization(manager, id, options))
      .catch((error: unknown) => {
        if (isReference(error))
          throw new DomainError('organization.not-empty', 'has cameras', { object: 'organization' });
        throw error;
      });
    this.note(caller, id, 'removed');
  }

  /** Who belongs to it; for members who may edit users. @throws DomainError organization.not-found, organization.forbidden */
  async members(
    caller: Caller,
    id: number,
    query: ListQuery<MemberField>,
    page: Page,
  ): Promise<ListPage<OrganizationMember>> {
    return this.people.list(caller, id, query, page);
  }

  async countMembers(caller: Caller, id: number, query: ListQuery<MemberField>): Promise<number> {
    return this.people.count(caller, id, query);
  }

  /** @throws DomainError organization.not-found, organization.forbidden, object.not-found (membership) */
  async member(caller: Caller, id: number, userId: number): Promise<OrganizationMember> {
    return this.people.get(caller, id, userId);
  }

  /**
   * Sets the named flags of a membership, and makes it where there is none: superusers of anybody, others of accounts that
   * they keep; everybody else comes by invitation, and answers as a user who is not there. Nobody gives a flag they do not hold, and
   * nobody but superusers and the owner changes the owner's.
   * @param folderIds the folders of the organization that the member may view, in the same transaction: those named get
   *   `canView` and keep their other rights, permissions on others of its folders end; left out, all stay
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (user; folder), object.forbidden, limit.reached
   */
  async setMember(
    caller: Caller,
    id: number,
    userId: number,
    flags: MembershipFlags,
    folderIds?: readonly number[],
  ): Promise<OrganizationMember> {
    return this.people.set(caller, id, userId, flags, folderIds);
  }

  /** The membership of an account that the caller has just made, and keeps. @throws DomainError as `setMember` */
  async setNewMember(caller: Caller, id: number, userId: number, flags: MembershipFlags): Promise<OrganizationMember> {
    return this.people.set(caller, id, userId, flags, undefined, true);
  }

  /**
   * Ends a membership with its permissions on folders and cameras of the organization; the owner's stays.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (membership), object.forbidden
   */
  async removeMember(caller: Caller, id: number, userId: number): Promise<void> {
    return this.people.remove(caller, id, userId);
  }

  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work).catch((error: unknown) => {
      throw isReference(error)
        ? new DomainError('object.invalid', 'no such owner', { object: 'organization', field: 'ownerId' })
        : error;
    });
  }

  private note(caller: Caller, id: number, deed: string): void {
    this.audit.record({
      event: 'authz_change',
      actor: auditName(caller),
      subject: `organization:${id}`,
      reason: `organization ${deed}`,
    });
  }
}

function forbidden(what: string): DomainError {
  return new DomainError('organization.forbidden', what, { object: 'organization' });
}

function notFound(id: number): never {
  throw new DomainError('organization.not-found', `organization ${id}`, { object: 'organization' });
}
