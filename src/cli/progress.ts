import { SingleBar } from 'cli-progress';
import type { ImportSource } from '#cameras';

/** Progress of reading a file. */
export interface Progress {
  watch(source: ImportSource): ImportSource;
  rows(count: number): void;
  end(): void;
}

const silent: Progress = { watch: (source) => source, rows: () => undefined, end: () => undefined };

/** The same for rows that are written, of about how many is told with the first ones. */
export function showRows(): { show(rows: number, of: number): void; end(): void } {
  if (!process.stderr.isTTY) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage}% | {value} rows | {eta_formatted} left',
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    show: (rows, of) => {
      if (!started) bar.start(Math.max(of, rows), 0);
      started = true;
      if (rows > bar.getTotal()) bar.setTotal(rows);
      bar.update(rows);
    },
    end: () => bar.stop(),
  };
}

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
