import { Tally } from '#config';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { RevocationSignals } from './revocation-signals.js';

/**
 * What can change under a cache. `token`: a single token, by `jti`; `user`: by subject; `application`: by client id; `session`:
 * by id; the keys of the others only describe.
 */
export const revocationKinds = [
  'token',
  'user',
  'application',
  'session',
  'api-keys',
  'system-key',
  'signing-keys',
] as const;
export type RevocationKind = (typeof revocationKinds)[number];

export interface Revocation {
  readonly kind: RevocationKind;
  readonly key: string;
  /** Of a token: when it expires by itself. */
  readonly expiresAt: Date | undefined;
}

type Listener = (key: string, expiresAt: Date | undefined) => void;

/** Older than this, what was heard is no longer trusted: caches are read past (R-REV-2). */
const currentMilliseconds = 10_000;

/**
 * Announces what changed: a row in the transaction of the change, then, after its commit, at once to the listeners of this
 * instance and by signal to all others. Caches listen here.
 */
@Injectable()
export class RevocationsService implements OnModuleInit, OnModuleDestroy {
  private readonly listeners = new Map<RevocationKind, Listener[]>();
  private readonly resets: (() => Promise<void> | void)[] = [];
  private readonly uncommitted = new WeakMap<QueryRunner, Revocation[]>();
  private readonly commits: EntitySubscriberInterface;
  private readAt: number | undefined;
  /** What this instance announced, by its kind. */
  readonly announced = new Tally<'kind'>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly signals: RevocationSignals,
  ) {
    this.commits = {
      afterTransactionCommit: ({ queryRunner }) => {
        // A released savepoint is no commit yet.
        if (!queryRunner.isTransactionActive) this.committed(queryRunner);
      },
      afterTransactionRollback: ({ queryRunner }) => {
        if (!queryRunner.isTransactionActive) this.uncommitted.delete(queryRunner);
      },
    };
  }

  onModuleInit(): void {
    this.dataSource.subscribers.push(this.commits);
  }

  onModuleDestroy(): void {
    const index = this.dataSource.subscribers.indexOf(this.commits);
    if (index >= 0) this.dataSource.subscribers.splice(index, 1);
  }

  /**
   * Writes what changed. It takes effect with the commit of the manager's transaction, before that returns; without a
   * transaction, at once.
   */
  async record(
    manager: EntityManager,
    kind: RevocationKind,
    keys: string | readonly string[],
    expiresAt?: Date,
  ): Promise<void> {
    const all = typeof keys === 'string' ? [keys] : keys;
    if (all.length === 0) return;
    await manager.query(
      `INSERT INTO revocations (kind, key, expires_at, transaction_id)
       SELECT $1, key, $3, pg_current_xact_id()::text::bigint FROM unnest($2::text[]) AS key`,
      [kind, all, expiresAt ?? null],
    );
    const revocations = all.map((key): Revocation => ({ kind, key, expiresAt }));
    const { queryRunner } = manager;
    if (queryRunner?.isTransactionActive !== true) return this.announce(revocations);
    this.uncommitted.set(queryRunner, [...(this.uncommitted.get(queryRunner) ?? []), ...revocations]);
  }

  /** Makes a change in a transaction of its own, and records it when it returned a row. */
  recordWith<T>(
    kind: RevocationKind,
    key: string,
    change: (manager: EntityManager) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    return this.dataSource.transaction(async (manager) => {
      const rows = await change(manager);
      if (rows.length > 0) await this.record(manager, kind, key);
      return rows;
    });
  }

  /** Calls the listener for every change of this kind, here or elsewhere; the same change may be heard several times. */
  listen(kind: RevocationKind, listener: Listener): void {
    this.listeners.set(kind, [...(this.listeners.get(kind) ?? []), listener]);
  }

  /** Calls the listener when changes may have been missed: whatever is remembered must be read anew. */
  listenForResets(listener: () => Promise<void> | void): void {
    this.resets.push(listener);
  }

  /** Calls the listeners; for the feed. */
  apply(revocations: readonly Revocation[]): void {
    for (const { kind, key, expiresAt } of revocations)
      for (const listener of this.listeners.get(kind) ?? []) listener(key, expiresAt);
  }

  /** For the feed, when changes may have been missed. */
  async reset(): Promise<void> {
    for (const listener of this.resets) await listener();
  }

  /** For the feed: everything that was committed at that time has been heard. @param at of `performance.now()` */
  noteRead(at: number): void {
    this.readAt = at;
  }

  /** How old what was heard is, in seconds; undefined where nothing is heard (commands, tests of the core). */
  get ageSeconds(): number | undefined {
    return this.readAt === undefined ? undefined : (performance.now() - this.readAt) / 1000;
  }

  /** Whether caches may be believed; false after 10 s without news, when the feed should have brought some. */
  get isCurrent(): boolean {
    return this.readAt === undefined || performance.now() - this.readAt <= currentMilliseconds;
  }

  private committed(queryRunner: QueryRunner): void {
    const revocations = this.uncommitted.get(queryRunner);
    this.uncommitted.delete(queryRunner);
    if (revocations !== undefined) this.announce(revocations);
  }

  private announce(revocations: readonly Revocation[]): void {
    for (const { kind } of revocations) this.announced.add({ kind });
    this.apply(revocations);
    this.signals.send();
  }
}
