import { headOf } from './head.js';
import type { ImportSource } from './parsed-row.js';
import { toBuffer } from './text-lines.js';

const mostBytes = 16 * 1024 * 1024;

/** Bytes, and the same again where there are at most 16 MiB of them. */
export async function replayable(
  source: ImportSource,
): Promise<{ readonly source: ImportSource; readonly reopen: (() => ImportSource) | undefined }> {
  const { head, all } = await headOf(buffersOf(source), mostBytes + 1);
  if (head.length > mostBytes) return { source: all, reopen: undefined };
  const again = async function* (): ImportSource {
    yield head;
  };
  return { source: all, reopen: again };
}

async function* buffersOf(source: ImportSource): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield toBuffer(chunk);
}
