import { DomainError } from '#errors';
import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditEvent, AuditLogService } from '#audit';
import { Clock } from '#config';
import { SettingsService } from '#settings';
import { type EntityManager, Repository, type SelectQueryBuilder } from 'typeorm';
import { toAccessLevel, type UserState } from '../accounts/account-state.js';
import { digest, randomBase62 } from '../accounts/secrets.js';
import type { Origin } from '../credential.js';
import { SecondFactorPolicy } from '../factors/second-factor-policy.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { SessionEntity } from './session.entity.js';

/** One sign-in as its owner may see it. */
export interface SessionView {
  readonly id: string;
  /** The dialect it began in. */
  readonly dialect: string;
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  /** Carried by the cookie of the sign-in pages. */
  readonly browser: boolean;
  /** The name of the OAuth client that it belongs to. */
  readonly client: string | undefined;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

export interface NewSession {
  readonly rotation: 'off' | 'grace';
  /** It ends when it is unused for that long. */
  readonly idleSeconds: number;
  readonly withKey: boolean;
  /** An OAuth client's session; without it the session is first-party. */
  readonly client?: ClientGrant;
  /** How the person proved who they are just now (RFC 8176), in a first-party session. */
  readonly amr?: readonly string[];
  /** The app password that it began with. */
  readonly appPasswordId?: number;
  /** A sign-in at the authorization endpoint: how the person proved who they are (RFC 8176), and when. */
  readonly browser?: { readonly amr: readonly string[]; readonly authTime: Date };
}

/** What an OAuth client was granted for a person. */
export interface ClientGrant {
  readonly applicationId: number;
  /** For the audit log. */
  readonly clientId?: string | undefined;
  /** Space-separated. */
  readonly scope: string;
  /** Audience of the access tokens, where it is not this server. */
  readonly resource: string | undefined;
  readonly browserSessionId: string | undefined;
  readonly authTime: Date;
  readonly amr: readonly string[];
  readonly dpopThumbprint: string | undefined;
}

export interface BegunSession {
  readonly sessionId: string;
  readonly refreshSeed: Buffer;
  readonly sessionKey: string | undefined;
}

type LockedUser = Pick<UserState, 'userId' | 'accessLevel' | 'secondFactor'> & { readonly maxSessions: number | null };

interface LockedRow {
  readonly max_sessions: number | null;
  readonly epoch: number;
  readonly disabled: boolean;
  readonly second_factor: boolean;
  readonly access_level: string;
}

const day = 86_400_000;
/** R-REF-2; a refresh token that does not rotate is documented to live for ever (decisions.md, Watcher v3). */
const absoluteMilliseconds = { grace: 90 * day, off: 36_500 * day } as const;
/** Per user, where neither the user nor the installation has another limit (R-API 6). */
const usualMaxSessions = 50;
const listLimit = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sessions of people: begins, lists and ends them. */
@Injectable()
export class SessionStore {
  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    private readonly revocations: RevocationsService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly settings: SettingsService,
    private readonly factors: SecondFactorPolicy,
  ) {}

  /**
   * Begins a session. Beyond the user's `maxSessions`, else the installation's, else 50, the oldest ends in the same transaction,
   * which locks the user's row.
   * @param signIn what identified the user, recorded in the same transaction
   * @throws DomainError password.wrong when the user was disabled or got another password since they were verified;
   *   factor.missing | factor.enrolment-required where the proofs lack the second factor that the account has or must have
   */
  async begin(
    user: UserState,
    wanted: NewSession,
    origin: Origin,
    signIn: readonly AuditEvent[] = [],
  ): Promise<BegunSession> {
    return this.sessions.manager.transaction((manager) => this.beginIn(manager, user, wanted, origin, signIn));
  }

  /** The same in the caller's transaction. */
  async beginIn(
    manager: EntityManager,
    user: UserState,
    wanted: NewSession,
    origin: Origin,
    signIn: readonly AuditEvent[] = [],
  ): Promise<BegunSession> {
    const now = this.clock.now();
    const sessionId = randomUUID();
    const refreshSeed = randomBytes(32);
    const sessionKey = wanted.withKey ? randomBase62(27) : undefined;
    const { maxSessions: installationLimit } = await this.settings.read();
    const { client, browser, amr } = wanted;
    const locked = await this.lockUser(manager, user);
    const proof = client?.amr ?? browser?.amr ?? amr ?? [];
    if (wanted.appPasswordId === undefined) await this.factors.assertProven(locked, proof, manager);
    const maxSessions = locked.maxSessions ?? installationLimit ?? usualMaxSessions;
    await manager.insert(SessionEntity, {
      id: sessionId,
      userId: user.userId,
      dialect: origin.dialect,
      keyHash: sessionKey === undefined ? null : browser ? browserKeyHash(sessionKey) : digest(sessionKey),
      refreshSeed: browser ? null : refreshSeed,
      refreshRotation: wanted.rotation,
      userEpoch: user.epoch,
      ip: origin.ip,
      userAgent: origin.userAgent?.slice(0, 255).toWellFormed().replaceAll('\0', '') ?? null,
      createdAt: now,
      lastUsedAt: now,
      idleExpiresAt: new Date(now.getTime() + wanted.idleSeconds * 1000),
      absoluteExpiresAt: new Date(now.getTime() + absoluteMilliseconds[wanted.rotation]),
      appPasswordId: wanted.appPasswordId ?? null,
      applicationId: client?.applicationId ?? null,
      scope: client?.scope ?? null,
      resource: client?.resource ?? null,
      browserSessionId: client?.browserSessionId ?? null,
      browser: browser !== undefined,
      authTime: client?.authTime ?? browser?.authTime ?? (amr && now) ?? null,
      amr: [...proof],
      dpopThumbprint: client?.dpopThumbprint ?? null,
    });
    const ended = await this.endOldest(manager, user, sessionId, maxSessions);
    await this.audit.recordIn(manager, ...signIn, ...ended.map((id) => expired(id, origin)), {
      event: 'session_created',
      actor: `user:${user.userId}`,
      subject: `session:${sessionId}`,
      client: client?.clientId,
      origin,
    });
    await this.revocations.record(manager, 'session', ended);
    return { sessionId, refreshSeed, sessionKey };
  }

  /** Ends a session with its tokens and key; true when it was live. */
  async end(
    sessionId: string,
    origin: Origin,
    event: 'session_logout' | 'authn_token_reuse' = 'session_logout',
    actor?: string,
  ): Promise<boolean> {
    if (!uuid.test(sessionId)) return false;
    const ended = await this.revocations.recordWith('session', sessionId, (manager) =>
      this.audit.recordWith(
        manager,
        'UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL RETURNING id',
        [sessionId, this.clock.now(), event === 'session_logout' ? 'logout' : 'refresh-reuse'],
        { event, actor, subject: `session:${sessionId}`, origin },
      ),
    );
    return ended.length === 1;
  }

  /** Ends a live session of this user; false for one that is somebody else's, has ended, or does not exist. */
  async endOf(userId: number, sessionId: string, origin: Origin, actor?: string): Promise<boolean> {
    if ((await this.begunAt(userId, sessionId)) === undefined) return false;
    return this.end(sessionId, origin, 'session_logout', actor);
  }

  /**
   * Ends every live session of a user, with their tokens.
   * @param but one that stays
   * @returns how many ended
   */
  async endAll(userId: number, origin: Origin, actor?: string, but?: string): Promise<number> {
    return this.sessions.manager.transaction(async (manager) => {
      const [rows] = await manager.query<[{ id: string }[], number]>(
        `UPDATE sessions SET ended_at = $2, end_reason = 'logout'
         WHERE user_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id <> $3::uuid)
           AND idle_expires_at > $2 AND absolute_expires_at > $2
           AND user_epoch = (SELECT epoch FROM users WHERE id = $1)
         RETURNING id`,
        [userId, this.clock.now(), but ?? null],
      );
      const ids = rows.map(({ id }) => id);
      const events = ids.map((id): AuditEvent => ({
        event: 'session_logout',
        actor,
        subject: `session:${id}`,
        origin,
      }));
      await this.audit.recordIn(manager, ...events);
      await this.revocations.record(manager, 'session', ids);
      return ids.length;
    });
  }

  /** Live sessions of one user, newest first; the first 100. */
  async list(userId: number): Promise<readonly SessionView[]> {
    const rows = await this.live(userId)
      .orderBy('s.created_at', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .limit(listLimit)
      .getMany();
    const clients = await this.sessions.query<{ id: number; name: string }[]>(
      'SELECT id, name FROM applications WHERE id = ANY($1::int[])',
      [rows.flatMap(({ applicationId }) => applicationId ?? [])],
    );
    const names = new Map(clients.map(({ id, name }) => [id, name]));
    return rows.map((row) => toView(row, names));
  }

  /** When a live session of this user began. */
  async begunAt(userId: number, sessionId: string): Promise<Date | undefined> {
    if (!uuid.test(sessionId)) return undefined;
    const row = await this.live(userId).andWhere('s.id = :sessionId', { sessionId }).getOne();
    return row?.createdAt;
  }

  private live(userId: number): SelectQueryBuilder<SessionEntity> {
    return this.sessions
      .createQueryBuilder('s')
      .where('s.user_id = :userId AND s.ended_at IS NULL', { userId })
      .andWhere('s.idle_expires_at > :now AND s.absolute_expires_at > :now', { now: this.clock.now() })
      .andWhere('s.user_epoch = (SELECT epoch FROM users WHERE id = s.user_id)');
  }

  /** What counts is what the row says now: a factor may have been added since the user was verified. */
  private async lockUser(manager: EntityManager, user: UserState): Promise<LockedUser> {
    const [row] = await manager.query<LockedRow[]>(
      'SELECT max_sessions, epoch, disabled, second_factor, access_level FROM users WHERE id = $1 FOR NO KEY UPDATE',
      [user.userId],
    );
    if (row === undefined || row.disabled || row.epoch !== user.epoch)
      throw new DomainError('password.wrong', 'the account changed meanwhile');
    return {
      userId: user.userId,
      accessLevel: toAccessLevel(row.access_level),
      secondFactor: row.second_factor,
      maxSessions: row.max_sessions,
    };
  }

  private async endOldest(
    manager: EntityManager,
    user: UserState,
    newest: string,
    maxSessions: number,
  ): Promise<readonly string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `UPDATE sessions SET ended_at = $1, end_reason = 'max-sessions'
       WHERE id IN (
         SELECT id FROM sessions
         WHERE user_id = $2 AND id <> $3 AND ended_at IS NULL AND user_epoch = $4
           AND idle_expires_at > $1 AND absolute_expires_at > $1
         ORDER BY created_at DESC, id DESC
         OFFSET $5)
       RETURNING id`,
      [this.clock.now(), user.userId, newest, user.epoch, Math.max(maxSessions - 1, 0)],
    );
    return rows.map(({ id }) => id);
  }
}

function expired(id: string, origin: Origin): AuditEvent {
  return { event: 'session_expired', subject: `session:${id}`, origin, reason: 'max-sessions' };
}

/** A browser's cookie is no session key of Watcher's API v2: its digest differs, so that neither works in the other's place. */
export function browserKeyHash(key: string): Buffer {
  return digest(`browser:${key}`);
}

function toView(row: SessionEntity, clients: ReadonlyMap<number, string>): SessionView {
  return {
    id: row.id,
    dialect: row.dialect,
    ip: row.ip ?? undefined,
    userAgent: row.userAgent ?? undefined,
    browser: row.browser,
    client: row.applicationId === null ? undefined : clients.get(row.applicationId),
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
  };
}
