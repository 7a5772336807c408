import { Injectable } from '@nestjs/common';
import { Clock, Config } from '#config';
import { DataSource } from 'typeorm';
import { applicationLevels, type ApplicationLevel } from '../caller.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { SessionEntity } from '../tokens/session.entity.js';
import {
  type ApplicationState,
  type KeyState,
  type SessionState,
  toUserState,
  type UserState,
} from './account-state.js';
import { ApplicationEntity } from './application.entity.js';
import { toRegistration } from './client-registration.js';
import { type LimitColumns, toKeyLimits } from './key-limits.js';
import { normalLogin } from './normal-form.js';
import { StateCache } from './state-cache.js';
import { UserEntity } from './user.entity.js';

const limit = 20_000;

/** A user's personal key, or one with limits, by its secret or by the one before the last rotation. */
const keyByHash = `
  SELECT u.subject, true AS personal, NULL::integer AS id, NULL AS scope, NULL::integer AS "organizationId",
    NULL::integer AS "folderId", NULL::integer[] AS "cameraIds", '{}'::text[] AS networks, NULL::timestamptz AS "endsAt"
  FROM api_keys k JOIN users u ON u.id = k.user_id WHERE k.key_hash = $1
  UNION ALL
  SELECT u.subject, false, k.id, k.scope, k.organization_id, k.folder_id, k.camera_ids, k.networks,
    CASE WHEN k.key_hash = $1 THEN k.expires_at ELSE least(k.expires_at, k.previous_expires_at) END
  FROM scoped_keys k JOIN users u ON u.id = k.user_id WHERE k.key_hash = $1 OR k.previous_key_hash = $1`;

/**
 * The state of accounts, behind caches of `Config.accountStateSeconds` that revocations clear: those of this instance with
 * their commit, those of others within a second. A cache stands in front of each query, so these are query builders and SQL,
 * no repositories.
 */
@Injectable()
export class AccountStateReader {
  private readonly users: StateCache<UserState>;
  private readonly logins: StateCache<UserState>;
  private readonly applications: StateCache<ApplicationState>;
  private readonly sessions: StateCache<SessionState>;
  private readonly apiKeys: StateCache<KeyState>;
  private readonly sessionKeys: StateCache<KeyState>;

  constructor(
    private readonly dataSource: DataSource,
    revocations: RevocationsService,
    clock: Clock,
    config: Config,
  ) {
    // Without news from the others, every use reads the database.
    const life = (): number => (revocations.isCurrent ? config.accountStateSeconds * 1000 : 0);
    const cache = <V extends object>(read: (key: string) => Promise<V | undefined>): StateCache<V> =>
      new StateCache(read, () => clock.now().getTime(), life, limit);
    this.users = cache((subject) => this.readUser('u.subject = :key', subject));
    this.logins = cache((login) => this.readUser('lower(u.login) = lower(:key)', login));
    this.applications = cache((clientId) => this.readApplication(clientId));
    this.sessions = cache((id) => this.readSession(id));
    this.apiKeys = cache((hash) => this.readApiKey(hash));
    this.sessionKeys = cache((hash) => this.readSessionKey(hash));
    revocations.listen('user', (subject) => this.forgetUser(subject));
    revocations.listen('application', (clientId) => this.applications.forget(clientId));
    revocations.listen('session', (id) => this.forgetSession(id));
    revocations.listen('api-keys', () => this.apiKeys.forgetAll());
    revocations.listenForResets(() => this.forgetAll());
  }

  user(subject: string): Promise<UserState | undefined> | UserState {
    return this.users.find(subject);
  }

  /** By login in its normal form, without regard to case. */
  userByLogin(login: string): Promise<UserState | undefined> | UserState {
    return this.logins.find(normalLogin(login));
  }

  application(clientId: string): Promise<ApplicationState | undefined> | ApplicationState {
    return this.applications.find(clientId);
  }

  /** The cached state, if any; no query. */
  rememberedApplication(clientId: string): ApplicationState | undefined {
    return this.applications.remembered(clientId);
  }

  /** The state from the database, past the cache. */
  rereadApplication(clientId: string): Promise<ApplicationState | undefined> {
    return this.applications.reread(clientId);
  }

  session(sessionId: string): Promise<SessionState | undefined> | SessionState {
    return this.sessions.find(sessionId);
  }

  /** @param hash SHA-256 of the key, in hex */
  apiKey(hash: string): Promise<KeyState | undefined> | KeyState {
    return this.apiKeys.find(hash);
  }

  /** @param hash SHA-256 of the key, in hex */
  sessionKey(hash: string): Promise<KeyState | undefined> | KeyState {
    return this.sessionKeys.find(hash);
  }

  /** For changes that revoke nothing; those that do are heard. */
  forgetSession(sessionId: string): void {
    this.sessions.forget(sessionId);
  }

  private forgetUser(subject: string): void {
    this.users.forget(subject);
    // A login may be cached in several spellings (case); all of them go.
    this.logins.forgetAll();
  }

  private forgetAll(): void {
    for (const cache of [this.users, this.logins, this.applications, this.sessions, this.apiKeys, this.sessionKeys])
      cache.forgetAll();
  }

  private async readUser(where: string, key: string): Promise<UserState | undefined> {
    const row = await this.dataSource
      .createQueryBuilder(UserEntity, 'u')
      .select(['u.id', 'u.subject', 'u.login', 'u.accessLevel', 'u.disabled', 'u.epoch', 'u.secondFactor'])
      .where(where, { key })
      .getOne();
    return row === null ? undefined : toUserState(row);
  }

  private async readApplication(clientId: string): Promise<ApplicationState | undefined> {
    const row = await this.dataSource.manager.findOneBy(ApplicationEntity, { clientId });
    return row === null ? undefined : toApplicationState(row);
  }

  private async readSession(id: string): Promise<SessionState | undefined> {
    const row = await this.dataSource
      .createQueryBuilder(SessionEntity, 's')
      .innerJoin(UserEntity, 'u', 'u.id = s.user_id')
      .select('u.subject', 'subject')
      .addSelect('s.user_epoch', 'userEpoch')
      .addSelect('s.ended_at IS NOT NULL', 'ended')
      .addSelect('s.idle_expires_at', 'idleExpiresAt')
      .addSelect('s.absolute_expires_at', 'absoluteExpiresAt')
      .where('s.id = :id', { id })
      .getRawOne<Omit<SessionState, 'sessionId'>>();
    return row === undefined ? undefined : { sessionId: id, ...row };
  }

  private async readApiKey(hash: string): Promise<KeyState | undefined> {
    const [row] = await this.dataSource.query<
      (LimitColumns & { readonly subject: string; readonly personal: boolean })[]
    >(keyByHash, [Buffer.from(hash, 'hex')]);
    if (row === undefined) return undefined;
    return { subject: row.subject, sessionId: undefined, ...(row.personal ? {} : { limits: toKeyLimits(row) }) };
  }

  private async readSessionKey(hash: string): Promise<KeyState | undefined> {
    const row = await this.dataSource
      .createQueryBuilder(SessionEntity, 's')
      .innerJoin(UserEntity, 'u', 'u.id = s.user_id')
      .select('u.subject', 'subject')
      .addSelect('s.id', 'sessionId')
      .where('s.key_hash = :hash', { hash: Buffer.from(hash, 'hex') })
      .getRawOne<{ subject: string; sessionId: string }>();
    return row;
  }
}

function toApplicationState(row: ApplicationEntity): ApplicationState {
  return {
    applicationId: row.id,
    clientId: row.clientId,
    name: row.name,
    level: toLevel(row.level),
    organizationId: row.organizationId ?? undefined,
    scope: row.scope ?? undefined,
    epoch: row.epoch,
    revoked: row.revokedAt !== null,
    secretDigest: row.secretHash ?? undefined,
    previousSecret:
      row.previousSecretHash === null || row.previousSecretExpiresAt === null
        ? undefined
        : { digest: row.previousSecretHash, expiresAt: row.previousSecretExpiresAt },
    registration: toRegistration(row),
    documentExpiresAt: row.documentExpiresAt ?? undefined,
  };
}

/** An unknown level in the database gives the least rights. */
export function toLevel(text: string): ApplicationLevel {
  return applicationLevels.find((level) => level === text) ?? 'user';
}
