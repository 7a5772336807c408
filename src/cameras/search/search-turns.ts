import { DomainError } from '#errors';

const atOnce = 2;
const mostWaiting = 8;

/** Lets two costly searches of a process run at once and eight wait, so that connections stay for everybody else. */
export class SearchTurns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  /** @throws DomainError query.too-slow (reason busy) at once where eight wait already */
  async take<T>(read: () => Promise<T>): Promise<T> {
    if (this.running < atOnce) this.running += 1;
    else if (this.waiting.length < mostWaiting) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else throw new DomainError('query.too-slow', 'too many searches in areas', { reason: 'busy' });
    try {
      return await read();
    } finally {
      // Who waits gets this turn, so `running` does not change.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  /** A stream whose first part, for which all is sorted, takes a turn; a slow reader of the rest keeps nobody waiting. */
  async *begun<T>(parts: AsyncIterable<T>): AsyncIterable<T> {
    const iterator = parts[Symbol.asyncIterator]();
    try {
      let part = await this.take(() => iterator.next());
      while (part.done !== true) {
        yield part.value;
        part = await iterator.next();
      }
    } finally {
      await iterator.return?.();
    }
  }
}
