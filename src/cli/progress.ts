import { SingleBar } from 'cli-progress';
import type { ImportSource } from '#cameras';

/** Progress of reading a file. */
export interface Progress {
  watch(source: ImportSource): ImportSource;
  rows(count: number): void;
  end(): void;
}

const silent: Progress = { watch: (source) => source, rows: () => undefined, end: () => undefined };

/** A bar on standard error where that is a terminal; nothing where it is a file or a pipe. */
export function showProgress(totalBytes: number | undefined): Progress {
  if (!process.stderr.isTTY || totalBytes === undefined || totalBytes === 0) return silent;
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage}% | {rows} rows | {eta_formatted} left',
    clearOnComplete: true,
    hideCursor: true,
  });
  let done = 0;
  let rowsRead = 0;
  bar.start(totalBytes, 0, { rows: 0 });
  return {
    async *watch(source) {
      for await (const piece of source) {
        done += piece.length;
        bar.update(Math.min(done, totalBytes), { rows: rowsRead });
        yield piece;
      }
    },
    rows: (count) => {
      rowsRead = count;
      bar.update(Math.min(done, totalBytes), { rows: count });
    },
    end: () => bar.stop(),
  };
}
