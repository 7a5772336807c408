import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DeliveryStore, type EndedMessages } from './delivery-store.js';

/** More messages than this are not counted: that many say it all. */
const mostCounted = 100_000;

/** What waits to be sent. */
export interface WebhookBacklog {
  /** At most 100,000. */
  readonly queued: number;
  /** Of the oldest message that waits; 0: none waits. */
  readonly oldestSeconds: number;
}

/** How the messages to webhooks and subscriptions fare, for operators. */
@Injectable()
export class WebhookBacklogService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly deliveries: DeliveryStore,
    private readonly clock: Clock,
  ) {}

  /** How the attempts of this process ended. */
  outcomes(): EndedMessages {
    return this.deliveries.outcomes.all();
  }

  async backlog(): Promise<WebhookBacklog> {
    const [row] = await this.dataSource.query<{ queued: number; oldest: Date | null }[]>(
      `select count(*)::integer as queued, min(created_at) as oldest
       from (select created_at from webhook_deliveries where state = 'pending' limit ${mostCounted}) waiting`,
    );
    const oldest = row?.oldest?.getTime();
    return {
      queued: row?.queued ?? 0,
      oldestSeconds: oldest === undefined ? 0 : Math.max(0, (this.clock.now().getTime() - oldest) / 1000),
    };
  }

  /** How many messages were given up in the last days. */
  async dead(days: number): Promise<number> {
    const since = new Date(this.clock.now().getTime() - days * 86_400_000);
    const [row] = await this.dataSource.query<{ dead: number }[]>(
      `select count(*)::integer as dead from webhook_deliveries where created_at >= $1 and state = 'dead'`,
      [since],
    );
    return row?.dead ?? 0;
  }
}
