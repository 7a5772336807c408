import type { KeyObject } from 'node:crypto';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock } from '#config';
import { isUnavailable, reasonOf } from '#database';
import type { DoneBy } from '../accounts/done-by.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { type PublicJwk, readPrivateKey, readPublicKey, type SigningAlgorithm } from './signing-key.js';
import type { SigningKeyEntity } from './signing-key.entity.js';
import { type RotationOptions, SigningKeyStore } from './signing-key-store.js';

const states = ['next', 'current', 'previous', 'retired'] as const;

/** A key for an operator: dates only, no key material. */
export interface SigningKeyView {
  readonly kid: string;
  readonly algorithm: string;
  readonly status: (typeof states)[number];
  readonly createdAt: Date;
  /** Undefined for a key that never signed. */
  readonly signsSince: Date | undefined;
  /** Of a previous key. */
  readonly verifiesUntil: Date | undefined;
}

/** The keys that sign now, ES256 first; `possibleAt` where nothing changed because the next ones are published too short. */
export interface Rotation {
  readonly current: readonly SigningKeyView[];
  readonly possibleAt: Date | undefined;
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

const reloadMilliseconds = 30_000;
const unknownKidMilliseconds = 5_000;
/** Commands of the command line end before that. */
const firstUpkeepMilliseconds = 10_000;
const upkeepMilliseconds = 600_000;

/** The keys that sign and verify tokens, from memory. A rotation anywhere is heard within a second. */
@Injectable()
export class SigningKeysService implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SigningKeys');
  private verifying: ReadonlyMap<string, VerifyingKey> = new Map();
  private signing: ReadonlyMap<string, SigningKey> = new Map();
  private loading: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private askedAt = -Infinity;
  private reloads: NodeJS.Timeout | undefined;
  private upkeep: NodeJS.Timeout | undefined;
  private keeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: SigningKeyStore,
    private readonly clock: Clock,
    private readonly revocations: RevocationsService,
  ) {
    revocations.listen('signing-keys', () => this.reload());
    revocations.listenForResets(() => this.load());
  }

  async onModuleInit(): Promise<void> {
    await this.store.ensure();
    await this.load();
    this.reloads = setInterval(() => this.reload(), reloadMilliseconds).unref();
  }

  onApplicationBootstrap(): void {
    this.wait(firstUpkeepMilliseconds);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.reloads);
    clearTimeout(this.upkeep);
    await this.keeping;
    await this.following;
    await this.loading;
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

  /**
   * Like `verifyingKey`, but queries the database for an unknown name, at most once in 5 s (R-TOK-3), and for every name where
   * this instance has heard nothing of rotations for 10 s.
   */
  async findVerifyingKey(kid: string, algorithm: SigningAlgorithm = 'ES256'): Promise<KeyObject | undefined> {
    if (!this.revocations.isCurrent) await this.load();
    else if (!this.verifying.has(kid)) {
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

  /**
   * The published key set (RFC 7517): every key that verifies or soon will, the current ones first, ES256 before RS256. The
   * next ones are in it at least 24 h before they sign, unless a rotation was forced.
   */
  jwks(): { readonly keys: readonly PublicJwk[] } {
    const now = this.clock.now();
    const live = [...this.verifying.values()].filter(({ until }) => until === undefined || until > now);
    return { keys: live.map(({ jwk }) => jwk) };
  }

  /** All keys: those that sign, the next ones, previous and retired ones; at most 100. */
  async list(): Promise<readonly SigningKeyView[]> {
    return (await this.store.findAll()).map(toView);
  }

  /**
   * Makes the next keys the current ones. Concurrent rotations yield the same keys. Here they sign when the promise settles, on
   * other instances within a second.
   */
  async rotate(by: DoneBy = {}, options: RotationOptions = {}): Promise<Rotation> {
    const possibleAt = await this.store.rotate(this.current().kid, options, by);
    await this.load();
    const current = (await this.store.findPublished()).filter(({ status }) => status === 'current');
    return { current: current.map(toView), possibleAt };
  }

  /** What time brings: a rotation that is due, previous keys that are over. */
  async keepUp(): Promise<void> {
    await this.store.rotateIfDue();
    await this.store.retireExpired();
  }

  private wait(milliseconds: number): void {
    this.upkeep = setTimeout(() => {
      this.keeping = this.keepUp()
        .catch((error: unknown) => {
          if (!isUnavailable(error)) this.logger.error(`The signing keys were not kept up: ${reasonOf(error)}`);
        })
        .finally(() => this.wait(upkeepMilliseconds));
    }, milliseconds).unref();
  }

  private reload(): void {
    this.load().catch((error: unknown) => {
      if (!isUnavailable(error)) this.logger.error(`Signing keys were not reloaded: ${reasonOf(error)}`);
    });
  }

  /** Reads the keys. A reading that began before may miss the latest change; then one more follows, for all who wait. */
  private load(): Promise<void> {
    if (this.loading === undefined)
      return (this.loading = this.read().finally(() => {
        this.loading = undefined;
      }));
    return (this.following ??= this.loading
      .catch(() => undefined)
      .then(() => {
        this.following = undefined;
        return this.load();
      }));
  }

  private async read(): Promise<void> {
    const verifying = new Map<string, VerifyingKey>();
    const signing = new Map<string, SigningKey>();
    for (const row of await this.store.findPublished()) {
      const { kid, algorithm, status } = row;
      const { jwk, key } = this.verifying.get(kid) ?? readPublicKey(row.publicJwk);
      // A key whose name is not its thumbprint was tampered with; it is left out.
      if (jwk.kid === kid) verifying.set(kid, { jwk, key, until: row.verifiesUntil ?? undefined });
      const loaded = this.signing.get(algorithm);
      if (status === 'current')
        signing.set(algorithm, loaded?.kid === kid ? loaded : { kid, key: readPrivateKey(this.store.open(row)) });
    }
    this.signing = signing;
    this.verifying = verifying;
  }
}

function toView(row: SigningKeyEntity): SigningKeyView {
  return {
    kid: row.kid,
    algorithm: row.algorithm,
    status: states.find((state) => state === row.status) ?? 'retired',
    createdAt: row.createdAt,
    signsSince: row.signsSince ?? undefined,
    verifiesUntil: row.verifiesUntil ?? undefined,
  };
}
