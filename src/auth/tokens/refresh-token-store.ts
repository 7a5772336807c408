import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Config, Vault } from '#config';
import { Statements } from '#database';
import { columnsOf, expressionsOf } from '#lists';
import { Repository } from 'typeorm';
import { toUserState, type UserState } from '../accounts/account-state.js';
import { UserEntity } from '../accounts/user.entity.js';
import { contextOf } from '../authentication-context.js';
import type { Origin } from '../credential.js';
import {
  deriveRefreshToken,
  isGenuine,
  parseRefreshToken,
  refreshPrefixes,
  type RefreshProfile,
} from './refresh-token.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import { SessionEntity } from './session.entity.js';
import { SessionStore, type BegunSession } from './session-store.js';

export interface Refreshed {
  readonly user: UserState;
  readonly session: GrantedSession;
  readonly refreshToken: string;
}

export interface RefreshRequest {
  readonly profile: RefreshProfile;
  /** Idle life of the session from now on. */
  readonly idleSeconds: number;
  /** The client that presents the token; null: nobody but the person. Another client's token is unknown (RFC 6749 §10.4). */
  readonly applicationId: number | null;
  /** Throws when the owner of a valid token may not get what is requested; the token is then not used up (R-REF-6). */
  readonly check: (owner: UserState, session: GrantedSession) => void;
}

/** What a client's session was granted; each part is null in a first-party one. */
export type GrantedSession = Pick<
  SessionEntity,
  'id' | 'scope' | 'resource' | 'authTime' | 'amr' | 'browserSessionId' | 'dpopThumbprint'
>;

/** What introspection shows of a live refresh token; times in seconds since 1970. */
export interface InspectedRefreshToken {
  readonly sessionId: string;
  readonly subject: string;
  readonly login: string;
  readonly scope: string;
  readonly audience: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly tokenId: undefined;
  /** Of the key that it is bound to; undefined: none. */
  readonly thumbprint: string | undefined;
  readonly authTime: number | undefined;
  readonly acr: string | undefined;
}

const sessionColumns = [
  'id',
  'userId',
  'applicationId',
  'browserSessionId',
  'scope',
  'resource',
  'authTime',
  'amr',
  'dpopThumbprint',
  'refreshSeed',
  'refreshRotation',
  'refreshGeneration',
  'refreshRotatedAt',
  'userEpoch',
  'createdAt',
  'lastUsedAt',
  'idleExpiresAt',
  'absoluteExpiresAt',
  'endedAt',
  'endReason',
] as const;
const userColumns = ['id', 'subject', 'login', 'accessLevel', 'disabled', 'epoch', 'secondFactor'] as const;

type SessionRow = Pick<SessionEntity, (typeof sessionColumns)[number]>;
type UserRow = Pick<UserEntity, (typeof userColumns)[number]>;

interface Family {
  readonly session: SessionRow;
  readonly seed: Buffer;
  readonly user: UserRow;
}

/** Read at each use of a token: one named statement. */
const familyById = `SELECT ${[
  ...Object.values(expressionsOf(columnsOf(SessionEntity), 's', sessionColumns)),
  ...Object.values(expressionsOf(columnsOf(UserEntity), 'u', userColumns)),
].join(', ')} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1 AND s.refresh_seed IS NOT NULL`;

const touchMilliseconds = 60_000;
const shortMilliseconds = 300_000;

/** Refresh tokens: one row a session, compare-and-swap rotation, the same successor for a repeated request. */
@Injectable()
export class RefreshTokenStore {
  private readonly key: Buffer;
  /** Tokens made under an older master secret are genuine, too. */
  private readonly keys: readonly Buffer[];
  private readonly graceMilliseconds: number;

  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    private readonly statements: Statements,
    private readonly sessionStore: SessionStore,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly throttle: ClientThrottle,
    vault: Vault,
    config: Config,
  ) {
    this.graceMilliseconds = config.refreshGraceSeconds * 1000;
    this.key = vault.derive('refresh tokens');
    this.keys = vault.deriveAll('refresh tokens').map(({ key }) => key);
  }

  first(session: BegunSession, profile: RefreshProfile): string {
    return deriveRefreshToken(this.key, session.refreshSeed, refreshPrefixes[profile], session.sessionId, 0);
  }

  /**
   * Uses a refresh token and returns the next one; the same one where the session does not rotate.
   * @throws DomainError refresh.invalid, and what `check` throws
   */
  async use(token: string, request: RefreshRequest, origin: Origin): Promise<Refreshed> {
    const { idleSeconds, check, profile } = request;
    const { family, generation } = await this.verify(token, request, origin);
    await this.assertLive(family, origin);
    const { session } = family;
    if (generation === session.refreshGeneration) check(toUserState(family.user), session);
    if (session.refreshRotation === 'off') {
      if (generation !== session.refreshGeneration) throw new DomainError('refresh.invalid', 'generation');
      await this.touch(family, idleSeconds);
      return this.answer(family, profile, generation);
    }
    if (generation === session.refreshGeneration && (await this.rotate(family, idleSeconds, origin)))
      return this.answer(family, profile, generation + 1);
    return this.replay(session.id, request, generation, origin);
  }

  /** The session of a genuine token of this client, whatever its age; undefined for anything else. */
  async sessionOf(
    token: string,
    applicationId?: number,
  ): Promise<{ readonly id: string; readonly userId: number } | undefined> {
    const parts = parseRefreshToken(token);
    const family = parts && (await this.find(parts.sessionId));
    if (applicationId !== undefined && family?.session.applicationId !== applicationId) return undefined;
    if (!parts || !family || !isGenuine(parts, this.keys, family.seed)) return undefined;
    return { id: parts.sessionId, userId: family.session.userId };
  }

  /** The newest refresh token of a live session of this client, for introspection; undefined for anything else. */
  async inspect(token: string, applicationId: number): Promise<InspectedRefreshToken | undefined> {
    const parts = parseRefreshToken(token);
    const family = parts && (await this.find(parts.sessionId));
    if (parts === undefined || family === undefined || family.session.applicationId !== applicationId) return undefined;
    const { session, user } = family;
    const isNewest = parts.generation === session.refreshGeneration;
    if (!isNewest || !isGenuine(parts, this.keys, family.seed) || !this.isLive(family)) return undefined;
    return {
      sessionId: session.id,
      subject: user.subject,
      login: user.login,
      scope: session.scope ?? '',
      audience: session.resource ?? undefined,
      issuedAt: toSeconds(session.refreshRotatedAt ?? session.createdAt),
      expiresAt: Math.min(toSeconds(session.idleExpiresAt), toSeconds(session.absoluteExpiresAt)),
      tokenId: undefined,
      thumbprint: session.dpopThumbprint ?? undefined,
      authTime: session.authTime === null ? undefined : toSeconds(session.authTime),
      acr: contextOf(session.amr ?? []),
    };
  }

  /** A token of the previous generation: the client lost our answer, or somebody stole the token. */
  private async replay(
    sessionId: string,
    { profile, check }: RefreshRequest,
    generation: number,
    origin: Origin,
  ): Promise<Refreshed> {
    const family = await this.find(sessionId);
    if (family === undefined) throw new DomainError('refresh.invalid', 'unknown');
    await this.assertLive(family, origin);
    const { session } = family;
    const rotatedAt = session.refreshRotatedAt?.getTime() ?? 0;
    const inGrace = this.clock.now().getTime() - rotatedAt <= this.graceMilliseconds;
    if (generation === session.refreshGeneration - 1 && inGrace) {
      check(toUserState(family.user), session);
      return this.answer(family, profile, generation + 1);
    }
    await this.sessionStore.end(sessionId, origin, 'authn_token_reuse');
    throw new DomainError('refresh.invalid', 'reused');
  }

  /** @throws DomainError refresh.invalid, attempts.exceeded; a forged token that names a real session does nothing to it (R-REF-5) */
  private async verify(
    token: string,
    { profile, applicationId }: RefreshRequest,
    origin: Origin,
  ): Promise<{ readonly family: Family; readonly generation: number }> {
    const parts = parseRefreshToken(token);
    const family = parts?.prefix === refreshPrefixes[profile] ? await this.find(parts.sessionId) : undefined;
    const known = family?.session.applicationId === applicationId ? family : undefined;
    if (parts === undefined || known === undefined || !isGenuine(parts, this.keys, known.seed)) {
      await this.throttle.keyFailed(origin.ip);
      this.audit.record({ event: 'authn_login_fail', origin, reason: 'refresh-token.unknown' });
      throw new DomainError('refresh.invalid', 'unknown');
    }
    return { family: known, generation: parts.generation };
  }

  private async find(sessionId: string): Promise<Family | undefined> {
    const [row] = await this.statements.namedValues(familyById, [sessionId]);
    if (row === undefined) return undefined;
    // The border where columns become the properties that were asked for, in their order.
    const session = toObject(sessionColumns, row) as SessionRow;
    const user = toObject(userColumns, row.slice(sessionColumns.length)) as UserRow;
    return session.refreshSeed === null ? undefined : { session, seed: session.refreshSeed, user };
  }

  private async assertLive({ session, user }: Family, origin: Origin): Promise<void> {
    if (this.isLive({ session, user })) return;
    this.audit.record({
      event: 'session_use_after_expire',
      actor: `user:${user.id}`,
      subject: `session:${session.id}`,
      origin,
    });
    throw new DomainError('refresh.invalid', session.endReason ?? 'expired');
  }

  private isLive({ session, user }: Pick<Family, 'session' | 'user'>): boolean {
    const now = this.clock.now();
    return (
      session.endedAt === null &&
      session.idleExpiresAt > now &&
      session.absoluteExpiresAt > now &&
      session.userEpoch === user.epoch &&
      !user.disabled
    );
  }

  /** Compare-and-swap: of any number of concurrent requests, one wins (R-REF-3). */
  private async rotate({ session, user }: Family, idleSeconds: number, origin: Origin): Promise<boolean> {
    const now = this.clock.now();
    const rotated = await this.audit.recordWithNamed(
      `UPDATE sessions s
       SET refresh_generation = s.refresh_generation + 1, refresh_rotated_at = $3, last_used_at = $3, idle_expires_at = $4
       FROM users u
       WHERE s.id = $1 AND s.refresh_generation = $2 AND s.ended_at IS NULL
         AND u.id = s.user_id AND NOT u.disabled AND u.epoch = s.user_epoch
       RETURNING s.id`,
      [session.id, session.refreshGeneration, now, idleEnd(session, now, idleSeconds)],
      { event: 'session_renewed', actor: `user:${user.id}`, subject: `session:${session.id}`, origin },
    );
    return rotated === 1;
  }

  /** At most one write a minute, except for a session that would end within minutes: a short life is extended on every use. */
  private async touch({ session }: Family, idleSeconds: number): Promise<void> {
    const now = this.clock.now();
    const isRecent = now.getTime() - session.lastUsedAt.getTime() < touchMilliseconds;
    if (isRecent && session.idleExpiresAt.getTime() - now.getTime() >= shortMilliseconds) return;
    await this.sessions
      .createQueryBuilder()
      .update()
      .set({ lastUsedAt: now, idleExpiresAt: idleEnd(session, now, idleSeconds) })
      .where('id = :id AND ended_at IS NULL', { id: session.id })
      .execute();
  }

  private answer(family: Family, profile: RefreshProfile, generation: number): Refreshed {
    const { session, seed } = family;
    return {
      user: toUserState(family.user),
      session,
      refreshToken: deriveRefreshToken(this.key, seed, refreshPrefixes[profile], session.id, generation),
    };
  }
}

function toObject(names: readonly string[], row: readonly unknown[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name, at) => [name, row[at]]));
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** A session that began with a shorter idle life keeps it. */
function idleEnd(session: SessionRow, now: Date, idleSeconds: number): Date {
  const own = session.idleExpiresAt.getTime() - session.lastUsedAt.getTime();
  return new Date(now.getTime() + Math.min(idleSeconds * 1000, own));
}
