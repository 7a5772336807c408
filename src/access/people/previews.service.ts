import { AuditLogService } from '#audit';
import { type Caller, doneBy, isSuperuser, mayAttempt, type UserCaller, UserStandingsService } from '#auth';
import { Clock } from '#config';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { userEditableOrganizations } from '../organizations/visible-organizations.js';
import { personOf } from '../organizations/membership-flags.js';
import { ManagedUsersService } from './managed-users.service.js';

/** Somebody in whose place another looks, reading only. */
export interface Preview {
  readonly person: UserCaller;
  /** The ids of the organizations within which they look; undefined: everywhere. */
  readonly organizations: readonly number[] | undefined;
}

const silentMilliseconds = 60_000;

/**
 * What another person sees. Only for who controls the account: they could set its password and look for themselves, so a
 * preview gives nobody a right, and shows no camera and no address that is hidden from them; they look within the
 * organizations whose members they may edit, administrators everywhere. The audit log has each preview, the same once a minute.
 */
@Injectable()
export class PreviewsService {
  private readonly recorded = new LRUCache<string, number>({ max: 20_000 });

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly users: ManagedUsersService,
    private readonly standings: UserStandingsService,
    private readonly audit: AuditLogService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError permission.missing, object.not-found (user), object.forbidden, also for a disabled account */
  async open(caller: Caller, userId: number): Promise<Preview> {
    if (!mayAttempt(caller, 'users:manage'))
      throw new DomainError('permission.missing', 'users:manage', { reason: 'users:manage' });
    await this.users.assertControls(caller, userId);
    const standing = await this.standings.find(userId);
    if (standing === undefined) throw new DomainError('object.forbidden', 'disabled', { object: 'user' });
    const organizations = isSuperuser(caller) ? undefined : await this.organizationsOf(caller);
    this.record(caller, userId);
    return { person: standing.caller, organizations };
  }

  private async organizationsOf(caller: Caller): Promise<readonly number[]> {
    const rows = await this.dataSource.query<{ readonly id: number }[]>(
      `select o.id from (${userEditableOrganizations('$1')}) o (id) order by o.id`,
      [personOf(caller)],
    );
    return rows.map(({ id }) => id);
  }

  /** Nothing is changed, so no transaction waits. */
  private record(caller: Caller, userId: number): void {
    const by = doneBy(caller);
    const subject = `user:${userId}`;
    const key = `${by.actor} ${by.origin?.ip} ${subject}`;
    const now = this.clock.now().getTime();
    if (now - (this.recorded.get(key) ?? -Infinity) < silentMilliseconds) return;
    this.recorded.set(key, now);
    this.audit.record({ event: 'sensitive_read', ...by, subject, reason: 'preview of what they see' });
  }
}
