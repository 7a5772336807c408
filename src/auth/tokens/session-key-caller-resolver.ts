import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { isLive, type SessionState, userCaller } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import { digest } from '../accounts/secrets.js';
import type { UserCaller } from '../caller.js';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';

const touchMilliseconds = 60_000;
const shortMilliseconds = 300_000;
const lengthLimit = 255;

/** Resolves an opaque session key to a caller; its use keeps the session alive. */
@Injectable()
export class SessionKeyCallerResolver {
  private readonly touched = new LRUCache<string, number>({ max: 20_000 });

  constructor(
    private readonly dataSource: DataSource,
    private readonly states: AccountStateReader,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError session.invalid | attempts.exceeded */
  async authenticate(key: string, origin: Origin): Promise<UserCaller> {
    const state = key.length > lengthLimit ? undefined : await this.states.sessionKey(digest(key).toString('hex'));
    if (state?.sessionId === undefined) {
      await this.throttle.keyFailed(origin.ip);
      this.audit.record({ event: 'authn_login_fail', origin, reason: 'session-key.unknown' });
      throw new DomainError('session.invalid', 'unknown');
    }
    const user = await this.states.user(state.subject);
    const session = await this.states.session(state.sessionId);
    if (user === undefined || session === undefined || !isLive(session, user, this.clock.now())) {
      this.audit.record({ event: 'session_use_after_expire', subject: `session:${state.sessionId}`, origin });
      throw new DomainError('session.invalid', 'ended');
    }
    await this.touch(session);
    return userCaller(user, { sessionId: state.sessionId });
  }

  /**
   * Extends the session by its own idle life. At most one write a minute, except for a session that would end within minutes: a
   * short life is extended on every use.
   */
  private async touch({ sessionId, idleExpiresAt }: SessionState): Promise<void> {
    const now = this.clock.now();
    const isShort = idleExpiresAt.getTime() - now.getTime() < shortMilliseconds;
    if (!isShort && now.getTime() - (this.touched.get(sessionId) ?? 0) < touchMilliseconds) return;
    this.touched.set(sessionId, now.getTime());
    await this.dataSource.query(
      `UPDATE sessions SET idle_expires_at = $2::timestamptz + (idle_expires_at - last_used_at), last_used_at = $2
       WHERE id = $1 AND ended_at IS NULL AND ($3 OR last_used_at <= $2::timestamptz - interval '1 minute')`,
      [sessionId, now, isShort],
    );
    this.states.forgetSession(sessionId);
  }
}
