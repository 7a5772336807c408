import { reasonOf, Statements } from '#database';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntitySubscriberInterface } from 'typeorm';

const pollMilliseconds = 1_000;
/** Commits of this instance within it are one look. */
const gatherMilliseconds = 20;

/**
 * Tells those who wait for changes that there are some: one look at the log for all of them, every second, and at once after a
 * transaction of this instance. Nobody waits: nobody looks.
 */
@Injectable()
export class FeedWatch implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Feed');
  private readonly listeners = new Set<() => void>();
  private readonly commits: EntitySubscriberInterface = {
    afterTransactionCommit: ({ queryRunner }) => {
      // A released savepoint is no commit yet.
      if (!queryRunner.isTransactionActive && this.listeners.size > 0) this.lookIn(gatherMilliseconds);
    },
  };
  private snapshot: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lookAt = Infinity;
  private looking: Promise<void> | undefined;
  private closed = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly statements: Statements,
  ) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this.commits);
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const index = this.dataSource.subscribers.indexOf(this.commits);
    if (index >= 0) this.dataSource.subscribers.splice(index, 1);
    await this.looking;
  }

  /**
   * Calls the listener whenever cameras, or who sees what, may have changed; rights that begin or end by time are not noticed.
   * @returns ends it
   */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.lookIn(0);
    return () => this.listeners.delete(listener);
  }

  /** How many wait for changes here. */
  get listening(): number {
    return this.listeners.size;
  }

  private lookIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.closed || at >= this.lookAt) return;
    this.lookAt = at;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.lookAt = Infinity;
      // A look that began before the change may have missed it.
      this.looking = (this.looking ?? Promise.resolve())
        .then(() => this.look())
        .finally(() => {
          if (this.listeners.size > 0) this.lookIn(pollMilliseconds);
        });
    }, milliseconds).unref();
  }

  private async look(): Promise<void> {
    if (this.listeners.size === 0) {
      this.snapshot = undefined;
      return;
    }
    try {
      const before = this.snapshot;
      const [row] = await this.statements.objects<{ readonly snapshot: string; readonly news: boolean }>(
        `select pg_current_snapshot()::text as snapshot, $1::text is null or exists (
           select from camera_feed e where e.transaction_id >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
             and not pg_visible_in_snapshot(e.transaction_id::text::xid8, $1::pg_snapshot)) as news`,
        [before ?? null],
      );
      this.snapshot = row?.snapshot;
      if (row?.news === true) for (const listener of this.listeners) listener();
    } catch (error) {
      this.logger.debug(`The feed was not looked at: ${reasonOf(error)}`);
    }
  }
}
