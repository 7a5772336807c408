import { AuditLog } from '#audit';
import { actorOf, type Caller, digest, randomBase62 } from '#auth';
import { Vault } from '#config';
import { isTaken, type ListPage, type ListQuery, Lists, type Page } from '#database';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { assertAdministrator } from '../administrators-only.js';
import { PlaybackError } from '../playback.error.js';
import { checkedShareName, checkedSharePermissions } from './checked-share.js';
import type { Share, ShareDraft, ShareField } from './share.js';
import { shareColumns, shareList, type ShareRow } from './share-list.js';

/** 160 random bits, the length that Watcher's clients know. */
const keyLength = 27;
const everything = (): string => 'true';

/** Links to single cameras, for administrators: everybody else is refused with object.forbidden. */
@Injectable()
export class Shares {
  constructor(
    private readonly lists: Lists,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly audit: AuditLog,
  ) {}

  /** With their keys; audited. @throws PlaybackError object.forbidden; ListError */
  async list(caller: Caller, query: ListQuery<ShareField>, page: Page): Promise<ListPage<Share>> {
    assertAdministrator(caller);
    const found = await this.lists.page<ShareField, ShareRow>(shareList, shareColumns, everything, query, page);
    if (found.items.length > 0)
      this.audit.record({ event: 'sensitive_read', actor: actorOf(caller), reason: 'share-keys' });
    return { ...found, items: found.items.map((row) => this.toShare(row)) };
  }

  async count(caller: Caller, query: ListQuery<ShareField>): Promise<number> {
    assertAdministrator(caller);
    return this.lists.count(shareList, everything, query);
  }

  /**
   * Audited.
   * @throws PlaybackError object.forbidden, object.invalid (name; cameraName where there is no such camera; permissions),
   *   object.taken (name)
   */
  async create(caller: Caller, draft: ShareDraft): Promise<Share> {
    assertAdministrator(caller);
    const name = checkedShareName(draft.name);
    const permissions = checkedSharePermissions(draft.permissions);
    const key = randomBase62(keyLength);
    const keySealed = this.vault.seal(key, placeOf(name));
    const values = [name, digest(key), keySealed, JSON.stringify(permissions), draft.cameraName];
    const [row] = await this.insert(values);
    if (!row) throw invalid('cameraName');
    this.audit.record({ event: 'apikey_created', actor: actorOf(caller), subject: `share:${row.id}` });
    return { ...row, key, name, cameraName: draft.cameraName, permissions };
  }

  /** Ends a link at once; audited. @throws PlaybackError object.forbidden, object.not-found (share) */
  async remove(caller: Caller, key: string): Promise<void> {
    assertAdministrator(caller);
    const [rows] = await this.dataSource.query<[readonly { readonly id: number }[], number]>(
      'delete from shares where key_hash = $1 returning id',
      [digest(key)],
    );
    const [gone] = rows;
    if (!gone) throw new PlaybackError('object.not-found', 'unknown key', { object: 'share' });
    this.audit.record({ event: 'apikey_revoked', actor: actorOf(caller), subject: `share:${gone.id}` });
  }

  private async insert(values: readonly unknown[]): Promise<readonly Pick<Share, 'id' | 'createdAt'>[]> {
    try {
      return await this.dataSource.query(
        `insert into shares (name, key_hash, key_sealed, permissions, camera_id)
         select $1, $2::bytea, $3, $4::jsonb, c.id from cameras c where c.name = $5 returning id, created_at as "createdAt"`,
        [...values],
      );
    } catch (error) {
      if (isTaken(error)) throw new PlaybackError('object.taken', 'name', { object: 'share', field: 'name' });
      throw error;
    }
  }

  private toShare({ keySealed, ...share }: ShareRow): Share {
    return { ...share, key: this.vault.open(keySealed, placeOf(share.name)) };
  }
}

function placeOf(name: string): string {
  return `shares.key_sealed:${name}`;
}

function invalid(field: string): PlaybackError {
  return new PlaybackError('object.invalid', field, { object: 'share', field });
}
