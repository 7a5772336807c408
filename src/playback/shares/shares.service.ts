import { DomainError } from '#errors';
import { CameraRightsService } from '#access';
import { AuditLogService } from '#audit';
import { auditName, type Caller, digest, randomBase62 } from '#auth';
import { Vault } from '#config';
import { type Page } from '#lists';
import { isTaken } from '#database';
import { type ListPage, type ListQuery, ListsService } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { assertAdministrator } from '../administrators-only.js';
import { checkedShareName, checkedSharePermissions } from './checked-share.js';
import type { Share, ShareDraft, ShareField } from './share.js';
import { shareColumns, shareList, type ShareRow } from './share-list.js';

/** 160 random bits, the length that Watcher's clients know. */
const keyLength = 27;
const everything = (): string => 'true';

/**
 * Links to single cameras, for administrators: everybody else is refused with object.forbidden. A link shows pictures, so
 * that its key is for those administrators only who may watch the camera; others end it by its number, `share-7`.
 */
@Injectable()
export class SharesService {
  constructor(
    private readonly lists: ListsService,
    @InjectDataSource() private readonly dataSource: DataSource,
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
    if (watched.size > 0)
      this.audit.record({ event: 'sensitive_read', actor: auditName(caller), reason: 'share-keys' });
    return { ...found, items: found.items.map((row) => this.toShare(row, watched.has(row.cameraId))) };
  }

  async count(caller: Caller, query: ListQuery<ShareField>): Promise<number> {
    assertAdministrator(caller);
    return this.lists.count(shareList, everything, query);
  }

  /**
   * Audited.
   * @throws DomainError object.forbidden (also of a camera that the caller does not watch), object.invalid (name;
   *   cameraName where there is no such camera; permissions), object.taken (name)
   */
  async create(caller: Caller, draft: ShareDraft): Promise<Share> {
    assertAdministrator(caller);
    const name = checkedShareName(draft.name);
    const permissions = checkedSharePermissions(draft.permissions);
    const key = randomBase62(keyLength);
    const keySealed = this.vault.seal(key, placeOf(name));
    const values = [name, digest(key), keySealed, JSON.stringify(permissions), draft.cameraName];
    const [row] = await this.dataSource
      .transaction(async (manager) => {
        await this.assertWatches(manager, caller, draft.cameraName);
        return insert(manager, values);
      })
      .catch((error: unknown) => {
        if (isTaken(error)) throw new DomainError('object.taken', 'name', { object: 'share', field: 'name' });
        throw error;
      });
    if (!row) throw invalid('cameraName');
    this.audit.record({ event: 'apikey_created', actor: auditName(caller), subject: `share:${row.id}` });
    return { ...row, key, name, cameraName: draft.cameraName, permissions };
  }

  /** Ends a link at once; audited. @param key or `share-7`, by its number. @throws DomainError object.forbidden, object.not-found (share) */
  async remove(caller: Caller, key: string): Promise<void> {
    assertAdministrator(caller);
    const [rows] = await this.dataSource.query<[readonly { readonly id: number }[], number]>(
      `delete from shares where key_hash = $1 or 'share-' || id = $2 returning id`,
      [digest(key), key.includes('\0') ? '' : key],
    );
    const [gone] = rows;
    if (!gone) throw new DomainError('object.not-found', 'unknown key', { object: 'share' });
    this.audit.record({ event: 'apikey_revoked', actor: auditName(caller), subject: `share:${gone.id}` });
  }

  /** The camera stays where it is until the transaction ends: one that moves takes its links away. */
  private async assertWatches(manager: EntityManager, caller: Caller, cameraName: string): Promise<void> {
    if (cameraName.includes('\0')) throw invalid('cameraName');
    const [camera] = await manager.query<{ readonly id: number }[]>(
      'select id from cameras where name = $1 for share',
      [cameraName],
    );
    if (camera === undefined) throw invalid('cameraName');
    if (!(await this.rights.watchingRightsOn(caller, [camera.id], manager)).has(camera.id))
      throw new DomainError('object.forbidden', `shares ${cameraName} without watching it`);
  }

  private toShare(row: ShareRow, isWatched: boolean): Share {
    const { id, name, cameraName, permissions, createdAt } = row;
    const key = isWatched ? this.vault.open(row.keySealed, placeOf(name)) : `share-${id}`;
    return { id, key, name, cameraName, permissions, createdAt };
  }
}

async function insert(
  manager: EntityManager,
  values: readonly unknown[],
): Promise<readonly Pick<Share, 'id' | 'createdAt'>[]> {
  return manager.query(
    `insert into shares (name, key_hash, key_sealed, permissions, camera_id)
     select $1, $2::bytea, $3, $4::jsonb, c.id from cameras c where c.name = $5 returning id, created_at as "createdAt"`,
    [...values],
  );
}

function placeOf(name: string): string {
  return `shares.key_sealed:${name}`;
}

function invalid(field: string): DomainError {
  return new DomainError('object.invalid', field, { object: 'share', field });
}
