import { QueryFailedError } from 'typeorm';

/** Whether PostgreSQL refused a row because what it points to is not there (or is still pointed to). */
export function foreignKeyViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause: unknown = error.driverError;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23503';
}

/** Ids are PostgreSQL integers; a larger number is nobody's. */
export function isRowId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}
