import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '#config';
import { reasonOf } from '#database';
import { DataSource } from 'typeorm';
import { RedisChannel } from './redis-channel.js';

/** What `LISTEN` listens to. */
export const notifyChannel = 'camgate_revocations';

/**
 * Tells all instances that the log has news; they read it themselves. One sender per instance and one signal for many changes,
 * after the commit: NOTIFY in the writing transactions would make their commits queue behind a lock of the whole server.
 * A lost signal costs at most the second until the next poll.
 */
@Injectable()
export class RevocationSignals implements OnModuleDestroy {
  private readonly logger = new Logger('Revocations');
  private readonly redis: RedisChannel | undefined;
  private wanted = false;
  private sending: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    { redisUrl, publicUrl }: Config,
  ) {
    // Installations that share a Redis differ by their address.
    this.redis = redisUrl === undefined ? undefined : new RedisChannel(redisUrl, `camgate:${publicUrl}:revocations`);
  }

  /** Returns at once; never throws. */
  send(): void {
    this.wanted = true;
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
  }

  /** Hears signals through Redis, where there is one; those of PostgreSQL reach the feed's own connection. */
  listen(heard: () => void): void {
    this.redis?.listen(heard);
  }

  async onModuleDestroy(): Promise<void> {
    await this.sending;
    await this.redis?.close();
  }

  private async sendAll(): Promise<void> {
    while (this.wanted) {
      this.wanted = false;
      try {
        if ((await this.redis?.publish()) !== true)
          await this.dataSource.query('SELECT pg_notify($1, $2)', [notifyChannel, '']);
      } catch (error) {
        this.logger.warn(`Other instances were not notified and will notice by themselves: ${reasonOf(error)}`);
      }
    }
  }
}
