import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/**
 * Seals what is in plain in a few rows behind an id, at most `sealedAtOnce`, which stay locked until it has.
 * @returns the last id that was gone through, or undefined behind the end
 */
export type SealSome = (manager: EntityManager, behind: number) => Promise<number | undefined>;

export const sealedAtOnce = 500;
/** Of the rules of what is a secret. With new ones, everything is gone through once more. */
const rules = 2;
// Any constant will do: instances that start together take turns.
const sealingLock = 4_207_539;

/**
 * Goes once through the rows of a table that are older than the rules of what is a secret. A migration cannot: it has no
 * vault. So it is done when the program starts, batch by batch, each in a transaction of its own that remembers how far
 * it has come: what was cut off goes on where it was, and a second instance takes the next batch.
 */
@Injectable()
export class SealingSteps {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @param table what is gone through, once for these rules */
  async run(table: string, sealSome: SealSome): Promise<void> {
    const name = `${table}:${rules}`;
    const [found] = await this.dataSource.query<unknown[]>(
      'select from sealing_steps where name = $1 and done_at is not null',
      [name],
    );
    if (found) return;
    let isDone = false;
    while (!isDone) isDone = await this.dataSource.transaction((manager) => this.next(manager, name, sealSome));
  }

  private async next(manager: EntityManager, name: string, sealSome: SealSome): Promise<boolean> {
    await manager.query('select pg_advisory_xact_lock($1)', [sealingLock]);
    const [step] = await manager.query<{ readonly lastId: number; readonly isDone: boolean }[]>(
      `insert into sealing_steps (name) values ($1) on conflict (name) do update set last_id = sealing_steps.last_id
       returning last_id as "lastId", done_at is not null as "isDone"`,
      [name],
    );
    if (!step || step.isDone) return true;
    const last = await sealSome(manager, step.lastId);
    await manager.query(
      `update sealing_steps set last_id = coalesce($2, last_id), done_at = case when $2::integer is null then $3::timestamptz end
       where name = $1`,
      [name, last ?? null, this.clock.now()],
    );
    return last === undefined;
  }
}
