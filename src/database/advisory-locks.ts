import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** First number of the locks by name, distinct from those of `quota.ts`. */
const byName = 5201;
/** Each holds a connection beside the one that the work takes: more would wait for each other when the pool is empty. */
const mostAtOnce = 3;

/** Lets one after the other work on the same thing, over all instances. */
@Injectable()
export class AdvisoryLocks {
  private free = mostAtOnce;
  private readonly waiting: (() => void)[] = [];

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Works while nobody else works under the same name; others wait for their turn. */
  async within<T>(name: string, work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await this.dataSource.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock($1::integer, hashtext($2))', [byName, name]);
        return work();
      });
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
