import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { Pool, type QueryResult } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { CameraError } from './cameras.errors.js';

/** A row as an array of its columns. */
export type Row = readonly unknown[];

const queryCanceled = '57014';
const mostNames = 100;

/**
 * Reads straight through the pool of TypeORM's driver. A *named* statement is parsed once a connection and after five
 * runs planned once: that halves PostgreSQL's work for an item. A statement whose best plan depends on its values
 * (by place, by filter) must not be named: a generic plan has cost 20 times its time.
 */
@Injectable()
export class PreparedStatements {
  private readonly names = new Map<string, string>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** For the few hot statements whose plan is the same for all values. */
  async named(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const name = this.nameOf(text);
    return this.run({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  }

  /** Planned for the very values, at each run. */
  async unnamed(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.run({ text, values: [...values] });
  }

  /** Rows as objects, keyed by their column names. */
  async objects<T extends object>(text: string, values: readonly unknown[]): Promise<readonly T[]> {
    try {
      const { rows }: QueryResult<T> = await this.pool().query<T>(text, [...values]);
      return rows;
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * A query's rows, fetched `batch` at a time in one transaction; it ends when the consumer stops. The statement's
   * time bound holds for each batch; a consumer that stands still is cut off by the idle bound.
   */
  async *batches<T extends object>(
    text: string,
    values: readonly unknown[],
    batch: number,
  ): AsyncIterable<readonly T[]> {
    const runner: QueryRunner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`declare cameras_cursor no scroll cursor for ${text}`, [...values]);
      for (;;) {
        const rows: readonly T[] = await runner.query(`fetch ${batch} from cameras_cursor`);
        if (rows.length > 0) yield rows;
        if (rows.length < batch) return;
      }
    } catch (error) {
      throw translated(error);
    } finally {
      // Nothing was written: rolling back only closes the cursor. A lost connection has nothing left to close.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }

  private async run(statement: { text: string; values: unknown[]; name?: string }): Promise<readonly Row[]> {
    try {
      const { rows } = await this.pool().query<unknown[]>({ ...statement, rowMode: 'array' });
      return rows;
    } catch (error) {
      throw translated(error);
    }
  }

  /** The number of names is bounded: each one is kept by every connection. */
  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= mostNames) return known;
    const name = `camgate_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
    this.names.set(text, name);
    return name;
  }

  /** The one place that knows what TypeORM's driver is made of. */
  private pool(): Pool {
    const driver: unknown = this.dataSource.driver;
    if (driver instanceof Object && 'master' in driver && isPool(driver.master)) return driver.master;
    throw new Error('The data source is not connected to PostgreSQL.');
  }
}

function isPool(value: unknown): value is Pool {
  return value instanceof Object && 'query' in value && 'totalCount' in value;
}

/** A statement that exceeded its bound becomes our own word; everything else stays what it is. */
export function translated(error: unknown): unknown {
  const source: unknown = error instanceof Object && 'driverError' in error ? error.driverError : error;
  return source instanceof Error && 'code' in source && source.code === queryCanceled
    ? new CameraError('query.too-slow', 'statement_timeout')
    : error;
}
