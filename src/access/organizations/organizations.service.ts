import { DomainError } from '#errors';
import { type Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { isReference, isRowId } from '#database';
import { SqlParameters } from '#lists';
import { visibleOrganizations } from './visible-organizations.js';
import { firstAdministrator } from './owners.js';
import { MembershipEntity } from './membership.entity.js';
import type { Membership, MembershipFlags, Organization } from './organization.js';
import { OrganizationEntity } from './organization.entity.js';

const columns = `o.id, o.title, o.is_public as "isPublic", o.is_default as "isDefault", o.created_at as "createdAt"`;
const listLimit = 1000;

/** Who owns cameras, and who belongs to whom. */
@Injectable()
export class OrganizationsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Without an owner until `adopt` finds one. */
  async create(draft: { readonly title: string; readonly isPublic: boolean }): Promise<Organization> {
    const { title, isPublic } = draft;
    return toOrganization(await this.dataSource.getRepository(OrganizationEntity).save({ title, isPublic }));
  }

  /**
   * Gives what has no owner to the first administrator: what was made before there was one, and what the command line
   * makes. Where nobody administers, nothing happens.
   */
  async adopt(): Promise<void> {
    const owner = await firstAdministrator(this.dataSource.manager);
    if (owner === undefined) return;
    await this.dataSource.query('update organizations set owner_id = $1 where owner_id is null', [owner]);
  }

  /** Those that the caller may know of, public ones included, by id; at most 1000. */
  async list(caller: Caller): Promise<readonly Organization[]> {
    return this.select(caller);
  }

  /** By id, of those that the caller may know of. @param ids at most 1000 */
  async titles(caller: Caller, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const found = ids.length === 0 ? [] : await this.select(caller, ids);
    return new Map(found.map(({ id, title }) => [id, title]));
  }

  /** @throws DomainError organization.not-found when it is missing or hidden from the caller */
  async get(caller: Caller, id: number): Promise<Organization> {
    const [found] = isRowId(id) ? await this.select(caller, [id]) : [];
    if (!found) throw new DomainError('organization.not-found', `organization ${id}`);
    return found;
  }

  /** The public one where cameras go whose maker names none. */
  async default(): Promise<Organization> {
    const found = await this.dataSource.getRepository(OrganizationEntity).findOneByOrFail({ isDefault: true });
    return toOrganization(found);
  }

  /**
   * Sets what a user may do in an organization, whether already a member or not.
   * @throws DomainError membership.invalid when there is no such user or organization
   */
  async addMember(organizationId: number, userId: number, flags: MembershipFlags): Promise<void> {
    const membership: Membership = {
      organizationId,
      userId,
      canViewStreams: flags.canViewStreams ?? false,
      canEditStreams: flags.canEditStreams ?? false,
      canEditUsers: flags.canEditUsers ?? false,
      canViewStats: flags.canViewStats ?? false,
      canViewPersonLists: flags.canViewPersonLists ?? false,
      canEditPersonLists: flags.canEditPersonLists ?? false,
    };
    const problem = `no user ${userId} or no organization ${organizationId}`;
    if (!isRowId(organizationId) || !isRowId(userId)) throw new DomainError('membership.invalid', problem);
    try {
      // One statement (INSERT ... ON CONFLICT DO UPDATE): two at the same moment leave one membership.
      await this.dataSource.getRepository(MembershipEntity).upsert(membership, ['userId', 'organizationId']);
    } catch (error) {
      if (isReference(error)) throw new DomainError('membership.invalid', problem);
      throw error;
    }
  }

  /** Where a user is a member, by organization id; at most 1000. */
  async membershipsOf(userId: number): Promise<readonly Membership[]> {
    const found = await this.dataSource
      .getRepository(MembershipEntity)
      .find({ where: { userId }, order: { organizationId: 'ASC' }, take: listLimit });
    return found.map((row) => ({
      userId: row.userId,
      organizationId: row.organizationId,
      canViewStreams: row.canViewStreams,
      canEditStreams: row.canEditStreams,
      canEditUsers: row.canEditUsers,
      canViewStats: row.canViewStats,
      canViewPersonLists: row.canViewPersonLists,
      canEditPersonLists: row.canEditPersonLists,
    }));
  }

  private async select(caller: Caller, ids?: readonly number[]): Promise<readonly Organization[]> {
    const sql = new SqlParameters();
    const condition = visibleOrganizations(caller, sql, { andPublic: true });
    const some = ids === undefined ? '' : `and o.id = any(${sql.add(ids)}::integer[])`;
    return this.dataSource.query<Organization[]>(
      `select ${columns} from organizations o
       where ${condition} ${some}
       order by o.id limit ${listLimit}`,
      sql.values,
    );
  }
}

function toOrganization(row: OrganizationEntity): Organization {
  return {
    id: row.id,
    title: row.title,
    isPublic: row.isPublic,
    isDefault: row.isDefault,
    createdAt: row.createdAt,
  };
}
