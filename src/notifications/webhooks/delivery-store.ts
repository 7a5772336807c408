import { Clock, Tally } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { DeliveryOutcome, DeliveryState } from './webhook.js';

/** A message that this process sends. */
export interface LeasedDelivery {
  readonly id: string;
  readonly webhookId: number | null;
  readonly subscriptionId: number | null;
  readonly eventId: number | null;
  readonly cameraId: number | null;
  readonly type: string;
  readonly messageId: string;
  readonly receiver: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** How long to wait after each attempt that failed: five days in all. */
const waits = [
  10 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  day,
  day,
  day,
];
/** Of a wait, more or less, so that not all messages to a receiver that was away come back at once. */
const jitterPercent = 20;
/** Longer than an attempt may take. */
const leaseMilliseconds = 60_000;
const keptDays = 30;
const rowsAtOnce = 5_000;

/** How attempts ended: `failed` ones are tried again. */
export type EndedMessages = ReturnType<Tally<'outcome'>['all']>;

/** The queue of messages. */
@Injectable()
export class DeliveryStore {
  readonly outcomes = new Tally<'outcome'>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes messages that are due, the oldest of each lane only: one camera's messages arrive in their order.
   * @param except receivers that have enough to do
   */
  async lease(limit: number, except: readonly string[]): Promise<readonly LeasedDelivery[]> {
    const now = this.clock.now();
    const [rows] = await this.dataSource.query<[readonly LeasedDelivery[], number]>(
      `update webhook_deliveries set leased_until = $2, attempts = attempts + 1 where id in (
         select d.id from webhook_deliveries d
         where d.state = 'pending' and d.next_at <= $1 and (d.leased_until is null or d.leased_until < $1)
           and d.receiver <> all($3::text[])
           and not exists (select from webhook_deliveries o where o.lane = d.lane and o.state = 'pending' and o.id < d.id)
           and (d.webhook_id is null or exists (select from webhooks w where w.id = d.webhook_id and w.active))
         order by d.next_at, d.id limit $4 for update of d skip locked)
       returning id, webhook_id as "webhookId", subscription_id as "subscriptionId", event_id as "eventId",
         camera_id as "cameraId", type, message_id as "messageId", receiver, attempts, created_at as "createdAt"`,
      [now, new Date(now.getTime() + leaseMilliseconds), except, limit],
    );
    return rows;
  }

  /** Notes how an attempt ended: the message is done, is tried again, or is dead after some days. */
  async note({ id, attempts }: Pick<LeasedDelivery, 'id' | 'attempts'>, outcome: DeliveryOutcome): Promise<void> {
    const wait = outcome.delivered ? undefined : waits[attempts - 1];
    const state: DeliveryState = outcome.delivered ? 'delivered' : wait === undefined ? 'dead' : 'pending';
    await this.end(id, state, outcome, wait === undefined ? null : jittered(wait));
  }

  /** Ends a message that will not be sent. */
  async drop(id: string, state: 'dropped' | 'dead', failure: string, status: number | null = null): Promise<void> {
    await this.end(id, state, { status, failure }, null);
  }

  /** Deletes what ended, and what it is about, after 30 days. */
  async prune(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptDays * day);
    for (let rows = rowsAtOnce; rows === rowsAtOnce;) {
      const [, affected] = await this.dataSource.query<[unknown, number]>(
        `delete from webhook_deliveries where id in (
           select id from webhook_deliveries where created_at < $1 and state <> 'pending' limit ${rowsAtOnce} for update skip locked)`,
        [before],
      );
      rows = affected;
    }
  }

  private async end(
    id: string,
    state: DeliveryState,
    { status, failure }: Pick<DeliveryOutcome, 'status' | 'failure'>,
    wait: number | null,
  ): Promise<void> {
    this.outcomes.add({ outcome: state === 'pending' ? 'failed' : state });
    const now = this.clock.now();
    await this.dataSource.query(
      `update webhook_deliveries set state = $2, status = $3, failure = $4, leased_until = null,
         next_at = $5, ended_at = case when $2 = 'pending' then null else $6::timestamptz end
       where id = $1`,
      [id, state, status, failure, wait === null ? null : new Date(now.getTime() + wait), now],
    );
  }
}

function jittered(wait: number): number {
  return Math.round((wait * (100 - jitterPercent + randomInt(2 * jitterPercent + 1))) / 100);
}
