import { DomainError } from '#errors';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Config, Vault } from '#config';
import { Repository } from 'typeorm';
import type { DoneBy } from './done-by.js';
import { digest, sameDigest } from './secrets.js';
import { StateCache } from './state-cache.js';
import { SystemKeyEntity } from './system-key.entity.js';

/** Printable, so that a header can carry it; one letter over and over is no secret. */
const form = /^(?!(.)\1*$)[\x21-\x7e]{32,255}$/;
/** The part that is hashed, the time in it, and the hash. */
const proofForm = /^([^:]{1,64}:(\d{10})):([0-9a-f]{32})$/i;
const proofSeconds = 600;
const proofAheadSeconds = 30;
const row = 1;
const place = 'system_keys.key_sealed:1';
const cacheKey = 'system';

/** The key that may do anything: the setting's until administrators give another one, which then counts alone. */
@Injectable()
export class SystemKeyService {
  private readonly digests: StateCache<{ readonly digest: Buffer | undefined }>;

  constructor(
    @InjectRepository(SystemKeyEntity) private readonly keys: Repository<SystemKeyEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
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
    const current = await this.digests.find(cacheKey);
    return current?.digest !== undefined && sameDigest(digest(key), current.digest);
  }

  /**
   * Whether it proves that its maker has the key: `salt:time:md5(salt:time:key)`, the time in seconds, as clients did it
   * before there were headers for keys. Good for ten minutes; until then whoever overhears it has as much as the key.
   */
  async isProvenBy(proof: string): Promise<boolean> {
    const [, signed = '', time = '', hash = ''] = proofForm.exec(proof) ?? [];
    const age = this.clock.now().getTime() / 1000 - Number(time);
    if (hash === '' || age > proofSeconds || age < -proofAheadSeconds) return false;
    const key = await this.clear();
    if (key === undefined) return false;
    const expected = createHash('md5').update(`${signed}:${key}`).digest();
    return timingSafeEqual(expected, Buffer.from(hash, 'hex'));
  }

  /** The key; undefined where there is none. Audited. */
  async reveal(by: DoneBy = {}): Promise<string | undefined> {
    const key = await this.clear();
    if (key !== undefined)
      this.audit.record({ event: 'sensitive_read', subject: 'system', reason: 'system-key', ...by });
    return key;
  }

  /** Whether it can be a key, for whoever has more to change with it. @throws DomainError account.invalid (systemKey) */
  assertPossible(key: string): void {
    if (!form.test(key))
      throw new DomainError('account.invalid', 'the system key is too short or unprintable', { reason: 'systemKey' });
  }

  /** @param key 32 to 255 printable ASCII characters. @throws DomainError account.invalid (systemKey) */
  async change(key: string, by: DoneBy = {}): Promise<void> {
    this.assertPossible(key);
    await this.keys.upsert(
      { id: row, keyHash: digest(key), keySealed: this.vault.seal(key, place), changedAt: this.clock.now() },
      ['id'],
    );
    this.digests.forgetAll();
    this.audit.record({ event: 'key_rotated', subject: 'system', reason: 'system-key', ...by });
  }

  private async clear(): Promise<string | undefined> {
    const found = await this.find();
    return found === null ? this.config.systemApiKey : this.vault.open(found.keySealed, place);
  }

  private find(): Promise<SystemKeyEntity | null> {
    return this.keys.findOneBy({ id: row });
  }
}
