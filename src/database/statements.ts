import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { Pool, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { DatabaseSession } from './database-session.js';
import { DatabaseUnavailable, isLost, reasonOf } from './database.error.js';
import { StatementBounds } from './statement-bounds.js';
import { TextQuery, type StatementSettings, type TextRow, type TextStatement } from './text-query.js';

/** A row as an array of its columns. */
export type Row = readonly unknown[];

/**
 * `asked`: the caller chose conditions or order, and with them the amount of work; the bound of lists applies. `in-order`: the
 * same, and an index has the order: the planner takes a place for a thousandth of the table, however dense it is, and rather
 * reads and sorts all that is there. `drawn`: the caller drew an area, whose corners multiply that work; the bound of areas
 * applies.
 */
export type StatementKind = 'own' | 'asked' | 'in-order' | 'drawn';

/** Reads rows as objects, keyed by their column names. */
export type ConsistentRead = <T extends object>(text: string, values: readonly unknown[]) => Promise<readonly T[]>;

const queryCanceled = '57014';
/** An unknown or an already existing name: a pooler gave us another server process. Nothing was run. */
const namesLost = new Set(['26000', '42P05']);
const mostNames = 100;
/** How much of a word another must have to be like it (pg_trgm): of seven letters, two may change places. */
const similarity = { 'pg_trgm.word_similarity_threshold': '0.35' };
const similarWords = `set local pg_trgm.word_similarity_threshold = ${similarity['pg_trgm.word_similarity_threshold']}`;

/**
 * Reads straight through the pool of TypeORM's driver. A *named* statement is parsed once a connection and after five
 * runs planned once: that halves PostgreSQL's work for an item. A statement whose best plan depends on its values
 * (by place, by filter) must not be named: a generic plan took 20 times as long. Behind a pooler that gives every transaction
 * another server process, names are given up, unless the settings state that the pooler supports them.
 */
@Injectable()
export class Statements {
  private readonly names = new Map<string, string>();
  private readonly mayGiveUpNames: boolean;
  private readonly settingsOf: Readonly<Record<Exclude<StatementKind, 'own'>, StatementSettings>>;
  private naming: boolean;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly bounds: StatementBounds,
    session: DatabaseSession,
  ) {
    this.naming = session.names === 'true' || (session.names === 'auto' && session.startupSettings);
    this.mayGiveUpNames = session.names === 'auto';
    const within = (milliseconds: number): StatementSettings => ({
      transaction_read_only: 'on',
      statement_timeout: String(Math.trunc(milliseconds)),
      ...similarity,
    });
    const asked = within(bounds.list);
    this.settingsOf = { asked, 'in-order': { ...asked, enable_sort: 'off' }, drawn: within(bounds.area) };
  }

  /** For the few hot statements whose plan is the same for all values. */
  async named(text: string, values: readonly unknown[]): Promise<readonly TextRow[]> {
    return this.withName(text, (name) => this.texts({ text, values, name }));
  }

  /**
   * Planned for its values at each run.
   * @throws DomainError query.too-slow
   */
  async unnamed(text: string, values: readonly unknown[], kind: StatementKind = 'own'): Promise<readonly TextRow[]> {
    const settings = kind === 'own' ? undefined : this.settingsOf[kind];
    return this.texts({ text, values, name: undefined, settings });
  }

  /** As `named`, each column as a value of its type. */
  async namedValues(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.withName(text, async (name) => {
      const statement: QueryConfig & { readonly rowMode: 'array' } = { text, values: [...values], rowMode: 'array' };
      const { rows } = await this.run<unknown[]>(name === undefined ? statement : { ...statement, name }, 'own');
      return rows;
    });
  }

  private async withName<T>(text: string, run: (name: string | undefined) => Promise<T>): Promise<T> {
    const name = this.naming ? this.nameOf(text) : undefined;
    try {
      return await run(name);
    } catch (error) {
      if (name === undefined || !this.mayGiveUpNames || !namesLost.has(codeOf(error))) throw error;
      this.naming = false;
      return run(undefined);
    }
  }

  /**
   * Rows as objects, keyed by their column names.
   * @throws DomainError query.too-slow
   */
  async objects<T extends object>(
    text: string,
    values: readonly unknown[],
    kind: StatementKind = 'own',
  ): Promise<readonly T[]> {
    const { rows } = await this.run<T>({ text, values: [...values] }, kind);
    return rows;
  }

  /**
   * A query's rows, fetched `batch` at a time in one transaction; it ends when the consumer stops. The statement's
   * time bound holds for each batch; a consumer that stands still is cut off by the idle bound.
   */
  async *batches<T extends object>(
    text: string,
    values: readonly unknown[],
    batch: number,
    kind: StatementKind = 'own',
  ): AsyncIterable<readonly T[]> {
    const runner: QueryRunner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(similarWords);
      if (kind === 'drawn') await runner.query(`set local statement_timeout = ${Math.trunc(this.bounds.area)}`);
      await runner.query(`declare rows_cursor no scroll cursor for ${text}`, [...values]);
      for (;;) {
        const rows: readonly T[] = await runner.query(`fetch ${batch} from rows_cursor`);
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

  /**
   * Several reads of one moment: all of them see the same snapshot (`repeatable read`), within the bound of lists.
   * @throws DomainError query.too-slow
   */
  async consistently<T>(work: (read: ConsistentRead) => Promise<T>): Promise<T> {
    try {
      return await this.within(
        this.bounds.list,
        (client) =>
          work(async <R extends object>(text: string, values: readonly unknown[]) => {
            const { rows } = await client.query<R>(text, [...values]);
            return rows;
          }),
        'isolation level repeatable read',
      );
    } catch (error) {
      throw translated(error);
    }
  }

  private texts(statement: TextStatement): Promise<readonly TextRow[]> {
    return new Promise((resolve, reject) => {
      let release: ((error?: Error) => void) | undefined;
      const query = new TextQuery(statement, (error, rows) => {
        // The server has ended the transaction itself; only a lost connection is of no more use.
        release?.(isLost(error) ? error : undefined);
        if (error === undefined) resolve(rows);
        else reject(translated(error));
      });
      this.pool().connect((error, client, done) => {
        release = done;
        if (client === undefined) reject(translated(error));
        else client.query(query);
      });
    });
  }

  private async run<T extends QueryResultRow>(
    statement: QueryConfig & { readonly rowMode?: 'array' },
    kind: StatementKind,
  ): Promise<QueryResult<T>> {
    try {
      if (kind === 'own') return await this.pool().query<T>(statement);
      const bound = kind === 'drawn' ? this.bounds.area : this.bounds.list;
      return await this.within(bound, (client) => client.query<T>(statement));
    } catch (error) {
      throw translated(error);
    }
  }

  /** A bound other than the pool's is set in a transaction, so that it always ends with it. */
  private async within<T>(milliseconds: number, work: (client: PoolClient) => Promise<T>, isolation = ''): Promise<T> {
    const client = await this.pool().connect();
    let lost: Error | undefined;
    const note = (error: Error): void => {
      lost = error;
    };
    // Without a listener, a connection that is lost between two statements would end the process.
    client.on('error', note);
    try {
      const bound = `set local statement_timeout = ${Math.trunc(milliseconds)}`;
      await client.query(`begin ${isolation} read only; ${bound}; ${similarWords}`);
      const done = await work(client);
      await client.query('commit');
      return done;
    } catch (error) {
      await client.query('rollback').catch(note);
      throw error;
    } finally {
      client.off('error', note);
      client.release(lost);
    }
  }

  /** The number of names is bounded: every connection stores each of them. */
  private nameOf(text: string): string | undefined {
    const existing = this.names.get(text);
    if (existing !== undefined || this.names.size >= mostNames) return existing;
    const name = `camgate_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
    this.names.set(text, name);
    return name;
  }

  /** The only place that depends on the internals of TypeORM's driver. */
  private pool(): Pool {
    const driver: unknown = this.dataSource.driver;
    if (driver instanceof Object && 'master' in driver && isPool(driver.master)) return driver.master;
    throw new Error('The data source is not connected to PostgreSQL.');
  }
}

function isPool(value: unknown): value is Pool {
  return value instanceof Object && 'query' in value && 'totalCount' in value;
}

/** Maps a statement's error to ours where there is one; any other error is returned unchanged. */
export function translated(error: unknown): unknown {
  const source: unknown = error instanceof Object && 'driverError' in error ? error.driverError : error;
  if (codeOf(source) === queryCanceled) return new DomainError('query.too-slow', 'statement_timeout');
  return isLost(source) ? new DatabaseUnavailable(reasonOf(source), { cause: error }) : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
