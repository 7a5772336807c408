import { LRUCache } from 'lru-cache';

interface Entry<V> {
  readonly value: V;
  readonly readAt: number;
}

/**
 * Remembers what the database said for a bounded time. Concurrent look-ups of one key are one query; a look-up that was
 * under way when its key was forgotten answers its askers but is not remembered.
 */
export class StateCache<V extends object> {
  private readonly entries: LRUCache<string, Entry<V>>;
  private readonly pending = new Map<string, Promise<V | undefined>>();

  /** @param lifeMilliseconds counted from before the query; 0: nothing is remembered */
  constructor(
    private readonly read: (key: string) => Promise<V | undefined>,
    private readonly now: () => number,
    private readonly lifeMilliseconds: number,
    limit: number,
  ) {
    this.entries = new LRUCache({ max: limit });
  }

  find(key: string): Promise<V | undefined> | V {
    return this.remembered(key) ?? this.pending.get(key) ?? this.look(key);
  }

  /** What is known without asking. */
  remembered(key: string): V | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && this.now() - entry.readAt < this.lifeMilliseconds ? entry.value : undefined;
  }

  /** Asks the database, whatever is known. */
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
    const question = this.read(key).then(
      (value) => {
        if (this.pending.get(key) === question) {
          this.pending.delete(key);
          if (value !== undefined) this.entries.set(key, { value, readAt });
        }
        return value;
      },
      (error: unknown) => {
        if (this.pending.get(key) === question) this.pending.delete(key);
        throw error;
      },
    );
    this.pending.set(key, question);
    return question;
  }
}
