import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditEvent, AuditLogService } from '#audit';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import { toUserState, type UserState } from '../accounts/account-state.js';
import { randomBase62 } from '../accounts/secrets.js';
import { UserEntity } from '../accounts/user.entity.js';
import type { Origin } from '../credential.js';
import { SecondFactorPolicy } from '../factors/second-factor-policy.js';
import { SessionEntity } from '../tokens/session.entity.js';
import { browserKeyHash, SessionStore } from '../tokens/session-store.js';

/** A person signed in at the authorization endpoint in one browser. */
export interface BrowserSession {
  readonly sessionId: string;
  readonly user: UserState;
  /** When they last proved who they are, and how (RFC 8176). */
  readonly authTime: Date;
  readonly amr: readonly string[];
}

/** It ends when it is unused for that long. */
const idleSeconds = 86_400;
const keyForm = /^[0-9A-Za-z]{27}$/;

/** Sessions behind the cookie of the authorization endpoint. The cookie's value is stored as a digest. */
@Injectable()
export class BrowserSessionStore {
  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly sessionStore: SessionStore,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly factors: SecondFactorPolicy,
  ) {}

  /** The live session of a cookie; undefined for anything else. */
  async find(key: string | undefined): Promise<BrowserSession | undefined> {
    if (key === undefined || !keyForm.test(key)) return undefined;
    const session = await this.sessions.findOneBy({ keyHash: browserKeyHash(key), browser: true });
    const user = session && (await this.users.findOneBy({ id: session.userId }));
    const now = this.clock.now();
    if (!session || !user || session.endedAt !== null || session.userEpoch !== user.epoch || user.disabled)
      return undefined;
    if (session.idleExpiresAt <= now || session.absoluteExpiresAt <= now) return undefined;
    return {
      sessionId: session.id,
      user: toUserState(user),
      authTime: session.authTime ?? session.createdAt,
      amr: session.amr ?? [],
    };
  }

  /** The same, where its proofs suffice for the account as it is now: a factor may have been added or required since. */
  async findProven(key: string | undefined): Promise<BrowserSession | undefined> {
    const session = await this.find(key);
    if (session === undefined) return undefined;
    return (await this.factors.missing(session.user, session.amr)) === undefined ? session : undefined;
  }

  /**
   * Begins a session, or renews the one that the same person has in this browser already. Its key is always new (ASVS 7.2.4).
   * @param earlier what the browser's cookie stood for; another person's session ends
   * @param proof what identified the person, recorded with the session
   * @param provenAt when they proved who they are, where that was not now; a later time counts as now
   * @throws DomainError password.wrong | factor.missing | factor.enrolment-required, as `SessionStore.begin`
   */
  async begin(
    user: UserState,
    amr: readonly string[],
    earlier: BrowserSession | undefined,
    origin: Origin,
    proof: readonly AuditEvent[],
    provenAt?: Date,
  ): Promise<{ readonly key: string; readonly session: BrowserSession }> {
    const now = this.clock.now();
    const authTime = provenAt !== undefined && provenAt < now ? provenAt : now;
    if (earlier?.user.userId === user.userId) {
      const renewed = await this.renew(earlier, user, { amr, authTime }, origin, proof);
      if (renewed !== undefined) return renewed;
    } else if (earlier !== undefined) {
      await this.sessionStore.end(earlier.sessionId, origin, 'session_logout', `user:${user.userId}`);
    }
    const begun = await this.sessionStore.begin(
      user,
      { rotation: 'grace', idleSeconds, withKey: true, browser: { amr, authTime } },
      origin,
      proof,
    );
    const session = { sessionId: begun.sessionId, user, authTime, amr };
    return { key: begun.sessionKey ?? '', session };
  }

  /** Prolongs a session that was used. */
  async touch({ sessionId }: BrowserSession): Promise<void> {
    const now = this.clock.now();
    await this.sessions.update(
      { id: sessionId },
      { lastUsedAt: now, idleExpiresAt: new Date(now.getTime() + idleSeconds * 1000) },
    );
  }

  /** Ends it and the sessions of clients that were authorized in it, but for those that may act without the person. */
  async signOut(sessionId: string, origin: Origin, actor: string): Promise<void> {
    const rows = await this.sessions
      .createQueryBuilder('s')
      .select('s.id', 'id')
      .where('s.browser_session_id = :sessionId AND s.ended_at IS NULL', { sessionId })
      .andWhere("(' ' || s.scope || ' ') NOT LIKE '% offline_access %'")
      .getRawMany<{ id: string }>();
    for (const { id } of [{ id: sessionId }, ...rows]) await this.sessionStore.end(id, origin, 'session_logout', actor);
  }

  private async renew(
    { sessionId }: BrowserSession,
    user: UserState,
    { amr, authTime }: Pick<BrowserSession, 'amr' | 'authTime'>,
    origin: Origin,
    proof: readonly AuditEvent[],
  ): Promise<{ readonly key: string; readonly session: BrowserSession } | undefined> {
    await this.factors.assertProven(user, amr, this.sessions.manager);
    const now = this.clock.now();
    const key = randomBase62(27);
    const rows = await this.audit.recordWith(
      this.sessions.manager,
      `UPDATE sessions SET key_hash = $2, auth_time = $6, amr = $4, last_used_at = $3, idle_expires_at = $5
       WHERE id = $1 AND ended_at IS NULL RETURNING id`,
      [sessionId, browserKeyHash(key), now, amr, new Date(now.getTime() + idleSeconds * 1000), authTime],
      ...proof,
      { event: 'session_renewed', actor: `user:${user.userId}`, subject: `session:${sessionId}`, origin },
    );
    return rows.length === 0 ? undefined : { key, session: { sessionId, user, authTime, amr } };
  }
}
