let opening = false;
let remembered: number | undefined;

/** Ends the process at a signal through its exit handlers, one of which stops the embedded database. */
export function exitOnSignals(): void {
  process.on('SIGINT', () => interrupt(130));
  process.on('SIGTERM', () => interrupt(143));
}

/**
 * While the database is being started nobody would stop it yet: a signal waits until it stands. A second one does not
 * wait; the next start then takes over what was left running.
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
