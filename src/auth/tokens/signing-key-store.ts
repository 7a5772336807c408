import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Config, Vault } from '#config';
import { type EntityManager, In, LessThanOrEqual, Not, Repository, type SelectQueryBuilder } from 'typeorm';
import type { DoneBy } from '../accounts/done-by.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import {
  generateSigningKey,
  type NewSigningKey,
  type SigningAlgorithm,
  signingAlgorithms,
  storedMembers,
} from './signing-key.js';
import { SigningKeyEntity } from './signing-key.entity.js';

export interface RotationOptions {
  /** Also where the next key is not published for a day yet. */
  readonly force?: boolean;
  /** A key was stolen: everything made until now is retired at once, the next keys too, and so ends every token. */
  readonly retireNow?: boolean;
}

/** Any constant works; it keeps instances from making or rotating keys concurrently. */
const keyLock = 4_207_535;
const hour = 3_600_000;
const day = 24 * hour;
/** 24 h of refreshing at CAM2, token life, caches, clocks (R-KEY). */
const leastVerifyingMilliseconds = 48 * hour;
/** Difference of clocks, and how long verifiers may keep the published keys. */
const marginSeconds = 30 + 300;

/** The states of signing keys in the database, per algorithm: `next`, `current`, `previous`, `retired`. Changes hold one lock. */
@Injectable()
export class SigningKeyStore {
  private readonly verifyingMilliseconds: number;

  constructor(
    @InjectRepository(SigningKeyEntity) private readonly rows: Repository<SigningKeyEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly revocations: RevocationsService,
    private readonly config: Config,
  ) {
    const longestSeconds = Math.max(
      config.accessTokenSeconds,
      config.cam2V1TokenSeconds + config.cam2V1RefreshWindowSeconds,
      config.cam2V2TokenSeconds,
    );
    this.verifyingMilliseconds = Math.max(leastVerifyingMilliseconds, (longestSeconds + marginSeconds) * 1000);
  }

  /** Keys that are published: the current ones first, then the next ones, then previous ones from the newest. */
  findPublished(): Promise<readonly SigningKeyEntity[]> {
    return this.inOrder().where(`k.status <> 'retired'`).getMany();
  }

  /** The first 100 in the same order, retired ones at the end. */
  findAll(): Promise<readonly SigningKeyEntity[]> {
    return this.inOrder().limit(100).getMany();
  }

  /** Makes the keys that are missing: a current one and a next one of each algorithm. */
  async ensure(): Promise<void> {
    const wanted = signingAlgorithms.flatMap((algorithm) => [
      { algorithm, status: 'current' as const },
      { algorithm, status: 'next' as const },
    ]);
    if ((await this.rows.countBy(wanted)) === wanted.length) return;
    await this.locked(async (manager) => {
      const now = this.clock.now();
      const missing = [];
      for (const key of wanted) if (!(await manager.existsBy(SigningKeyEntity, key))) missing.push(key);
      // Together, because an RSA key takes 0.1 s of a thread.
      const made = await Promise.all(
        missing.map(async ({ algorithm, status }) => ({ status, key: await generateSigningKey(algorithm) })),
      );
      for (const { key, status } of made) await this.insert(manager, key, status, now);
      await this.revocations.record(manager, 'signing-keys', 'made');
    });
  }

  /**
   * The next keys sign from now on, and new next ones are published. The keys until now verify for 48 h more, longer where the
   * settings allow tokens a longer life. Nothing happens where somebody else rotated since `before` was current.
   * @param before the ES256 key that the caller knows as current
   * @returns when it will be possible, where the next keys are not published for 24 h yet
   */
  rotate(
    before: string,
    { force, retireNow }: RotationOptions,
    by: DoneBy & { reason?: string },
  ): Promise<Date | undefined> {
    return this.locked(async (manager) => {
      if (!(await manager.existsBy(SigningKeyEntity, { status: 'current', kid: before }))) return undefined;
      const now = this.clock.now();
      const possibleAt = await this.rotatableAt(manager);
      if (force !== true && retireNow !== true && possibleAt > now) return possibleAt;
      if (retireNow) await manager.update(SigningKeyEntity, { status: Not('retired') }, retired);
      else await this.retireExpired(manager);
      for (const algorithm of signingAlgorithms) await this.promote(manager, algorithm, now);
      const reason = retireNow ? 'retire-now' : by.reason;
      const { kid } = await manager.findOneByOrFail(SigningKeyEntity, { status: 'current', algorithm: 'ES256' });
      await this.audit.recordIn(manager, { event: 'key_rotated', subject: `key:${kid}`, ...by, reason });
      await this.revocations.record(manager, 'signing-keys', 'rotated');
      return undefined;
    });
  }

  /** Rotates when the current key has signed for SIGNING_KEY_DAYS and the next one is published long enough. */
  async rotateIfDue(): Promise<void> {
    const { signingKeyDays } = this.config;
    const current = await this.rows.findOneBy({ status: 'current', algorithm: 'ES256' });
    if (signingKeyDays === 0 || current === null) return;
    const now = this.clock.now().getTime();
    const isDue = (current.signsSince ?? current.createdAt).getTime() + signingKeyDays * day <= now;
    // Here without exception, also for the first rotation: nobody waits for it.
    const isPublished = await this.rows.existsBy({
      status: 'next',
      algorithm: 'ES256',
      createdAt: LessThanOrEqual(new Date(now - day)),
    });
    if (isDue && isPublished) await this.rotate(current.kid, {}, { reason: 'schedule' });
  }

  /** Previous keys whose time is over are no longer published, and their private halves are deleted. */
  async retireExpired(manager: EntityManager = this.rows.manager): Promise<void> {
    await manager.update(
      SigningKeyEntity,
      { status: 'previous', verifiesUntil: LessThanOrEqual(this.clock.now()) },
      retired,
    );
  }

  /** Private keys are sealed for their own row. */
  open({ kid, privateSealed }: SigningKeyEntity): string {
    return this.vault.open(privateSealed, placeOf(kid));
  }

  /** The first rotation is always possible: before it, nobody has waited for a next key. */
  private async rotatableAt(manager: EntityManager): Promise<Date> {
    if (!(await manager.existsBy(SigningKeyEntity, { status: In(['previous', 'retired']) }))) return new Date(0);
    const next = await manager.findOneBy(SigningKeyEntity, { status: 'next', algorithm: 'ES256' });
    return new Date((next?.createdAt ?? this.clock.now()).getTime() + day);
  }

  private async promote(manager: EntityManager, algorithm: SigningAlgorithm, now: Date): Promise<void> {
    const verifiesUntil = new Date(now.getTime() + this.verifyingMilliseconds);
    await manager.update(SigningKeyEntity, { algorithm, status: 'current' }, { status: 'previous', verifiesUntil });
    const signs = { status: 'current', signsSince: now };
    const { affected } = await manager.update(SigningKeyEntity, { algorithm, status: 'next' }, signs);
    if (affected === 0) await this.insert(manager, await generateSigningKey(algorithm), 'current', now);
    await this.insert(manager, await generateSigningKey(algorithm), 'next', now);
  }

  private async insert(
    manager: EntityManager,
    { jwk, privatePem }: NewSigningKey,
    status: 'current' | 'next',
    now: Date,
  ): Promise<void> {
    await manager.insert(SigningKeyEntity, {
      kid: jwk.kid,
      algorithm: jwk.alg,
      status,
      publicJwk: storedMembers(jwk),
      privateSealed: this.vault.seal(privatePem, placeOf(jwk.kid)),
      createdAt: now,
      signsSince: status === 'current' ? now : null,
    });
  }

  private inOrder(): SelectQueryBuilder<SigningKeyEntity> {
    return this.rows
      .createQueryBuilder('k')
      .orderBy(`CASE k.status WHEN 'current' THEN 0 WHEN 'next' THEN 1 WHEN 'previous' THEN 2 ELSE 3 END`)
      .addOrderBy('k.signs_since', 'DESC')
      .addOrderBy('k.algorithm');
  }

  private locked<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(${keyLock})`);
      return work(manager);
    });
  }
}

const retired = { status: 'retired', privateSealed: '' };

function placeOf(kid: string): string {
  return `signing_keys.private_sealed:${kid}`;
}
