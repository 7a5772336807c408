export const listRefusals = [
  /** Not a cursor of ours, edited, or of another query. */
  'cursor.invalid',
  /** A value that the field cannot be compared with, or a page that cannot be; `field` says which. */
  'list.invalid',
  /** The query took longer than the bound. */
  'query.too-slow',
] as const;
export type ListRefusal = (typeof listRefusals)[number];

/** Thrown where lists are read. `detail` is for the log, never for the caller. */
export class ListError extends Error {
  constructor(
    readonly code: ListRefusal,
    readonly detail: string = code,
    readonly field?: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'ListError';
  }
}
