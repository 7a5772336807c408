/** Ids are PostgreSQL integers; any other number is nobody's. */
export function isRowId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}
