import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** The error code of the database itself. */
export type DatabaseErrorCode = 'database.unavailable';

/** The database cannot serve now and may serve in a moment. `detail` is for the log, never for the caller. */
export class DatabaseUnavailable extends Error {
  readonly code: DatabaseErrorCode = 'database.unavailable';

  constructor(
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`database.unavailable: ${detail}`, options);
    this.name = 'DatabaseUnavailable';
  }
}

/** Whether an error means that the database went away or is read-only, whatever it is wrapped in. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  // TypeORM releases a broken connection at once; a transaction that continues finds it released.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  return error instanceof QueryFailedError && isLost(error.driverError);
}

/** The same, for errors of our own connections: there a network error can only mean the database. */
export function isLost(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // A pooler disconnects with a code that a malformed statement also has; only the severity distinguishes them.
  const hungUp = code === '08P01' ? 'severity' in error && error.severity === 'FATAL' : code.startsWith('08');
  return hungUp || lostCodes.has(code) || lostMessages.some((message) => error.message.startsWith(message));
}

/** SQLSTATE where PostgreSQL could still answer, else the operating system's error code. */
const lostCodes = new Set([
  // Shut down by an administrator, by a crash, not ready yet or in recovery, dropped, idle too long.
  '57P01',
  '57P02',
  '57P03',
  '57P04',
  '57P05',
  // Disk full, out of memory, too many connections, a limit of the configuration.
  '53000',
  '53100',
  '53200',
  '53300',
  '53400',
  // A standby, or a primary that became one: writes are rejected.
  '25006',
  // The disk fails.
  '58000',
  '58030',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** Messages of `pg` itself, which have no code. */
const lostMessages = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
  'Query read timeout',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Cannot use a pool after calling end',
];

/** The reason in one line for the log: it may hold addresses, never passwords. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [first = ''] = error.message.split('\n');
  const code = 'code' in error ? String(error.code) : error.name;
  return first === '' ? code : first;
}
