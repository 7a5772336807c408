import type { KeyObject } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Vault } from '#config';
import { isUnavailable } from '#database';
import { type EntityManager, LessThanOrEqual, Repository } from 'typeorm';
import type { DoneBy } from '../accounts/done-by.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import {
  generateSigningKey,
  type PublicJwk,
  readPrivateKey,
  readPublicKey,
  type SigningAlgorithm,
  signingAlgorithms,
  storedMembers,
} from './signing-key.js';
import { SigningKeyEntity } from './signing-key.entity.js';

/** A key for an operator: dates only, no key material. */
export interface SigningKeyView {
  readonly kid: string;
  readonly algorithm: string;
  readonly status: 'current' | 'previous' | 'retired';
  readonly createdAt: Date;
  readonly verifiesUntil: Date | undefined;
}

interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

interface VerifyingKey {
  readonly jwk: PublicJwk;
  readonly key: KeyObject;
  readonly until: Date | undefined;
}

// Any constant works; it keeps instances from creating or rotating keys concurrently.
const keyLock = 4_207_535;
const reloadMilliseconds = 30_000;
const unknownKidMilliseconds = 5_000;
/** A key that no longer signs verifies for 48 h more: 24 h of refreshing at CAM2, token life, caches, clocks (R-KEY). */
const verifiesMilliseconds = 48 * 3_600_000;

/** The keys that sign tokens: one current key of each algorithm; previous ones still verify. */
@Injectable()
export class SigningKeysService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('SigningKeys');
  private verifying: ReadonlyMap<string, VerifyingKey> = new Map();
  private signing: ReadonlyMap<string, SigningKey> = new Map();
  private loading: Promise<void> | undefined;
  private askedAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectRepository(SigningKeyEntity) private readonly rows: Repository<SigningKeyEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly revocations: RevocationsService,
  ) {
    revocations.listen('signing-keys', () => this.reload());
    revocations.listenForResets(() => this.load());
  }

  async onModuleInit(): Promise<void> {
    await this.ensureCurrent();
    await this.load();
    this.timer = setInterval(() => this.reload(), reloadMilliseconds);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The key that signs now. */
  current(algorithm: SigningAlgorithm = 'ES256'): SigningKey {
    const current = this.signing.get(algorithm);
    if (current === undefined) throw new Error('The signing keys are not loaded.');
    return current;
  }

  /** The public key of that name if it is for this algorithm and still verifies; from memory. */
  verifyingKey(kid: string, algorithm: SigningAlgorithm = 'ES256'): KeyObject | undefined {
    const entry = this.verifying.get(kid);
    if (entry === undefined || entry.jwk.alg !== algorithm) return undefined;
    return entry.until !== undefined && entry.until <= this.clock.now() ? undefined : entry.key;
  }

  /** Like `verifyingKey`, but queries the database for an unknown name, at most once in 5 s (R-TOK-3). */
  async findVerifyingKey(kid: string, algorithm: SigningAlgorithm = 'ES256'): Promise<KeyObject | undefined> {
    if (!this.verifying.has(kid)) {
      const now = this.clock.now().getTime();
      if (this.loading === undefined && now - this.askedAt >= unknownKidMilliseconds) {
        this.askedAt = now;
        await this.load();
      } else {
        await this.loading;
      }
    }
    return this.verifyingKey(kid, algorithm);
  }

  /** The published key set (RFC 7517): every key that verifies, the current ones first, ES256 before RS256. */
  jwks(): { readonly keys: readonly PublicJwk[] } {
    const now = this.clock.now();
    const live = [...this.verifying.values()].filter(({ until }) => until === undefined || until > now);
    return { keys: live.map(({ jwk }) => jwk) };
  }

  /** All keys, newest first. */
  async list(): Promise<readonly SigningKeyView[]> {
    const rows = await this.rows.find({ order: { createdAt: 'DESC' }, take: 100 });
    return rows.map((row) => ({
      kid: row.kid,
      algorithm: row.algorithm,
      status: row.status === 'current' || row.status === 'previous' ? row.status : 'retired',
      createdAt: row.createdAt,
      verifiesUntil: row.verifiesUntil ?? undefined,
    }));
  }

  /**
   * Makes a new key of each algorithm the current one; the old ones verify for 48 h more. Concurrent rotations yield the same
   * new keys. Returns the new ES256 key.
   */
  async rotate(by: DoneBy = {}): Promise<SigningKeyView> {
    const before = this.current().kid;
    await this.rows.manager.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(${keyLock})`);
      const current = await manager.findOneBy(SigningKeyEntity, { status: 'current', algorithm: 'ES256' });
      if (current !== null && current.kid !== before) return;
      const now = this.clock.now();
      const verifiesUntil = new Date(now.getTime() + verifiesMilliseconds);
      const rows = manager.getRepository(SigningKeyEntity);
      await rows.update({ status: 'previous', verifiesUntil: LessThanOrEqual(now) }, { status: 'retired' });
      await rows.update({ status: 'current' }, { status: 'previous', verifiesUntil });
      for (const algorithm of signingAlgorithms) {
        const kid = await this.insertNew(manager, algorithm);
        if (algorithm === 'ES256')
          await this.audit.recordIn(manager, { event: 'key_rotated', subject: `key:${kid}`, ...by });
      }
      await this.revocations.record(manager, 'signing-keys', 'rotated');
    });
    await this.load();
    const [current] = (await this.list()).filter(({ kid }) => kid === this.current().kid);
    if (current === undefined) throw new Error('There is no current signing key.');
    return current;
  }

  private async ensureCurrent(): Promise<void> {
    const there = await this.rows.findBy({ status: 'current' });
    if (signingAlgorithms.every((algorithm) => there.some((row) => row.algorithm === algorithm))) return;
    await this.rows.manager.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(${keyLock})`);
      for (const algorithm of signingAlgorithms)
        if (!(await manager.existsBy(SigningKeyEntity, { status: 'current', algorithm })))
          await this.insertNew(manager, algorithm);
    });
  }

  /** @returns the key's name */
  private async insertNew(manager: EntityManager, algorithm: SigningAlgorithm): Promise<string> {
    const { jwk, privatePem } = await generateSigningKey(algorithm);
    await manager.insert(SigningKeyEntity, {
      kid: jwk.kid,
      algorithm: jwk.alg,
      status: 'current',
      publicJwk: storedMembers(jwk),
      privateSealed: this.vault.seal(privatePem, placeOf(jwk.kid)),
      createdAt: this.clock.now(),
    });
    return jwk.kid;
  }

  private reload(): void {
    this.load().catch((error: unknown) => {
      if (!isUnavailable(error)) this.logger.error(`Signing keys were not reloaded: ${String(error)}`);
    });
  }

  private load(): Promise<void> {
    this.loading ??= this.read().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async read(): Promise<void> {
    const rows = await this.rows
      .createQueryBuilder('k')
      .where(`k.status <> 'retired'`)
      .orderBy(`k.status = 'current'`, 'DESC')
      .addOrderBy('k.algorithm')
      .addOrderBy('k.created_at', 'DESC')
      .getMany();
    const verifying = new Map<string, VerifyingKey>();
    for (const row of rows) {
      const cached = this.verifying.get(row.kid);
      const { jwk, key } = cached ?? readPublicKey(row.publicJwk);
      // A key whose name is not its thumbprint was tampered with; it is left out.
      if (jwk.kid === row.kid) verifying.set(row.kid, { jwk, key, until: row.verifiesUntil ?? undefined });
    }
    const signing = new Map<string, SigningKey>();
    for (const { kid, algorithm, status, privateSealed } of rows) {
      if (status !== 'current') continue;
      const loaded = this.signing.get(algorithm);
      const isLoaded = loaded?.kid === kid;
      signing.set(
        algorithm,
        isLoaded ? loaded : { kid, key: readPrivateKey(this.vault.open(privateSealed, placeOf(kid))) },
      );
    }
    this.signing = signing;
    this.verifying = verifying;
  }
}

function placeOf(kid: string): string {
  return `signing_keys.private_sealed:${kid}`;
}
