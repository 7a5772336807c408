/**
 * The folders directly in one, for one step of a recursion: rows of `id`. OFFSET 0 keeps the planner from joining each step with
 * all folders, which it does because it guesses ten times as many as there are.
 */
export const foldersIn = (parent: string): string =>
  `(select f.id from folders f where f.parent_id = ${parent} offset 0)`;
