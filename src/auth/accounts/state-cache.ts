import { LRUCache } from 'lru-cache';

interface Entry<V> {
  readonly value: V;
  readonly readAt: number;
}

/**
 * Caches database state for a bounded time. Concurrent look-ups of one key share one query; the result of a look-up whose key
 * was forgotten meanwhile is returned but not cached.
 */
export class StateCache<V extends object> {
  private readonly entries: LRUCache<string, Entry<V>>;
  private readonly pending = new Map<string, Promise<V | undefined>>();

  /** @param lifeMilliseconds counted from before the query; 0: nothing is believed */
  constructor(
    private readonly read: (key: string) => Promise<V | undefined>,
    private readonly now: () => number,
    private readonly lifeMilliseconds: () => number,
    limit: number,
  ) {
    this.entries = new LRUCache({ max: limit });
  }

  find(key: string): Promise<V | undefined> | V {
    return this.remembered(key) ?? this.pending.get(key) ?? this.look(key);
  }

  /** The cached value, without a query. */
  remembered(key: string): V | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && this.now() - entry.readAt < this.lifeMilliseconds() ? entry.value : undefined;
  }

  /** Queries the database past the cache. */
  reread(key: string): Promise<V | undefined> {
    this.forget(key);
    return this.look(key);
  }

  forget(key: string): void {
    this.entries.delete(key);
    this.pending.delete(key);
  }

  forgetAll(): void {
    this.entries.clear();
    this.pending.clear();
  }

  private look(key: string): Promise<V | undefined> {
    const readAt = this.now();
    const lookUp = this.read(key).then(
      (value) => {
        if (this.pending.get(key) === lookUp) {
          this.pending.delete(key);
          if (value !== undefined) this.entries.set(key, { value, readAt });
        }
        return value;
      },
      (error: unknown) => {
        if (this.pending.get(key) === lookUp) this.pending.delete(key);
        throw error;
      },
    );
    this.pending.set(key, lookUp);
    return lookUp;
  }
}
