import { Readable } from 'node:stream';

/**
 * Pieces of one text on their way to a client, at the client's pace. When the client goes away, even before it read
 * anything, the source is stopped.
 */
export class TextStream extends Readable {
  private constructor(
    private readonly source: AsyncIterator<string>,
    private first: IteratorResult<string> | undefined,
  ) {
    super();
  }

  /** Waits for the first piece, so that a failing query is answered with an error before any status has been sent. */
  static async of(pieces: AsyncIterable<string>): Promise<TextStream> {
    const source = pieces[Symbol.asyncIterator]();
    return new TextStream(source, await source.next());
  }

  override _read(): void {
    void this.advance();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    void this.stop(error, done);
  }

  private async advance(): Promise<void> {
    try {
      const next = this.first ?? (await this.source.next());
      this.first = undefined;
      this.push(next.done ? null : next.value);
    } catch (error) {
      this.destroy(asError(error));
    }
  }

  private async stop(error: Error | null, done: (error?: Error | null) => void): Promise<void> {
    try {
      await this.source.return?.();
    } catch (failed) {
      done(error ?? asError(failed));
      return;
    }
    done(error);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
