/** How a field is compared, sorted and written as JSON. */
export type FieldType = 'integer' | 'bigint' | 'number' | 'text' | 'boolean' | 'time' | 'date';
export type FieldValue = string | number | boolean | Date;

/** One field of a list: the SQL behind it. */
export interface ListField {
  /** Also used in conditions and orders, so it must be the expression that an index is over. Text is compared by code point. */
  readonly sql: string;
  readonly type: FieldType;
  readonly nullable: boolean;
  /** A text too long for a B-tree: the `md5(...)` that its index is over, by which equality is found. */
  readonly hashedAs?: string;
  /** A name that is compared without case and accents (`folded_name`). */
  readonly folded?: true;
}

/**
 * One condition; a query's conditions are AND-ed. Missing (null) values: `ne` matches them, comparisons never do.
 * `like` is a case-sensitive substring; `search` is a case-insensitive substring of the list's own search fields.
 */
export type Condition<Field extends string> =
  | { readonly operator: 'in'; readonly field: Field; readonly values: readonly FieldValue[] }
  | { readonly operator: 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; readonly field: Field; readonly value: FieldValue }
  | { readonly operator: 'like'; readonly field: Field; readonly value: string }
  | { readonly operator: 'missing' | 'present'; readonly field: Field }
  | { readonly operator: 'search'; readonly value: string };

export interface SortKey<Field extends string> {
  readonly field: Field;
  readonly descending: boolean;
}

/** Which rows, in which order. Missing values sort first when ascending, last when descending; ties go by the key. */
export interface ListQuery<Field extends string> {
  readonly where: readonly Condition<Field>[];
  readonly sort?: readonly SortKey<Field>[];
}

/** Which part of the rows. `cursor` comes from an earlier page of the same query; never together with `offset`. */
export interface Page {
  /** 1 to 1,000,000; dialects have smaller limits. */
  readonly limit: number;
  readonly cursor?: string;
  readonly offset?: number;
}

/** Cursors are present when there is such a page. */
export interface PageCursors {
  readonly next?: string;
  readonly previous?: string;
}

/** One page of a list; `count` is a separate query. */
export type ListPage<Item> = { readonly items: readonly Item[] } & PageCursors;
