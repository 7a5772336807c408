import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { doneBy, type Caller, digest, isSuperuser, markedSecret, type UserCaller } from '#auth';
import { Clock } from '#config';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { completeFlags, flagColumns } from '../organizations/membership-flags.js';
import { membershipOrigins } from '../organizations/membership.entity.js';
import { joinOrganization } from '../organizations/organization-members.service.js';
import type { MembershipFlags } from '../organizations/organization.js';
import { visibleOrganizations } from '../organizations/visible-organizations.js';

/** An organization as an invited person sees it. */
export interface InvitedTo {
  readonly id: number;
  readonly title: string;
}

type Flags = Required<MembershipFlags>;

const lifeMilliseconds = 7 * 86_400_000;
/** Its creator could still create it: a former owner does not come back by an invitation of their own. */
const isStillAllowed = `(i.created_by is null or exists (select from users creator where creator.id = i.created_by
  and not creator.disabled and (creator.id = o.owner_id or creator.access_level <> 'generic')))`;
/**
 * An open invitation, or one that the same person accepted. Open is decided by `accepted_at`, not by `accepted_by`: who
 * accepted it may be deleted.
 */
const isValid = `i.expires_at > $2 and (i.accepted_at is null and ${isStillAllowed} or i.accepted_by = $3)`;

/**
 * Invitations: created by owners, accepted by the first person who presents the key. They expire after a week, and end
 * with their creator's right to invite.
 */
@Injectable()
export class InvitationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * Owners and superusers only.
   * @returns the key, only this once
   * @throws DomainError organization.not-found, organization.forbidden
   */
  async invite(
    caller: Caller,
    organizationId: number,
    granted: MembershipFlags,
  ): Promise<{ readonly key: string; readonly flags: Flags; readonly expiresAt: Date }> {
    await this.assertMayInvite(caller, organizationId);
    const key = markedSecret('cgi');
    const flags = completeFlags(granted);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifeMilliseconds);
    await this.audit.recordWith(
      this.dataSource.manager,
      `insert into invitations (organization_id, key_hash, flags, created_by, created_at, expires_at)
       values ($1, $2, $3::jsonb, $4, $5, $6) returning id`,
      [
        organizationId,
        digest(key),
        JSON.stringify(flags),
        caller.kind === 'user' ? caller.userId : null,
        now,
        expiresAt,
      ],
      { event: 'authz_change', ...doneBy(caller), subject: `organization:${organizationId}`, reason: 'invited' },
    );
    return { key, flags, expiresAt };
  }

  /** @throws DomainError object.not-found (invitation): unknown, expired, withdrawn, or accepted by somebody else */
  async find(caller: UserCaller, key: string): Promise<InvitedTo> {
    const [found] = await this.dataSource.query<InvitedTo[]>(
      `select o.id, o.title from invitations i join organizations o on o.id = i.organization_id
       where i.key_hash = $1 and ${isValid}`,
      [digest(key), this.clock.now(), caller.userId],
    );
    return found ?? noInvitation();
  }

  /**
   * Makes the caller a member, once; accepting again is no error for the same person. Flags that they have already stay, of a membership that has
   * ended none: it begins anew.
   * @throws DomainError object.not-found (invitation), limit.reached
   */
  async accept(caller: UserCaller, key: string): Promise<InvitedTo> {
    const accepted = await this.dataSource.transaction(async (manager) => {
      const claimed = await this.claim(manager, caller, key);
      if (claimed === undefined) return undefined;
      await joinOrganization(manager, claimed.id, caller.userId, membershipOrigins.invited);
      await addFlags(manager, claimed.id, caller.userId, claimed.flags);
      await this.audit.recordIn(manager, {
        event: 'privilege_permissions_changed',
        ...doneBy(caller),
        subject: `organization:${claimed.id}`,
        reason: 'invitation accepted',
      });
      return { id: claimed.id, title: claimed.title };
    });
    // Outside the transaction, which must not wait for a second connection while it holds its own.
    if (accepted === undefined) return this.find(caller, key);
    return accepted;
  }

  /**
   * Of several at once, one gets it; the others wait and find it taken. The organization's row is locked first, as in
   * every change of it: a deletion waits for it, and nobody waits for the deletion.
   */
  private async claim(
    manager: EntityManager,
    caller: UserCaller,
    key: string,
  ): Promise<(InvitedTo & { readonly flags: Flags }) | undefined> {
    await manager.query(
      `select from invitations i join organizations o on o.id = i.organization_id
       where i.key_hash = $1 for no key update of o`,
      [digest(key)],
    );
    const [rows] = await manager.query<[(InvitedTo & { readonly flags: Flags })[], number]>(
      `update invitations i set accepted_by = $3, accepted_at = $2 from organizations o
       where i.key_hash = $1 and i.accepted_at is null and i.expires_at > $2 and o.id = i.organization_id and ${isStillAllowed}
       returning o.id, o.title, i.flags`,
      [digest(key), this.clock.now(), caller.userId],
    );
    return rows[0];
  }

  private async assertMayInvite(caller: Caller, organizationId: number): Promise<void> {
    const sql = new SqlParameters();
    const visible = visibleOrganizations(caller, sql);
    const [found] = await this.dataSource.query<{ readonly owner_id: number | null }[]>(
      `select o.owner_id from organizations o where o.id = ${sql.add(organizationId)}::bigint and ${visible}`,
      sql.values,
    );
    const subject = `organization ${organizationId}`;
    if (found === undefined) throw new DomainError('organization.not-found', subject, { object: 'organization' });
    const isOwner = caller.kind === 'user' && caller.userId === found.owner_id;
    if (!isOwner && !isSuperuser(caller))
      throw new DomainError('organization.forbidden', subject, { object: 'organization' });
  }
}

async function addFlags(manager: EntityManager, organizationId: number, userId: number, flags: Flags): Promise<void> {
  const columns = Object.entries(flagColumns);
  const ended = 'm.valid_until <= statement_timestamp()';
  const assignments = [
    ...columns.map(([, column], index) => `${column} = (m.${column} and ${ended} is not true) or $${index + 3}`),
    ...['valid_from', 'valid_until'].map((column) => `${column} = case when ${ended} then null else m.${column} end`),
  ];
  await manager.query(
    `update memberships m set ${assignments.join(', ')} where m.organization_id = $1 and m.user_id = $2`,
    [organizationId, userId, ...columns.map(([flag]) => flags[flag as keyof Flags])],
  );
}

function noInvitation(): never {
  throw new DomainError('object.not-found', 'invitation', { object: 'invitation' });
}
