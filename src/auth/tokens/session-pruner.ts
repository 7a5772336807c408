import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#config';
import { reasonOf, RepeatedWork } from '#database';
import { DataSource } from 'typeorm';

const dayMilliseconds = 86_400_000;
const retentionMilliseconds = 30 * dayMilliseconds;
/** Commands of the command line end before that. */
const firstMilliseconds = 10_000;
const rowsAtOnce = 5_000;

/** Deletes sessions that nobody can use any more, after 30 days: until then they show a person's usual addresses (R-LOCK-2). */
@Injectable()
export class SessionPruner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SessionPruning');
  private readonly work = new RepeatedWork(
    () => this.prune(),
    (error) => this.logger.error(`Ended sessions were not pruned: ${reasonOf(error)}`),
    dayMilliseconds,
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.work.begin(firstMilliseconds);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Deletes sessions that ended or expired more than 30 days ago; several instances share the work. */
  async prune(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - retentionMilliseconds);
    let pruned = 0;
    for (let rows = rowsAtOnce; rows === rowsAtOnce; pruned += rows) {
      const [, affected] = await this.dataSource.query<[unknown, number]>(
        `DELETE FROM sessions WHERE id IN (
           SELECT id FROM sessions
           WHERE ended_at < $1 OR idle_expires_at < $1 OR absolute_expires_at < $1
           LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED)`,
        [before],
      );
      rows = affected;
    }
    return pruned;
  }
}
