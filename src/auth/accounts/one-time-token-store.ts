import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import { toAccessLevel, type UserState } from './account-state.js';
import type { DoneBy } from './done-by.js';
import { digest } from './secrets.js';

export type OneTimePurpose = 'sign-in' | 'password-reset';

export interface NewOneTimeToken {
  readonly token: string;
  readonly purpose: OneTimePurpose;
  readonly userId: number;
  readonly expiresAt: Date;
  /** Idle life of the session that it starts, in seconds; undefined: the default. */
  readonly sessionSeconds?: number | undefined;
}

/** Whom a token signs in. */
export interface TokenHolder {
  readonly user: UserState;
  readonly sessionSeconds: number | undefined;
}

interface Row {
  readonly user_id: number;
  readonly subject: string;
  readonly login: string;
  readonly access_level: string;
  readonly epoch: number;
  readonly second_factor: boolean;
  readonly session_seconds: number | null;
}

const lengthLimit = 512;
/** Rows of expired tokens stay that long: recovery emails are counted by them. */
const retentionMilliseconds = 86_400_000;
/**
 * Neither used nor expired; its user is not disabled and has the same epoch, and may change their own data where the token is
 * for a new password.
 */
const isGood = `t.hash = $1 AND t.purpose = $2 AND t.used_at IS NULL AND t.expires_at > $3
  AND u.id = t.user_id AND u.epoch = t.user_epoch AND NOT u.disabled
  AND (t.purpose <> 'password-reset' OR NOT u.readonly)`;
const columns = 'u.id AS user_id, u.subject, u.login, u.access_level, u.epoch, u.second_factor, t.session_seconds';

/** Tokens that work once. Only their hashes are stored. */
@Injectable()
export class OneTimeTokenStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** Stores a new token and deletes old ones; false when there is no such user, or a disabled one. */
  async insert(made: NewOneTimeToken, by: DoneBy, manager: EntityManager = this.dataSource.manager): Promise<boolean> {
    const now = this.clock.now();
    await manager.query('DELETE FROM one_time_tokens WHERE expires_at < $1', [
      new Date(now.getTime() - retentionMilliseconds),
    ]);
    const inserted = await this.audit.recordWith(
      manager,
      `INSERT INTO one_time_tokens (hash, purpose, user_id, user_epoch, session_seconds, created_at, expires_at)
       SELECT $1, $2, u.id, u.epoch, $4, $5, $6 FROM users u WHERE u.id = $3 AND NOT u.disabled RETURNING hash`,
      [digest(made.token), made.purpose, made.userId, made.sessionSeconds ?? null, now, made.expiresAt],
      { event: 'authn_token_created', subject: `user:${made.userId}`, reason: made.purpose, ...by },
    );
    return inserted.length > 0;
  }

  /** Finds the holder without using the token up. @throws DomainError one-time-token.invalid, attempts.exceeded */
  async holderOf(token: string, purpose: OneTimePurpose, origin: Origin): Promise<TokenHolder> {
    const rows = isStorable(token)
      ? await this.dataSource.query<Row[]>(`SELECT ${columns} FROM one_time_tokens t, users u WHERE ${isGood}`, [
          digest(token),
          purpose,
          this.clock.now(),
        ])
      : [];
    return this.requireHolder(rows, purpose, origin);
  }

  /**
   * Uses a token up: of any number of concurrent requests one succeeds.
   * @throws DomainError one-time-token.invalid, attempts.exceeded
   */
  async use(
    token: string,
    purpose: OneTimePurpose,
    origin: Origin,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<TokenHolder> {
    const [rows] = isStorable(token)
      ? await manager.query<[Row[], number]>(
          `UPDATE one_time_tokens t SET used_at = $3 FROM users u WHERE ${isGood} RETURNING ${columns}`,
          [digest(token), purpose, this.clock.now()],
        )
      : [[]];
    return this.requireHolder(rows, purpose, origin);
  }

  private async requireHolder([row]: readonly Row[], purpose: OneTimePurpose, origin: Origin): Promise<TokenHolder> {
    if (row !== undefined) return toHolder(row);
    await this.throttle.keyFailed(origin.ip);
    this.audit.record({ event: 'authn_login_fail', origin, reason: `one-time-token.${purpose}` });
    throw new DomainError('one-time-token.invalid');
  }
}

function isStorable(token: string): boolean {
  return token.length > 0 && token.length <= lengthLimit && token.isWellFormed();
}

function toHolder(row: Row): TokenHolder {
  return {
    user: {
      userId: row.user_id,
      subject: row.subject,
      login: row.login,
      accessLevel: toAccessLevel(row.access_level),
      disabled: false,
      epoch: row.epoch,
      secondFactor: row.second_factor,
    },
    sessionSeconds: row.session_seconds ?? undefined,
  };
}
