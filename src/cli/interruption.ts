let opening = false;
let remembered: number | undefined;

/** Ends the process at a signal through its exit handlers, one of which stops the embedded database. */
export function exitOnSignals(): void {
  process.on('SIGINT', () => interrupt(130));
  process.on('SIGTERM', () => interrupt(143));
}

/**
 * While the database starts, no exit handler would stop it yet, so a signal is handled when it has started. A second signal is
 * handled at once; the next start then takes over the running database.
 */
export async function uninterrupted<T>(open: () => Promise<T>): Promise<T> {
  opening = true;
  try {
    return await open();
  } finally {
    opening = false;
    if (remembered !== undefined) process.exit(remembered);
  }
}

function interrupt(code: number): void {
  if (!opening || remembered !== undefined) process.exit(code);
  remembered = code;
}
