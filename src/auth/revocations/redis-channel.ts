import { Logger } from '@nestjs/common';
import { createClient } from 'redis';

const connectMilliseconds = 1_000;
const longestPauseMilliseconds = 5_000;

type Client = ReturnType<typeof clientOf>;

/** One pub/sub channel of Redis. It connects when it is first used, and again after an outage; it queues nothing. */
export class RedisChannel {
  private readonly logger = new Logger('Redis');
  private publisher: Client | undefined;
  private subscriber: Client | undefined;
  private wasReady = false;
  private isAway = false;

  constructor(
    private readonly url: string,
    private readonly name: string,
  ) {}

  /** Whether Redis took the message; false where it is away. The first time it may take a second to connect. */
  async publish(): Promise<boolean> {
    const client = (this.publisher ??= this.connect());
    if (!client.isReady && (this.wasReady || !(await becomesReady(client)))) return false;
    try {
      await client.publish(this.name, '');
      return true;
    } catch {
      return false;
    }
  }

  /** Calls back for every message, and after each connection: messages may have been missed. */
  listen(heard: () => void): void {
    this.subscriber ??= this.connect(async (client) => {
      await client.subscribe(this.name, heard);
      heard();
    });
  }

  async close(): Promise<void> {
    for (const client of [this.publisher, this.subscriber]) client?.destroy();
  }

  private connect(connected?: (client: Client) => Promise<void>): Client {
    const client = clientOf(this.url);
    client.on('error', (error: unknown) => this.note(error));
    client.on('ready', () => this.noteBack());
    client
      .connect()
      .then(() => connected?.(client))
      // A closed client rejects; an outage was logged.
      .catch(() => undefined);
    return client;
  }

  /** An outage is two lines in the log: one at its beginning and one at its end. */
  private note(error: unknown): void {
    if (this.isAway) return;
    this.isAway = true;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    this.logger.warn(`Redis is away; PostgreSQL takes over: ${reason}`);
  }

  private noteBack(): void {
    this.wasReady = true;
    if (this.isAway) this.logger.warn('Redis is back.');
    this.isAway = false;
  }
}

function clientOf(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: connectMilliseconds,
      reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, longestPauseMilliseconds),
    },
  });
}

function becomesReady(client: Client): Promise<boolean> {
  return new Promise((resolve) => {
    const ready = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      client.off('ready', ready);
      resolve(false);
    }, connectMilliseconds);
    client.once('ready', ready);
  });
}
