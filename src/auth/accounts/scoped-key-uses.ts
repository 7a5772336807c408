import { isUnavailable, reasonOf } from '#database';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { LRUCache } from 'lru-cache';
import { Repository } from 'typeorm';
import { ScopedKeyEntity } from './scoped-key.entity.js';

const milliseconds = 60_000;
const mostKeys = 20_000;

/** Notes when and from where API keys were last used, each key at most once a minute, whatever the number of instances. */
@Injectable()
export class ScopedKeyUses implements OnApplicationShutdown {
  private readonly logger = new Logger('ScopedKeyUses');
  private readonly noted = new LRUCache<number, number>({ max: mostKeys });
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectRepository(ScopedKeyEntity) private readonly keys: Repository<ScopedKeyEntity>,
    private readonly clock: Clock,
  ) {}

  onApplicationShutdown(): Promise<unknown> {
    return this.writing;
  }

  /** The request does not wait for it. */
  note(keyId: number, ip: string): void {
    const now = this.clock.now();
    if (now.getTime() - (this.noted.get(keyId) ?? Number.NEGATIVE_INFINITY) < milliseconds) return;
    this.noted.set(keyId, now.getTime());
    this.writing = Promise.all([this.writing, this.write(keyId, ip, now)]);
  }

  /** Returns when everything that was noted is written. */
  async flush(): Promise<void> {
    await this.writing;
  }

  private async write(keyId: number, ip: string, now: Date): Promise<void> {
    try {
      await this.keys.query(
        `UPDATE scoped_keys SET last_used_at = $2, last_used_ip = $3
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $4)`,
        [keyId, now, ip, new Date(now.getTime() - milliseconds)],
      );
    } catch (error) {
      // The next use tries again.
      this.noted.delete(keyId);
      if (!isUnavailable(error)) this.logger.error(`The use of an API key was not noted: ${reasonOf(error)}`);
    }
  }
}
