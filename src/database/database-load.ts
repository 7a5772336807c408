import type { Distribution } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabasePool } from './database-pool.js';

/** How busy one pool of connections is. */
export interface PoolLoad {
  readonly pool: 'primary' | 'replica';
  /** Connections that are open. */
  readonly open: number;
  readonly idle: number;
  /** Work that waits for a connection. */
  readonly waiting: number;
  /** Connections that may be open. */
  readonly most: number;
  readonly statementSeconds: Distribution;
  readonly slowStatements: number;
}

/** What the pools do, for operators. */
@Injectable()
export class DatabaseLoad {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  pools(): readonly PoolLoad[] {
    const driver: unknown = this.dataSource.driver;
    if (!(driver instanceof Object)) return [];
    const primary = 'master' in driver && driver.master instanceof DatabasePool ? [driver.master] : [];
    const replicas: readonly unknown[] = 'slaves' in driver && Array.isArray(driver.slaves) ? driver.slaves : [];
    return [
      ...primary.map((pool) => loadOf(pool, 'primary')),
      ...replicas.filter((pool) => pool instanceof DatabasePool).map((pool) => loadOf(pool, 'replica')),
    ];
  }
}

function loadOf(
  { totalCount, idleCount, waitingCount, options, times }: DatabasePool,
  pool: PoolLoad['pool'],
): PoolLoad {
  return {
    pool,
    open: totalCount,
    idle: idleCount,
    waiting: waitingCount,
    most: options.max,
    statementSeconds: times.seconds,
    slowStatements: times.slow,
  };
}
