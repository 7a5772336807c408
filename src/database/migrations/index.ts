/** Landed migrations are never edited; a new one is added at the end. */
export const migrations = [];
