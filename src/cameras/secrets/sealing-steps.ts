import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Not, Repository } from 'typeorm';
import { SealingStepEntity } from './sealing-step.entity.js';

/**
 * Seals plain secrets in a batch of rows after an id, at most `sealedAtOnce`, which stay locked until the end of the
 * transaction.
 * @returns the last id of the batch, or undefined after the last row
 */
export type SealSome = (manager: EntityManager, after: number) => Promise<number | undefined>;

export const sealedAtOnce = 500;
/** The version of the rules of what is a secret. With a new one, all rows are read once more. */
const rules = 2;
// Any constant will do: instances that start together take turns.
const sealingLock = 4_207_539;

/**
 * Seals, once, the rows of a table that are older than the rules of what is a secret. A migration cannot: it has no vault.
 * So it happens when the program starts, batch by batch, each in a transaction of its own that stores how far it has come:
 * an interrupted run continues where it was, and a second instance takes the next batch.
 */
@Injectable()
export class SealingSteps {
  constructor(
    @InjectRepository(SealingStepEntity) private readonly steps: Repository<SealingStepEntity>,
    private readonly clock: Clock,
  ) {}

  /** @param table whose rows are sealed, once for these rules */
  async run(table: string, sealSome: SealSome): Promise<void> {
    const name = `${table}:${rules}`;
    if (await this.steps.existsBy({ name, doneAt: Not(IsNull()) })) return;
    let isDone = false;
    while (!isDone) isDone = await this.steps.manager.transaction((manager) => this.next(manager, name, sealSome));
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
