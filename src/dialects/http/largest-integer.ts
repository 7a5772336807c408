/** The largest integer of PostgreSQL: no number of ours, and no id, is larger. */
export const largestInteger = 2_147_483_647;
