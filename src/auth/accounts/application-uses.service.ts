import { isUnavailable, reasonOf } from '#database';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApplicationEntity } from './application.entity.js';

const flushMilliseconds = 1000;

// The rows are locked in one order, so that two instances that flush at the same moment do not wait for each other.
const addition = `
  WITH used AS (SELECT * FROM unnest($1::integer[], $2::bigint[]) AS t (id, uses)),
    locked AS MATERIALIZED (
      SELECT a.id FROM applications a WHERE a.id IN (SELECT id FROM used) ORDER BY a.id FOR NO KEY UPDATE
    )
  UPDATE applications a SET use_count = a.use_count + used.uses
    FROM used JOIN locked ON locked.id = used.id WHERE a.id = used.id`;

/** Counts how often applications are served: in memory, and every second in one statement for all of them. */
@Injectable()
export class ApplicationUsesService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('ApplicationUses');
  private counts = new Map<number, number>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(@InjectRepository(ApplicationEntity) private readonly applications: Repository<ApplicationEntity>) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.flush(), flushMilliseconds);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Counts one use; it is in the database within a second, or after `flush`. */
  count(applicationId: number): void {
    this.counts.set(applicationId, (this.counts.get(applicationId) ?? 0) + 1);
  }

  /** Writes all uses counted so far. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** How often an application was served, including uses that were only just counted; 0 for an unknown one. */
  async of(applicationId: number): Promise<number> {
    await this.flush();
    const row = await this.applications.findOne({ select: { useCount: true }, where: { id: applicationId } });
    return Number(row?.useCount ?? 0);
  }

  private async write(): Promise<void> {
    if (this.counts.size === 0) return;
    const counts = this.counts;
    this.counts = new Map();
    try {
      await this.applications.query(addition, [[...counts.keys()], [...counts.values()]]);
    } catch (error) {
      // The pool logs an outage once; this is retried every second.
      if (!isUnavailable(error)) this.logger.error(`Uses of applications wait: ${reasonOf(error)}`);
      for (const [id, uses] of counts) this.counts.set(id, (this.counts.get(id) ?? 0) + uses);
    }
  }
}
