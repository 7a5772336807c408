import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { TextStream } from './text.stream.js';

async function* pieces(...given: readonly string[]): AsyncGenerator<string> {
  yield* given;
}

class Source implements AsyncIterableIterator<string> {
  given = 0;
  stopped = false;

  constructor(private readonly failsAt = Infinity) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string>> {
    this.given += 1;
    if (this.given === this.failsAt) throw new Error('the database went away');
    return { done: false, value: `"${'x'.repeat(1000)}"` };
  }

  async return(): Promise<IteratorResult<string>> {
    this.stopped = true;
    return { done: true, value: undefined };
  }
}

describe('an array of cameras on its way to a client', () => {
  it('arrives as it was written', async () => {
    expect(await text(await TextStream.of(pieces('["ä', '€"', ']')))).toBe('["ä€"]');
  });

  it('is refused, not begun, when its first piece cannot be had', async () => {
    await expect(TextStream.of(new Source(1))).rejects.toThrow('the database went away');
  });

  it('breaks off when a later piece cannot be had', async () => {
    await expect(text(await TextStream.of(new Source(3)))).rejects.toThrow('the database went away');
  });

  it('is not read ahead of a client that does not read', async () => {
    const source = new Source();
    const stream = await TextStream.of(source);
    stream.read(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(source.given).toBeLessThan(200);
    stream.destroy();
  });

  it('stops its source when the client goes away, even before the first byte', async () => {
    const source = new Source();
    const stream = await TextStream.of(source);
    await new Promise((resolve) => stream.destroy().once('close', resolve));
    expect(source.stopped).toBe(true);
  });
});
