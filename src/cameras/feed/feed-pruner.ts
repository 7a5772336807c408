import { Clock } from '#config';
import { reasonOf } from '#database';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { feedDays } from './camera-feed.service.js';
import { SightStore } from './sight-store.js';

const day = 86_400_000;
const everyMilliseconds = 600_000;
const rowsAtOnce = 5_000;

/** Deletes what no valid cursor needs, every ten minutes. */
@Injectable()
export class FeedPruner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Feed');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly sights: SightStore,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // A backup that was restored into another cluster has transaction ids that this one has not reached yet.
    await this.dataSource.query(
      'delete from camera_feed where transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint',
    );
    this.timer = setInterval(() => {
      this.running ??= this.prune()
        .catch((error: unknown) => this.logger.warn(`The feed was not pruned: ${reasonOf(error)}`))
        .finally(() => (this.running = undefined));
    }, everyMilliseconds).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Entries go a day after the last cursor that may need them, sights a day later, because their use is noted once a day. */
  async prune(): Promise<void> {
    const now = this.clock.now().getTime();
    for (let rows = rowsAtOnce; rows === rowsAtOnce;) {
      const [, affected] = await this.dataSource.query<[unknown, number]>(
        `delete from camera_feed where id in (
           select o.id from (select e.id, e.written_at from camera_feed e order by e.id limit ${rowsAtOnce}) o
           where o.written_at < $1)`,
        [new Date(now - (feedDays + 1) * day)],
      );
      rows = affected;
    }
    await this.sights.prune(new Date(now - (feedDays + 2) * day));
  }
}
