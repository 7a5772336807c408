import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Vault } from '#config';
import { Repository } from 'typeorm';
import { RevocationsService } from '../revocations/revocations.service.js';
import { ApiKeyEntity } from './api-key.entity.js';
import type { DoneBy } from './done-by.js';
import { markedSecret } from './marked-secret.js';
import { digest } from './secrets.js';

/** Personal API keys, one per user: hashed for look-up, and sealed because Watcher promises to show the key again. */
@Injectable()
export class ApiKeysService {
  constructor(
    @InjectRepository(ApiKeyEntity) private readonly apiKeys: Repository<ApiKeyEntity>,
    private readonly vault: Vault,
    private readonly revocations: RevocationsService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** A new key of 40 characters (178 random bits); the previous one ends. */
  async create(userId: number, by: DoneBy = {}): Promise<string> {
    const key = markedSecret('cgk');
    const row = {
      userId,
      keyHash: digest(key),
      keySealed: this.vault.seal(key, placeOf(userId)),
      createdAt: this.clock.now(),
      lastUsedAt: null,
    };
    await this.apiKeys.manager.transaction(async (manager) => {
      await manager.upsert(ApiKeyEntity, row, ['userId']);
      await this.audit.recordIn(manager, { event: 'apikey_created', subject: `user:${userId}`, ...by });
      await this.revocations.record(manager, 'api-keys', String(userId));
    });
    return key;
  }

  /** Returns the key again; the API checks who may ask. */
  async reveal(userId: number, by: DoneBy = {}): Promise<string | undefined> {
    const row = await this.apiKeys.findOneBy({ userId });
    if (row === null) return undefined;
    this.audit.record({ event: 'sensitive_read', subject: `user:${userId}`, reason: 'api-key', ...by });
    return this.vault.open(row.keySealed, placeOf(userId));
  }

  /** Idempotent. */
  async remove(userId: number, by: DoneBy = {}): Promise<void> {
    await this.revocations.recordWith('api-keys', String(userId), (manager) =>
      this.audit.recordWith(manager, 'DELETE FROM api_keys WHERE user_id = $1 RETURNING user_id', [userId], {
        event: 'apikey_revoked',
        subject: `user:${userId}`,
        ...by,
      }),
    );
  }
}

function placeOf(userId: number): string {
  return `api_keys.key_sealed:${userId}`;
}
