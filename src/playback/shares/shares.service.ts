import { DomainError } from '#errors';
import { CameraRightsService } from '#access';
import { AuditLogService } from '#audit';
import { type Caller, digest, doneBy, randomBase62 } from '#auth';
import { Vault } from '#config';
import { isTaken } from '#database';
import {
  columnsOf,
  expressionsOf,
  fieldsOf,
  type ListPage,
  type ListQuery,
  type ListSource,
  ListsService,
  type Page,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { assertAdministrator } from '../administrators-only.js';
import type { ListedShare, Share, ShareDraft, ShareField, SharePermission } from './share.js';
import { ShareEntity } from './share.entity.js';

/** 160 random bits, the length that Watcher's clients know. */
const keyLength = 27;
const longestName = 255;
const mostPermissions = 100;
const longestDepthSeconds = 2_147_483_647;
const everything = (): string => 'true';

/** A field that is left out stays. */
type ShareChange = Partial<Pick<ShareDraft, 'name' | 'permissions'>>;

type ShareRow = ListedShare & { readonly keySealed: string };

const columns = columnsOf(ShareEntity);
/** The list of links: `shares s` with their cameras `c`. */
const shareList: ListSource<ShareField> = {
  name: 'shares',
  from: 'shares s join cameras c on c.id = s.camera_id',
  key: 'id',
  unique: ['name'],
  search: ['name', 'cameraName'],
  fields: {
    ...fieldsOf(columns, 's', ['id', 'name', 'cameraId', 'createdAt']),
    cameraName: { sql: 'c.name', type: 'text', nullable: false },
  },
};
const listedColumns: Readonly<Record<keyof ListedShare, string>> = {
  ...expressionsOf(columns, 's', ['id', 'name', 'cameraId', 'permissions', 'createdAt']),
  cameraName: 'c.name',
};
const shareColumns: Readonly<Record<keyof ShareRow, string>> = {
  ...listedColumns,
  ...expressionsOf(columns, 's', ['keySealed']),
};

/**
 * Links to single cameras, for administrators: everybody else gets object.forbidden. A link shows pictures, so that its
 * key is for those administrators only who may watch the camera; others end it by its number, `share-7`.
 */
@Injectable()
export class SharesService {
  constructor(
    @InjectRepository(ShareEntity) private readonly shares: Repository<ShareEntity>,
    private readonly lists: ListsService,
    private readonly vault: Vault,
    private readonly audit: AuditLogService,
    private readonly rights: CameraRightsService,
  ) {}

  /** With their keys; audited. @throws DomainError object.forbidden; DomainError */
  async list(caller: Caller, query: ListQuery<ShareField>, page: Page): Promise<ListPage<Share>> {
    assertAdministrator(caller);
    const found = await this.lists.page<ShareField, ShareRow>(shareList, shareColumns, everything, query, page);
    const watched = await this.rights.watchingRightsOn(
      caller,
      found.items.map(({ cameraId }) => cameraId),
    );
    if (watched.size > 0) this.audit.record({ event: 'sensitive_read', ...doneBy(caller), reason: 'share-keys' });
    return { ...found, items: found.items.map((row) => this.toShare(row, watched.has(row.cameraId))) };
  }

  /** Without their keys, which stay sealed. @throws DomainError object.forbidden */
  async listWithoutKeys(caller: Caller, query: ListQuery<ShareField>, page: Page): Promise<ListPage<ListedShare>> {
    assertAdministrator(caller);
    return this.lists.page<ShareField, ListedShare>(shareList, listedColumns, everything, query, page);
  }

  /** @throws DomainError object.forbidden, object.not-found (share) */
  async get(caller: Caller, id: number): Promise<ListedShare> {
    const where = [{ operator: 'in', field: 'id', values: [id] }] as const;
    const { items } = await this.listWithoutKeys(caller, { where }, { limit: 1 });
    return items[0] ?? missing(id);
  }

  async count(caller: Caller, query: ListQuery<ShareField>): Promise<number> {
    assertAdministrator(caller);
    return this.lists.count(shareList, everything, query);
  }

  /**
   * Audited.
   * @throws DomainError object.forbidden (also of a camera that the caller may not watch), object.invalid (name;
   *   cameraName where there is no such camera; permissions), object.taken (name)
   */
  async create(caller: Caller, draft: ShareDraft): Promise<Share> {
    assertAdministrator(caller);
    const name = checkName(draft.name);
    const permissions = checkPermissions(draft.permissions);
    const key = randomBase62(keyLength);
    const row = { name, permissions, keyHash: digest(key), keySealed: this.vault.seal(key, sealedAt(name)) };
    const { id, createdAt } = await this.shares.manager
      .transaction(async (manager) => {
        const cameraId = await this.lockWatchedCamera(manager, caller, draft.cameraName);
        const share = manager.create(ShareEntity, { ...row, cameraId });
        await manager.insert(ShareEntity, share);
        const subject = `share:${share.id}`;
        await this.audit.recordIn(manager, { event: 'apikey_created', ...doneBy(caller), subject });
        return share;
      })
      .catch(asTaken);
    return { id, createdAt, key, name, cameraName: draft.cameraName, permissions };
  }

  /**
   * Changes the name or the rights of a link; its key stays. Audited.
   * @throws DomainError as `create`, and object.not-found (share)
   */
  async update(caller: Caller, id: number, change: ShareChange): Promise<ListedShare> {
    const { cameraName, name: oldName } = await this.get(caller, id);
    const name = change.name === undefined ? oldName : checkName(change.name);
    const permissions = change.permissions && checkPermissions(change.permissions);
    await this.shares.manager
      .transaction(async (manager) => {
        await this.lockWatchedCamera(manager, caller, cameraName);
        const lock = { mode: 'pessimistic_write' } as const;
        const share = (await manager.findOne(ShareEntity, { where: { id }, lock })) ?? missing(id);
        // The seal is bound to the name.
        const key = this.vault.open(share.keySealed, sealedAt(share.name));
        const keySealed = this.vault.seal(key, sealedAt(name));
        await manager.update(ShareEntity, { id }, { name, keySealed, ...(permissions ? { permissions } : {}) });
        await this.audit.recordIn(manager, { event: 'apikey_changed', ...doneBy(caller), subject: `share:${id}` });
      })
      .catch(asTaken);
    return this.get(caller, id);
  }

  /** Ends a link by its number. @throws DomainError object.forbidden, object.not-found (share) */
  async removeNumbered(caller: Caller, id: number): Promise<void> {
    await this.remove(caller, `share-${id}`);
  }

  /** Ends a link at once; audited. @param key or `share-7`, by its number. @throws DomainError object.forbidden, object.not-found (share) */
  async remove(caller: Caller, key: string): Promise<void> {
    assertAdministrator(caller);
    await this.shares.manager.transaction(async (manager) => {
      const [[removed]] = await manager.query<[readonly { readonly id: number }[], number]>(
        `delete from shares where key_hash = $1 or 'share-' || id = $2 returning id`,
        [digest(key), key.includes('\0') ? '' : key],
      );
      if (!removed) throw new DomainError('object.not-found', 'unknown key', { object: 'share' });
      await this.audit.recordIn(manager, {
        event: 'apikey_revoked',
        ...doneBy(caller),
        subject: `share:${removed.id}`,
      });
    });
  }

  /**
   * The id of a camera that the caller may watch. Its row is locked until the transaction ends, because a camera that
   * moves to another organization loses its links.
   */
  private async lockWatchedCamera(manager: EntityManager, caller: Caller, cameraName: string): Promise<number> {
    if (cameraName.includes('\0')) throw invalid('cameraName');
    const [camera] = await manager.query<{ readonly id: number }[]>(
      'select id from cameras where name = $1 for share',
      [cameraName],
    );
    if (camera === undefined) throw invalid('cameraName');
    if (!(await this.rights.watchingRightsOn(caller, [camera.id], manager)).has(camera.id))
      throw new DomainError('object.forbidden', `shares ${cameraName} without watching it`);
    return camera.id;
  }

  private toShare(row: ShareRow, isWatched: boolean): Share {
    const { id, name, cameraName, permissions, createdAt } = row;
    const key = isWatched ? this.vault.open(row.keySealed, sealedAt(name)) : `share-${id}`;
    return { id, key, name, cameraName, permissions, createdAt };
  }
}

function asTaken(error: unknown): never {
  if (isTaken(error)) throw new DomainError('object.taken', 'name', { object: 'share', field: 'name' });
  throw error;
}

function missing(id: number): never {
  throw new DomainError('object.not-found', `share ${id}`, { object: 'share' });
}

/** @throws DomainError object.invalid (name) */
function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > longestName) throw invalid('name');
  return trimmed;
}

/** Complete permissions: a flag that is left out is false. @throws DomainError object.invalid (permissions) */
function checkPermissions(given: readonly Partial<SharePermission>[] = [{ live: true }]): readonly SharePermission[] {
  if (given.length === 0 || given.length > mostPermissions) throw invalid('permissions');
  return given.map(({ live, dvr, export: mayExport, ptz, advert, dvrDepthLimitSeconds: depth = 0 }) => {
    if (!Number.isInteger(depth) || depth < 0 || depth > longestDepthSeconds) throw invalid('permissions');
    return {
      live: live ?? false,
      dvr: dvr ?? false,
      export: mayExport ?? false,
      ptz: ptz ?? false,
      advert: advert ?? false,
      dvrDepthLimitSeconds: depth,
    };
  });
}

function sealedAt(name: string): string {
  return `shares.key_sealed:${name}`;
}

function invalid(field: string): DomainError {
  return new DomainError('object.invalid', field, { object: 'share', field });
}
