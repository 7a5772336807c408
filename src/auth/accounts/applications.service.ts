import { DomainError, hasCode } from '#errors';
import { isTaken } from '#database';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import type { ApplicationLevel } from '../caller.js';
import { readScope } from '../identity-scopes.js';
import { grantScope, permissionsOfApplication } from '../permissions.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import {
  checkRegistration,
  type ClientRegistration,
  isClientId,
  type NewRegistration,
  toColumns,
  toRegistration,
} from './client-registration.js';
import { toLevel } from './account-state-reader.js';
import { ApplicationEntity } from './application.entity.js';
import type { DoneBy } from './done-by.js';
import { markedSecret } from './marked-secret.js';
import { digest, randomBase62, randomHex } from './secrets.js';

/** A program with a client id. */
export interface Application {
  readonly id: number;
  readonly clientId: string;
  readonly name: string;
  readonly level: ApplicationLevel;
  readonly owner: string | undefined;
  readonly organizationId: number | undefined;
  /** Undefined: all that its level allows. */
  readonly scope: string | undefined;
  readonly revoked: boolean;
  readonly createdAt: Date;
  readonly registration: ClientRegistration;
}

/** The form of its id and secret: that of CAM2 v1 or v2, or ours. */
export type ClientFormat = 'cam2-v1' | 'cam2-v2' | 'native';

export interface NewApplication {
  readonly name: string;
  readonly level: ApplicationLevel;
  readonly owner?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly scope?: string | undefined;
  readonly format?: ClientFormat | undefined;
  /** Chosen by an operator who moves an existing client here; never by the client itself (RFC 9700 §4.15). */
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Rejects a name that another unrevoked application has; of two concurrent requests one gets it. */
  readonly uniqueName?: boolean;
}

/** What a client says of itself. */
export type DescribedApplication = Pick<Application, 'name' | 'registration'> & { readonly scope: string };

/** Changes of an application; what is left out stays. */
export interface ApplicationChange {
  readonly name?: string | undefined;
  readonly owner?: string | undefined;
  readonly level?: ApplicationLevel | undefined;
  readonly scope?: string | undefined;
  readonly registration?: NewRegistration | undefined;
}

const endingColumns: ReadonlySet<string> = new Set(['level', 'scope', 'grants', 'authMethod', 'jwks']);

const formats: Readonly<Record<ClientFormat, { readonly id: () => string; readonly secret: () => string }>> = {
  'cam2-v1': { id: () => randomHex(32), secret: () => randomHex(24) },
  'cam2-v2': { id: () => randomHex(48), secret: () => randomHex(48) },
  native: { id: () => `c_${randomBase62(24)}`, secret: () => markedSecret('cgc') },
};
const listLimit = 10_000;
const unusedMilliseconds = 3_600_000;
// Any constant will do.
const nameLocks = 4_207_537;
const clientIdForm = /^[A-Za-z0-9._~-]{8,100}$/;
const clientSecretForm = /^[\x21-\x7e]{20,255}$/;

/** Applications: reading, creating, changing and revoking them and their secrets. */
@Injectable()
export class ApplicationsService {
  constructor(
    @InjectRepository(ApplicationEntity) private readonly applications: Repository<ApplicationEntity>,
    private readonly revocations: RevocationsService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * @returns the application and its secret, which cannot be read again
   * @throws DomainError client-id.taken (also, with `reason: 'unacceptable'`, for an id outside 8 to 100 of `A-Za-z0-9._~-`,
   *   and with `reason: 'name'` where names are to be unique)
   *   | password.unacceptable for a given secret outside 20 to 255 printable ASCII characters | scope.invalid
   */
  async create(
    given: NewApplication,
    by: DoneBy = {},
  ): Promise<{ readonly application: Application; readonly clientSecret: string }> {
    const clientSecret = given.clientSecret ?? formats[given.format ?? 'native'].secret();
    checkGiven(given, clientSecret);
    return { application: await this.insert(given, checkRegistration({}), clientSecret, by), clientSecret };
  }

  /**
   * Creates an OAuth client, as `create` does.
   * @returns no secret for one that authenticates without
   * @throws DomainError as `create` does; account.invalid for parts that do not fit together (`reason`: the field)
   */
  async register(
    given: NewApplication,
    wanted: NewRegistration,
    by: DoneBy = {},
  ): Promise<{ readonly application: Application; readonly clientSecret: string | undefined }> {
    const registration = checkRegistration(wanted);
    const { authMethod } = registration;
    const secretless = authMethod === 'none' || authMethod === 'private_key_jwt';
    if (secretless && given.clientSecret !== undefined)
      throw new DomainError('account.invalid', 'this client has no secret', { reason: 'client-secret' });
    const clientSecret = secretless ? undefined : (given.clientSecret ?? formats[given.format ?? 'native'].secret());
    checkGiven(given, clientSecret);
    return { application: await this.insert(given, registration, clientSecret, by), clientSecret };
  }

  /**
   * Creates the client of a metadata document, or brings it up to date; one that was revoked stays as it is. Those that nobody
   * allowed anything within an hour are forgotten along the way.
   * @throws DomainError account.not-found for one that was revoked
   */
  async describe(
    clientId: string,
    { name, scope, registration }: DescribedApplication,
    documentExpiresAt: Date,
  ): Promise<void> {
    const by = { reason: 'metadata document' };
    if (!(await this.applications.existsBy({ clientId }))) {
      await this.forgetUnused();
      try {
        await this.insert({ name, level: 'user', scope, clientId }, registration, undefined, by, documentExpiresAt);
        return;
      } catch (error) {
        // Another instance was faster.
        if (!hasCode(error, 'client-id.taken')) throw error;
      }
    }
    await this.update(clientId, { name, registration });
    await this.applications.update({ clientId }, { documentExpiresAt });
  }

  private async forgetUnused(): Promise<void> {
    await this.applications.query(
      `DELETE FROM applications WHERE id IN (
         SELECT a.id FROM applications a
         WHERE a.document_expires_at IS NOT NULL AND a.created_at < $1 AND a.revoked_at IS NULL
           AND NOT EXISTS (SELECT FROM oauth_consents c WHERE c.application_id = a.id)
           AND NOT EXISTS (SELECT FROM sessions s WHERE s.application_id = a.id)
         ORDER BY a.created_at LIMIT 50)`,
      [new Date(this.clock.now().getTime() - unusedMilliseconds)],
    );
  }

  private async insert(
    given: NewApplication,
    registration: ClientRegistration,
    clientSecret: string | undefined,
    by: DoneBy & { readonly reason?: string },
    documentExpiresAt: Date | null = null,
  ): Promise<Application> {
    const clientId = given.clientId ?? formats[given.format ?? 'native'].id();
    const row = this.applications.create({
      clientId,
      name: given.name,
      level: given.level,
      owner: given.owner ?? null,
      organizationId: given.organizationId ?? null,
      scope: given.scope === undefined ? null : registeredScope(given.scope, given.level, registration),
      secretHash: clientSecret === undefined ? null : digest(clientSecret),
      createdAt: this.clock.now(),
      documentExpiresAt,
      ...toColumns(registration),
    });
    try {
      await this.applications.manager.transaction(async (manager) => {
        if (given.uniqueName) await claimName(manager, given.name);
        await manager.insert(ApplicationEntity, row);
        await this.audit.recordIn(manager, { event: 'application_created', subject: `client:${clientId}`, ...by });
      });
    } catch (error) {
      if (isTaken(error)) throw new DomainError('client-id.taken');
      throw error;
    }
    return this.get(clientId);
  }

  /** Every application, revoked ones included, by id; the first 10,000. */
  async list(): Promise<readonly Application[]> {
    const rows = await this.applications.find({ order: { id: 'ASC' }, take: listLimit });
    return rows.map(toApplication);
  }

  /** The unrevoked applications of one owner, by id; the first 10,000. */
  async listByOwner(owner: string): Promise<readonly Application[]> {
    const rows = await this.applications.find({
      where: { owner, revokedAt: IsNull() },
      order: { id: 'ASC' },
      take: listLimit,
    });
    return rows.map(toApplication);
  }

  /** Also finds revoked applications. */
  async find(clientId: string): Promise<Application | undefined> {
    if (!isClientId(clientId)) return undefined;
    const row = await this.applications.findOneBy({ clientId });
    return row === null ? undefined : toApplication(row);
  }

  /** @throws DomainError account.not-found */
  async get(clientId: string): Promise<Application> {
    const application = await this.find(clientId);
    if (application === undefined) throw new DomainError('account.not-found');
    return application;
  }

  /**
   * Issues a new secret. The old one works for `overlapSeconds` more, so that a fleet can switch without downtime.
   * @throws DomainError account.not-found when unknown or revoked; account.invalid (client-secret) for a client without one
   */
  async rotate(clientId: string, overlapSeconds = 0, by: DoneBy = {}): Promise<{ readonly clientSecret: string }> {
    const { clientId: id, registration } = await this.get(clientId);
    const { authMethod } = registration;
    if (authMethod === 'none' || authMethod === 'private_key_jwt')
      throw new DomainError('account.invalid', 'this client has no secret', { reason: 'client-secret' });
    const clientSecret = formats[formatOf(id)].secret();
    const overlap = overlapSeconds > 0 ? new Date(this.clock.now().getTime() + overlapSeconds * 1000) : null;
    const rotated = await this.revocations.recordWith('application', id, (manager) =>
      this.audit.recordWith(
        manager,
        `UPDATE applications
         SET previous_secret_hash = CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE secret_hash END,
           previous_secret_expires_at = $3, secret_hash = $2
         WHERE client_id = $1 AND revoked_at IS NULL RETURNING id`,
        [id, digest(clientSecret), overlap],
        { event: 'application_secret_rotated', subject: `client:${id}`, ...by },
      ),
    );
    if (rotated.length !== 1) throw new DomainError('account.not-found', 'revoked');
    return { clientSecret };
  }

  /**
   * Changes the owner, the level, or both. A new level ends all tokens of the old one.
   * @throws DomainError account.not-found when unknown or revoked
   */
  async change(
    clientId: string,
    { owner, level }: { readonly owner?: string | undefined; readonly level?: ApplicationLevel | undefined },
    by: DoneBy = {},
  ): Promise<void> {
    const { clientId: id } = await this.get(clientId);
    // The epoch in one statement with the level: two concurrent changes must both end the tokens issued before them.
    const changed = await this.revocations.recordWith('application', id, (manager) =>
      this.audit.recordWith(
        manager,
        `UPDATE applications
         SET owner = coalesce($2, owner), level = coalesce($3, level),
           epoch = CASE WHEN level = coalesce($3, level) THEN epoch ELSE epoch + 1 END
         WHERE client_id = $1 AND revoked_at IS NULL RETURNING id`,
        [id, owner ?? null, level ?? null],
        { event: 'application_changed', subject: `client:${id}`, reason: level, ...by },
      ),
    );
    if (changed.length !== 1) throw new DomainError('account.not-found', 'revoked');
  }

  /**
   * Changes what an application is and may do; what is left out stays. A new level, scope, grant or way to authenticate ends the
   * tokens of before. One that authenticates with a secret from now on gets it by `rotate`.
   * @throws DomainError account.not-found when unknown or revoked; as `register` for values that do not fit
   */
  async update(clientId: string, change: ApplicationChange, by: DoneBy = {}): Promise<Application> {
    const { clientId: id } = await this.get(clientId);
    await this.applications.manager.transaction(async (manager) => {
      const row = await manager.findOne(ApplicationEntity, {
        where: { clientId: id, revokedAt: IsNull() },
        lock: { mode: 'for_no_key_update' },
      });
      if (row === null) throw new DomainError('account.not-found', 'revoked');
      const columns = changedColumns(row, change);
      const changed = Object.entries(columns).filter(
        ([name, value]) => !isDeepStrictEqual(value, Object.entries(row).find(([column]) => column === name)?.[1]),
      );
      const ends = changed.some(([name]) => endingColumns.has(name));
      if (changed.length === 0) return;
      await manager.update(
        ApplicationEntity,
        { id: row.id },
        { ...columns, ...(ends ? { epoch: row.epoch + 1 } : {}) },
      );
      const reason = changed.map(([name]) => name).join(' ');
      await this.audit.recordIn(manager, { event: 'application_changed', subject: `client:${id}`, reason, ...by });
      await this.revocations.record(manager, 'application', id);
    });
    return this.get(id);
  }

  /**
   * Ends the application and all its tokens; idempotent.
   * @throws DomainError account.not-found
   */
  async revoke(clientId: string, by: DoneBy = {}): Promise<void> {
    await this.get(clientId);
    await this.revocations.recordWith('application', clientId, (manager) =>
      this.audit.recordWith(
        manager,
        `UPDATE applications SET revoked_at = $2, epoch = epoch + 1
         WHERE client_id = $1 AND revoked_at IS NULL RETURNING id`,
        [clientId, this.clock.now()],
        { event: 'application_revoked', subject: `client:${clientId}`, ...by },
      ),
    );
  }
}

function checkGiven({ clientId }: NewApplication, clientSecret: string | undefined): void {
  if (clientId !== undefined && !clientIdForm.test(clientId))
    throw new DomainError('client-id.taken', 'the client id is malformed', { reason: 'unacceptable' });
  if (clientSecret !== undefined && !clientSecretForm.test(clientSecret))
    throw new DomainError('password.unacceptable', 'the client secret', { reason: 'client-secret' });
}

function changedColumns(row: ApplicationEntity, change: ApplicationChange): Partial<ApplicationEntity> {
  const given = Object.entries(change.registration ?? {}).filter(([, value]) => value !== undefined);
  // Keys belong to one way to authenticate, and leave with it.
  const { jwks, ...current } = toRegistration(row);
  const method = change.registration?.authMethod ?? current.authMethod;
  const keys = method === 'private_key_jwt' ? { jwks } : {};
  const registration = checkRegistration({ ...current, ...keys, ...Object.fromEntries(given) });
  const level = change.level ?? toLevel(row.level);
  const scope = change.scope ?? row.scope ?? undefined;
  const secretless = registration.authMethod === 'none' || registration.authMethod === 'private_key_jwt';
  return {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.owner === undefined ? {} : { owner: change.owner }),
    level,
    ...(scope === undefined ? {} : { scope: registeredScope(scope, level, registration) }),
    ...(secretless ? { secretHash: null, previousSecretHash: null, previousSecretExpiresAt: null } : {}),
    ...toColumns(registration),
  };
}

/** Older names may occur twice, so no unique index can reject them. */
async function claimName(manager: EntityManager, name: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [nameLocks, name]);
  if (await manager.existsBy(ApplicationEntity, { name, revokedAt: IsNull() }))
    throw new DomainError('client-id.taken', 'the name', { reason: 'name' });
}

/** The secret keeps the form that goes with the id: CAM2 clients may have fields of fixed width. */
function formatOf(clientId: string): ClientFormat {
  if (/^[0-9a-f]{64}$/.test(clientId)) return 'cam2-v1';
  return /^[0-9a-f]{96}$/.test(clientId) ? 'cam2-v2' : 'native';
}

export function toApplication(row: ApplicationEntity): Application {
  return {
    id: row.id,
    clientId: row.clientId,
    name: row.name,
    level: toLevel(row.level),
    owner: row.owner ?? undefined,
    organizationId: row.organizationId ?? undefined,
    scope: row.scope ?? undefined,
    revoked: row.revokedAt !== null,
    createdAt: row.createdAt,
    registration: toRegistration(row),
  };
}

/** A program's own tokens are limited by its level; those it gets for a person by the person's rights. */
function registeredScope(scope: string, level: ApplicationLevel, { grants }: ClientRegistration): string {
  const forPeople = grants.includes('authorization_code') || grants.includes('device_code');
  return forPeople ? readScope(scope) : grantScope(permissionsOfApplication(level, undefined), scope);
}
