import { Readable } from 'node:stream';

/**
 * Pieces of one text on their way to a client, at the client's pace. When the client goes away, even before it read
 * anything, the source is told to stop.
 */
export class TextStream extends Readable {
  private constructor(
    private readonly source: AsyncIterator<string>,
    private first: IteratorResult<string> | undefined,
  ) {
    super();
  }

  /** Waits for the first piece, so that a query that fails is refused before any status has been sent. */
  static async of(pieces: AsyncIterable<string>): Promise<TextStream> {
    const source = pieces[Symbol.asyncIterator]();
    return new TextStream(source, await source.next());
  }

  override _read(): void {
    const first = this.first;
    this.first = undefined;
    if (first) {
      this.pass(first);
      return;
    }
    this.source.next().then(
      (next) => this.pass(next),
      (error: unknown) => this.destroy(asError(error)),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    Promise.resolve(this.source.return?.()).then(
      () => done(error),
      (failed: unknown) => done(error ?? asError(failed)),
    );
  }

  private pass(next: IteratorResult<string>): void {
    this.push(next.done ? null : next.value);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
