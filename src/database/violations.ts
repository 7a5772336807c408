import { QueryFailedError } from 'typeorm';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** Whether PostgreSQL refused a row because another one has its name. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === uniqueViolation;
}

/** Whether PostgreSQL refused because of a row that is missing, or that is still needed. */
export function isReference(error: unknown): boolean {
  return codeOf(error) === foreignKeyViolation;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const cause: unknown = error.driverError;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
}
