import { DomainError } from '#errors';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Config, Vault } from '#config';
import { Repository } from 'typeorm';
import { RevocationsService } from '../revocations/revocations.service.js';
import type { DoneBy } from './done-by.js';
import { digest, sameDigest } from './secrets.js';
import { StateCache } from './state-cache.js';
import { SystemKeyEntity } from './system-key.entity.js';

/** Printable, so that a header can carry it; one repeated character is no secret. */
const form = /^(?!(.)\1*$)[\x21-\x7e]{32,255}$/;
/** The part that is hashed, the time in it, and the hash. */
const proofForm = /^([^:]{1,64}:(\d{10})):([0-9a-f]{32})$/i;
const proofSeconds = 600;
const proofAheadSeconds = 30;
const row = 1;
const place = 'system_keys.key_sealed:1';
const cacheKey = 'system';

/** The key that may do anything: from the environment until administrators set another one, which then replaces it. */
@Injectable()
export class SystemKeyService {
  private readonly digests: StateCache<{ readonly digest: Buffer | undefined }>;

  constructor(
    @InjectRepository(SystemKeyEntity) private readonly keys: Repository<SystemKeyEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly revocations: RevocationsService,
    private readonly config: Config,
  ) {
    const ofSetting = config.systemApiKey === undefined ? undefined : digest(config.systemApiKey);
    this.digests = new StateCache(
      async () => ({ digest: (await this.find())?.keyHash ?? ofSetting }),
      () => clock.now().getTime(),
      () => (revocations.isCurrent ? config.accountStateSeconds * 1000 : 0),
      1,
    );
    revocations.listen('system-key', () => this.digests.forgetAll());
    revocations.listenForResets(() => this.digests.forgetAll());
  }

  /** Whether this is the system key; compared in constant time. Another instance's change takes effect within a second. */
  async is(key: string): Promise<boolean> {
    const current = await this.digests.find(cacheKey);
    return current?.digest !== undefined && sameDigest(digest(key), current.digest);
  }

  /**
   * Whether a proof was made with the key: `salt:time:md5(salt:time:key)`, the time in seconds, as clients sent it before there
   * were headers for keys. Valid for ten minutes; until then, whoever intercepts it can do as much as with the key.
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

  /** The key in clear; undefined where there is none. Audited. */
  async reveal(by: DoneBy = {}): Promise<string | undefined> {
    const key = await this.clear();
    if (key !== undefined)
      this.audit.record({ event: 'sensitive_read', subject: 'system', reason: 'system-key', ...by });
    return key;
  }

  /** Checks the form of a key before other changes are made with it. @throws DomainError account.invalid (systemKey) */
  assertPossible(key: string): void {
    if (!form.test(key))
      throw new DomainError('account.invalid', 'the system key is too short or unprintable', { reason: 'systemKey' });
  }

  /** @param key 32 to 255 printable ASCII characters. @throws DomainError account.invalid (systemKey) */
  async change(key: string, by: DoneBy = {}): Promise<void> {
    this.assertPossible(key);
    const changed = {
      id: row,
      keyHash: digest(key),
      keySealed: this.vault.seal(key, place),
      changedAt: this.clock.now(),
    };
    await this.keys.manager.transaction(async (manager) => {
      await manager.upsert(SystemKeyEntity, changed, ['id']);
      await this.audit.recordIn(manager, { event: 'key_rotated', subject: 'system', reason: 'system-key', ...by });
      await this.revocations.record(manager, 'system-key', cacheKey);
    });
  }

  private async clear(): Promise<string | undefined> {
    const found = await this.find();
    return found === null ? this.config.systemApiKey : this.vault.open(found.keySealed, place);
  }

  private find(): Promise<SystemKeyEntity | null> {
    return this.keys.findOneBy({ id: row });
  }
}
