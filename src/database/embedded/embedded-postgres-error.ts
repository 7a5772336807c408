/** Why the embedded database could not be started. */
export type EmbeddedPostgresErrorCode =
  'engine.unsupported' | 'engine.busy' | 'engine.unreachable' | 'engine.version' | 'engine.disk-full' | 'engine.failed';

/** An error of the embedded database; its message is one sentence for the person who typed the command. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

const noSpace = /No space left on device|Disk quota exceeded|File too large|ENOSPC|EDQUOT|EFBIG/;
const noAccess =
  /Permission denied|Operation not permitted|Read-only file system|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT: no such file or directory, mkdir/;
const wrongLibrary = /GLIBC_|cannot open shared object file|Exec format error|ENOEXEC|Bad CPU type/;
const noPasswdEntry = /could not look up effective user ID (\d+)/;

/** Turns the output of the operating system or PostgreSQL into one sentence, because a stack trace helps nobody here. */
export function explainFailure(
  step: string,
  output: string,
  directory: string,
  cause?: unknown,
): EmbeddedPostgresError {
  const error = (code: EmbeddedPostgresErrorCode, message: string): EmbeddedPostgresError =>
    new EmbeddedPostgresError(code, message, cause === undefined ? {} : { cause });
  if (noSpace.test(output)) {
    return error(
      'engine.disk-full',
      `The disk of ${directory} is full, so the embedded PostgreSQL could not ${step}: free some space (a new database needs about 200 MB), or set DATA_DIR to another disk or DATABASE_URL to a PostgreSQL server.`,
    );
  }
  if (wrongLibrary.test(output)) {
    return error(
      'engine.unsupported',
      `The embedded PostgreSQL does not run on this system (${firstLine(output)}): set DATABASE_URL to a PostgreSQL server of version 14 or later.`,
    );
  }
  if (noPasswdEntry.test(output)) {
    return error(
      'engine.unsupported',
      `The embedded PostgreSQL needs a user that /etc/passwd knows (${firstLine(output)}): run Camgate as such a user, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  if (noAccess.test(output)) {
    return error(
      'engine.unreachable',
      `The embedded PostgreSQL could not ${step} in ${directory} (${firstLine(output)}): set DATA_DIR to a directory this user may write and run programs in, or DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return error(
    'engine.failed',
    `The embedded PostgreSQL could not ${step} in ${directory} (${firstLine(output)}): see the log there, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** Wraps an error of a file or process call; ours pass through untouched. */
export function asEmbeddedPostgresError(step: string, error: unknown, directory: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  return explainFailure(step, error instanceof Error ? error.message : String(error), directory, error);
}

/** The operating system's word for an error (`ENOENT`), or undefined for an error that is not the system's. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const timestamp = /^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /;

function firstLine(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(timestamp, '').trim())
    .filter((line) => line !== '');
  const telling = lines.find((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines[0] ?? 'no reason given';
  return telling.slice(0, 300);
}
