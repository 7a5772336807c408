import { checkInteger, checkText, DomainError, invalid, notFound } from '#errors';
import { isRowId } from '#database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { columnsOf, expressionsOf, fieldsOf, type ListPage, ListsService, type ListSource, type Page } from '#lists';
import { type EntityManager, Repository } from 'typeorm';
import type { CameraSelector, UserCaller } from '../caller.js';
import { grantScope, narrowScope, scopesOfUser } from '../permissions.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import type { DoneBy } from './done-by.js';
import { toSelector } from './key-limits.js';
import { markedSecret } from './marked-secret.js';
import { isNetwork } from './networks.js';
import { ScopedKeyEntity } from './scoped-key.entity.js';
import { digest } from './secrets.js';

/** An API key as its owner sees it; never the secret. */
export interface ScopedKey {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  /** The first characters of the secret. */
  readonly prefix: string;
  /** Permissions, space-separated; undefined: all that its owner may do. */
  readonly scope: string | undefined;
  /** Undefined: all cameras that its owner may see. */
  readonly cameras: CameraSelector | undefined;
  /** CIDR ranges; empty: it may come from everywhere. */
  readonly networks: readonly string[];
  readonly expiresAt: Date | undefined;
  /** Until then the secret before the last rotation works, too. */
  readonly previousExpiresAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
  readonly lastUsedIp: string | undefined;
  readonly createdAt: Date;
}

/** What an owner sets; in a change, undefined stays and null takes a limit away. */
export interface ScopedKeyDraft {
  readonly name?: string | undefined;
  readonly scope?: string | null | undefined;
  readonly cameras?: CameraSelector | null | undefined;
  readonly networks?: readonly string[] | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/** Whose keys they are, and what the credential allows with which they are managed. */
export type KeyOwner = Pick<UserCaller, 'userId' | 'accessLevel' | 'scope' | 'apiKeyId'>;

type KeyRow = Omit<ScopedKeyEntity, 'keyHash' | 'previousKeyHash'>;

const mostKeys = 20;
const mostCameras = 1000;
const mostNetworks = 50;
const longestOverlapSeconds = 604_800;
const prefixLength = 8;

const names = [
  'id',
  'userId',
  'name',
  'prefix',
  'scope',
  'organizationId',
  'folderId',
  'cameraIds',
  'networks',
  'expiresAt',
  'previousExpiresAt',
  'lastUsedAt',
  'lastUsedIp',
  'createdAt',
] as const;
const columns = columnsOf(ScopedKeyEntity);
const selected: Readonly<Record<keyof KeyRow, string>> = expressionsOf(columns, 'k', names);
const source: ListSource<'id' | 'name'> = {
  name: 'api keys',
  from: 'scoped_keys k',
  fields: fieldsOf(columns, 'k', ['id', 'name']),
  key: 'id',
  search: ['name'],
};

/**
 * API keys with a name and limits: scopes, cameras, networks, expiry. A key never does more than its owner may at that moment.
 * Whether the chosen cameras are visible to the owner is `access`' to say; those that are not are never reached.
 */
@Injectable()
export class ScopedKeysService {
  constructor(
    @InjectRepository(ScopedKeyEntity) private readonly keys: Repository<ScopedKeyEntity>,
    private readonly lists: ListsService,
    private readonly revocations: RevocationsService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * @returns the key and its secret, which cannot be read again
   * @throws DomainError object.invalid (api-key: name, cameras, networks, expiresAt), scope.invalid, key.too-many,
   *   permission.missing where the owner comes with a key
   */
  async create(
    owner: KeyOwner,
    draft: ScopedKeyDraft & { readonly name: string },
    by: DoneBy = {},
  ): Promise<{ readonly key: ScopedKey; readonly secret: string }> {
    assertNoKey(owner);
    const secret = markedSecret('cgk');
    const values = { ...this.valuesOf(draft), scope: scopeWithin(owner, draft.scope) };
    const id = await this.keys.manager.transaction(async (manager) => {
      await assertRoom(manager, owner.userId);
      const { identifiers } = await manager.insert(ScopedKeyEntity, {
        ...values,
        userId: owner.userId,
        keyHash: digest(secret),
        prefix: secret.slice(0, prefixLength),
        createdAt: this.clock.now(),
      });
      // The border: the identity column that TypeORM reads back.
      const made = Number((identifiers[0] as { readonly id: number } | undefined)?.id);
      await this.audit.recordIn(manager, { event: 'apikey_created', subject: `api-key:${made}`, ...by });
      return made;
    });
    return { key: await this.get(owner.userId, id), secret };
  }

  /** One's own, by id. @throws DomainError cursor.invalid, list.invalid */
  async list(userId: number, page: Page): Promise<ListPage<ScopedKey>> {
    const scope = (sql: { add(value: unknown): string }): string => `k.user_id = ${sql.add(userId)}`;
    const found = await this.lists.page<'id' | 'name', KeyRow>(source, selected, scope, { where: [] }, page);
    return { ...found, items: found.items.map(toKey) };
  }

  /** How many there are, at most 20. */
  count(userId: number): Promise<number> {
    return this.keys.countBy({ userId });
  }

  /**
   * @param userId whose key it must be; undefined: anybody's
   * @throws DomainError object.not-found (api-key)
   */
  async get(userId: number | undefined, id: number): Promise<ScopedKey> {
    const row = isRowId(id) ? await this.keys.findOneBy({ id, ...(userId === undefined ? {} : { userId }) }) : null;
    return row === null ? notFound('api-key', String(id)) : toKey(row);
  }

  /** @throws DomainError object.not-found (api-key), object.invalid, scope.invalid */
  async change(owner: KeyOwner, id: number, draft: ScopedKeyDraft, by: DoneBy = {}): Promise<ScopedKey> {
    assertNoKey(owner);
    await this.get(owner.userId, id);
    const values = {
      ...this.valuesOf(draft),
      ...(draft.scope === undefined ? {} : { scope: scopeWithin(owner, draft.scope) }),
    };
    if (Object.keys(values).length > 0)
      await this.keys.manager.transaction(async (manager) => {
        const { affected } = await manager.update(ScopedKeyEntity, { id, userId: owner.userId }, values);
        if (affected !== 1) notFound('api-key', String(id));
        const reason = Object.keys(draft).join(' ');
        await this.audit.recordIn(manager, { event: 'apikey_changed', subject: `api-key:${id}`, reason, ...by });
        await this.revocations.record(manager, 'api-keys', String(owner.userId));
      });
    return this.get(owner.userId, id);
  }

  /**
   * A new secret. The old one works for `overlapSeconds` more, so that programs can switch; one from a rotation before ends.
   * @param owner undefined: the operator, for anybody
   * @param overlapSeconds 0 to 604800
   * @throws DomainError object.not-found (api-key), object.invalid (overlapSeconds)
   */
  async rotate(
    owner: KeyOwner | undefined,
    id: number,
    overlapSeconds: number,
    by: DoneBy = {},
  ): Promise<{ readonly key: ScopedKey; readonly secret: string }> {
    checkInteger('api-key', 'overlapSeconds', overlapSeconds, 0, longestOverlapSeconds);
    if (owner !== undefined) assertNoKey(owner);
    const { userId } = await this.get(owner?.userId, id);
    const secret = markedSecret('cgk');
    const until = overlapSeconds === 0 ? null : new Date(this.clock.now().getTime() + overlapSeconds * 1000);
    const rotated = await this.revocations.recordWith('api-keys', String(userId), (manager) =>
      this.audit.recordWith(
        manager,
        `UPDATE scoped_keys SET previous_key_hash = CASE WHEN $4::timestamptz IS NOT NULL THEN key_hash END,
           previous_expires_at = $4::timestamptz, key_hash = $2, prefix = $3 WHERE id = $1 RETURNING id`,
        [id, digest(secret), secret.slice(0, prefixLength), until],
        { event: 'apikey_rotated', subject: `api-key:${id}`, ...by },
      ),
    );
    if (rotated.length === 0) notFound('api-key', String(id));
    return { key: await this.get(userId, id), secret };
  }

  /** @throws DomainError object.not-found (api-key) */
  async remove(userId: number | undefined, id: number, by: DoneBy = {}): Promise<void> {
    const { userId: owner } = await this.get(userId, id);
    await this.revocations.recordWith('api-keys', String(owner), (manager) =>
      this.audit.recordWith(manager, 'DELETE FROM scoped_keys WHERE id = $1 RETURNING id', [id], {
        event: 'apikey_revoked',
        subject: `api-key:${id}`,
        ...by,
      }),
    );
  }

  /** @throws DomainError object.invalid */
  private valuesOf(draft: ScopedKeyDraft): Partial<KeyRow> {
    const { name, cameras, networks, expiresAt } = draft;
    if (name !== undefined) checkText('api-key', 'name', name, { min: 1, max: 255 });
    if (networks && (networks.length > mostNetworks || !networks.every(isNetwork))) invalid('api-key', 'networks');
    if (expiresAt && !(expiresAt > this.clock.now()))
      invalid('api-key', 'expiresAt', 'it is over already', 'over-already');
    return {
      ...(name === undefined ? {} : { name }),
      ...(cameras === undefined ? {} : selectorColumns(cameras)),
      ...(networks === undefined ? {} : { networks: [...(networks ?? [])] }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
  }
}

/** A key makes no key: the new one would not have its limits. @throws DomainError permission.missing */
function assertNoKey({ apiKeyId }: KeyOwner): void {
  if (apiKeyId !== undefined) throw new DomainError('permission.missing', 'a key manages no keys');
}

/** Locks the owner: of several requests at once, none goes beyond the limit. @throws DomainError key.too-many */
async function assertRoom(manager: EntityManager, userId: number): Promise<void> {
  await manager.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  const count = await manager.countBy(ScopedKeyEntity, { userId });
  if (count >= mostKeys) throw new DomainError('key.too-many', `user ${userId} has ${count}`);
}

/**
 * The stored scope. Without a limit only where the credential that asks has none, and never beyond it.
 * @throws DomainError scope.invalid
 */
function scopeWithin({ accessLevel, scope: own }: KeyOwner, wanted: string | null | undefined): string | null {
  const allowed = own ?? scopesOfUser(accessLevel);
  if (wanted === null || wanted === undefined) return own === undefined ? null : grantScope(allowed, undefined);
  if (wanted === '') throw new DomainError('scope.invalid', 'no scope');
  return narrowScope(allowed, wanted) ?? null;
}

/** @throws DomainError object.invalid */
function selectorColumns(selector: CameraSelector | null): Pick<KeyRow, 'organizationId' | 'folderId' | 'cameraIds'> {
  const none = { organizationId: null, folderId: null, cameraIds: null };
  if (selector === null) return none;
  if ('cameraIds' in selector) {
    const { cameraIds } = selector;
    if (cameraIds.length === 0 || cameraIds.length > mostCameras || !cameraIds.every(isRowId))
      invalid('api-key', 'cameras');
    return { ...none, cameraIds: [...new Set(cameraIds)] };
  }
  const id = 'organizationId' in selector ? selector.organizationId : selector.folderId;
  if (!isRowId(id)) invalid('api-key', 'cameras');
  return { ...none, ...selector };
}

function toKey(row: KeyRow): ScopedKey {
  const { organizationId, folderId, cameraIds, ...rest } = row;
  return {
    id: rest.id,
    userId: rest.userId,
    name: rest.name,
    prefix: rest.prefix,
    scope: rest.scope ?? undefined,
    cameras: toSelector({ organizationId, folderId, cameraIds }),
    networks: rest.networks,
    expiresAt: rest.expiresAt ?? undefined,
    previousExpiresAt: rest.previousExpiresAt ?? undefined,
    lastUsedAt: rest.lastUsedAt ?? undefined,
    lastUsedIp: rest.lastUsedIp ?? undefined,
    createdAt: rest.createdAt,
  };
}
