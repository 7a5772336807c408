import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Config, Vault } from '#config';
import { DataSource } from 'typeorm';
import { AuthError } from '../auth.errors.js';
import type { DoneBy } from './done-by.js';
import { digest, sameDigest } from './secrets.js';
import { StateCache } from './state-cache.js';
import { SystemKeyEntity } from './system-key.entity.js';

/** Printable, so that a header can carry it; one letter over and over is no secret. */
const form = /^(?!(.)\1*$)[\x21-\x7e]{32,255}$/;
const row = 1;
const place = 'system_keys.key_sealed:1';
const cacheKey = 'system';

/** The key that may do anything: the setting's until administrators give another one, which then counts alone. */
@Injectable()
export class SystemKey {
  private readonly digests: StateCache<{ readonly digest: Buffer | undefined }>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly config: Config,
  ) {
    const ofSetting = config.systemApiKey === undefined ? undefined : digest(config.systemApiKey);
    this.digests = new StateCache(
      async () => ({ digest: (await this.find())?.keyHash ?? ofSetting }),
      () => clock.now().getTime(),
      config.accountStateSeconds * 1000,
      1,
    );
  }

  /** Whether this is it; compared in constant time. Another instance's change is seen within `accountStateSeconds`. */
  async is(key: string): Promise<boolean> {
    const known = await this.digests.find(cacheKey);
    return known?.digest !== undefined && sameDigest(digest(key), known.digest);
  }

  /** The key; undefined where there is none. Audited. */
  async reveal(by: DoneBy = {}): Promise<string | undefined> {
    const found = await this.find();
    const key = found === null ? this.config.systemApiKey : this.vault.open(found.keySealed, place);
    if (key !== undefined)
      this.audit.record({ event: 'sensitive_read', subject: 'system', reason: 'system-key', ...by });
    return key;
  }

  /** @param key 32 to 255 printable ASCII characters. @throws AuthError account.invalid (systemKey) */
  async change(key: string, by: DoneBy = {}): Promise<void> {
    if (!form.test(key))
      throw new AuthError('account.invalid', 'the system key is too short or unprintable', { reason: 'systemKey' });
    await this.dataSource.manager.upsert(
      SystemKeyEntity,
      { id: row, keyHash: digest(key), keySealed: this.vault.seal(key, place), changedAt: this.clock.now() },
      ['id'],
    );
    this.digests.forgetAll();
    this.audit.record({ event: 'key_rotated', subject: 'system', reason: 'system-key', ...by });
  }

  private find(): Promise<SystemKeyEntity | null> {
    return this.dataSource.manager.findOneBy(SystemKeyEntity, { id: row });
  }
}
