/** Ids are positive PostgreSQL integers; any other number is no row's. */
export function isRowId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}
