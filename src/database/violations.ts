import { QueryFailedError } from 'typeorm';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** Whether PostgreSQL rejected a row because of a unique index. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === uniqueViolation;
}

/** Whether PostgreSQL rejected a write because of a missing row, or one that is still referenced. */
export function isReference(error: unknown): boolean {
  return codeOf(error) === foreignKeyViolation;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const cause: unknown = error.driverError;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
}
