import { type Caller, isSuperuser } from '#auth';
import { DomainError } from '#errors';
import {
  entityFields,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  type Scope,
  selectList,
  SqlParameters,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Period, type PeriodState, periodState } from '../permissions/period.js';
import { flagsJson, personOf } from './membership-flags.js';
import { MembershipEntity, membershipOrigins } from './membership.entity.js';
import { OrganizationMembersService } from './organization-members.service.js';
import type { MembershipFlags } from './organization.js';
import { userEditableOrganizations } from './visible-organizations.js';

/** A person in an organization, as one list over all organizations shows it. */
export interface MembershipView extends Period {
  readonly id: string;
  readonly organizationId: number;
  readonly organizationTitle: string;
  readonly userId: number;
  /** `user-<id>` where the caller may not know who it is. */
  readonly login: string;
  /** The owner holds every flag. */
  readonly isOwner: boolean;
  readonly flags: Required<MembershipFlags>;
  /** Whether it is in force at this moment: outside of its period nobody has anything from it. */
  readonly state: PeriodState;
}
export type MembershipField = Exclude<keyof MembershipView, 'flags'>;

const isOwner = 'o.owner_id is not distinct from m.user_id';
/** Of the members whom somebody added by number, others learn the number alone. */
const loginFor = (caller: Caller): string =>
  isSuperuser(caller)
    ? 'u.login'
    : `case when m.joined <> '${membershipOrigins.added}' or m.user_id = ${personOf(caller)} then u.login
        else 'user-' || u.id end`;

const fieldsFor = (caller: Caller): Readonly<Record<MembershipField, ListField>> => ({
  ...entityFields(MembershipEntity, 'm', ['organizationId', 'userId', 'validFrom', 'validUntil']),
  id: { sql: `(m.organization_id || '-' || m.user_id)`, type: 'text', nullable: false },
  organizationTitle: { sql: 'o.title', type: 'text', nullable: false },
  login: { sql: loginFor(caller), type: 'text', nullable: false },
  isOwner: { sql: `(${isOwner})`, type: 'boolean', nullable: false },
  state: { sql: `(${periodState('m')})`, type: 'text', nullable: false },
});

const from = 'memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id';
const sourceFor = (caller: Caller): ListSource<MembershipField> => ({
  name: 'memberships',
  from,
  fields: fieldsFor(caller),
  key: 'id',
  search: ['login', 'organizationTitle'],
});

function columnsFor(caller: Caller): Readonly<Record<keyof MembershipView, string>> {
  const fields = fieldsFor(caller);
  return {
    id: fields.id.sql,
    organizationId: fields.organizationId.sql,
    organizationTitle: fields.organizationTitle.sql,
    userId: fields.userId.sql,
    login: fields.login.sql,
    isOwner: fields.isOwner.sql,
    validFrom: fields.validFrom.sql,
    validUntil: fields.validUntil.sql,
    state: fields.state.sql,
    flags: `case when ${isOwner} then (select jsonb_object_agg(key, true) from jsonb_object_keys(${flagsJson('m')}) key)
      else ${flagsJson('m')} end`,
  };
}

/** Memberships of all organizations in one list: everybody's own, and those where the caller may edit users. */
@Injectable()
export class MembershipsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly members: OrganizationMembersService,
  ) {}

  async list(caller: Caller, query: ListQuery<MembershipField>, page: Page): Promise<ListPage<MembershipView>> {
    return this.lists.page<MembershipField, MembershipView>(
      sourceFor(caller),
      columnsFor(caller),
      visibleTo(caller),
      query,
      page,
    );
  }

  async count(caller: Caller, query: ListQuery<MembershipField>): Promise<number> {
    return this.lists.count(sourceFor(caller), visibleTo(caller), query);
  }

  /** Also one's own. @throws DomainError object.not-found (membership) */
  async get(caller: Caller, organizationId: number, userId: number): Promise<MembershipView> {
    const sql = new SqlParameters();
    const [found] = await this.dataSource.query<MembershipView[]>(
      `select ${selectList(columnsFor(caller))} from ${from}
       where m.organization_id = ${sql.add(organizationId)}::bigint and m.user_id = ${sql.add(userId)}::bigint
         and ${visibleTo(caller)(sql)}`,
      sql.values,
    );
    if (found !== undefined) return found;
    throw new DomainError('object.not-found', `member ${userId} of ${organizationId}`, { object: 'membership' });
  }

  /**
   * A new membership, with these flags alone.
   * @throws DomainError object.taken where there is one; as `OrganizationMembersService.set`
   */
  async create(
    caller: Caller,
    organizationId: number,
    userId: number,
    flags: MembershipFlags,
    period: Partial<Period> = {},
  ): Promise<MembershipView> {
    await this.members.add(caller, organizationId, userId, flags, period);
    return this.get(caller, organizationId, userId);
  }

  /** @throws DomainError object.not-found (membership); as `OrganizationMembersService.set` */
  async update(
    caller: Caller,
    organizationId: number,
    userId: number,
    flags: MembershipFlags,
    period: Partial<Period> = {},
  ): Promise<MembershipView> {
    await this.get(caller, organizationId, userId);
    await this.members.set(caller, organizationId, userId, flags, period);
    return this.get(caller, organizationId, userId);
  }

  /** @throws DomainError object.not-found (membership); as `OrganizationMembersService.remove` */
  async remove(caller: Caller, organizationId: number, userId: number): Promise<void> {
    await this.get(caller, organizationId, userId);
    await this.members.remove(caller, organizationId, userId);
  }
}

function visibleTo(caller: Caller): Scope {
  if (isSuperuser(caller)) return () => 'true';
  if (caller.kind !== 'user' || caller.cameras !== undefined) return () => 'false';
  return (sql) => {
    const me = sql.add(caller.userId);
    return `(m.user_id = ${me} or m.organization_id = any(array(${userEditableOrganizations(me)})))`;
  };
}
