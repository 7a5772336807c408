import type { FieldValue, ListPage, ListQuery, Page } from '#database';

/** How a value is written in a query (OAD): `utc_ms` is milliseconds since 1970, `utc` seconds. */
export type WireType = 'string' | 'integer' | 'number' | 'boolean' | 'utc_ms' | 'utc';

/**
 * One place in an object of a list, and how it is filtered, sorted by and shown:
 * - `stored`: a field of the core's list; `negated` where the wire says the opposite (`disabled`); shown as the item's
 *   property of the same name unless `show` says otherwise;
 * - `fixed`: the same for every object; undefined for what nobody knows here (it counts as missing);
 * - `shown`: only shown, because it is put together.
 */
export type WireField<Item, Field extends string, Context = undefined> =
  | {
      readonly kind: 'stored';
      readonly path: string;
      readonly type: WireType;
      readonly field: Field;
      readonly negated?: true;
      readonly show?: (item: Item, context: Context) => unknown;
    }
  | {
      readonly kind: 'fixed';
      readonly path: string;
      readonly type: WireType;
      readonly value: FieldValue | undefined;
    }
  | { readonly kind: 'shown'; readonly path: string; readonly show: (item: Item, context: Context) => unknown };

/** The one table of a list's objects: filters, orders, `select` and what is shown come from it. */
export interface WireList<Item, Field extends string, Context = undefined> {
  /** By dotted path, in the order in which they are written. */
  readonly fields: ReadonlyMap<string, WireField<Item, Field, Context>>;
  /** Fields that an answer has although `select` did not name them. */
  readonly required: readonly string[];
}

export function wireList<Item, Field extends string, Context = undefined>(
  fields: readonly WireField<Item, Field, Context>[],
  required: readonly string[],
): WireList<Item, Field, Context> {
  return { fields: new Map(fields.map((field) => [field.path, field])), required };
}

/** An object as it goes over the wire: only fields of the table, missing values left out (OH). */
export type Wire = Readonly<Record<string, unknown>>;

/** Turns an item into its wire object with the chosen fields and the required ones; undefined: all. */
export function toWire<Item, Field extends string, Context>(
  _list: WireList<Item, Field, Context>,
  _item: Item,
  _context: Context,
  _select?: readonly string[],
): Wire {
  throw new Error('not built yet');
}

/** What it takes to answer `GET` of a collection. */
export interface Collection<Item, Field extends string, Context> {
  /** The envelope's key, such as `organizations`. */
  readonly key: string;
  readonly list: WireList<Item, Field, Context>;
  /** The query string. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Parameters that are no filters, because the route reads them itself. */
  readonly own?: readonly string[];
  /** Whether `q` is documented for this list. */
  readonly searchable?: boolean;
  page(query: ListQuery<Field>, page: Page): Promise<ListPage<Item>>;
  count(query: ListQuery<Field>): Promise<number>;
  /** What showing the items of this page takes beside them. */
  context(items: readonly Item[], select: readonly string[] | undefined): Promise<Context> | Context;
}

/**
 * The envelope `{<key>: [...], estimated_count, next?, prev?}` (OH).
 * @throws InputError input.invalid with the codes of v3
 */
export async function answerCollection<Item, Field extends string, Context>(
  _collection: Collection<Item, Field, Context>,
): Promise<Wire> {
  throw new Error('not built yet');
}
