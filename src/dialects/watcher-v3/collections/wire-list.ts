import type { Page } from '#lists';
import type { ListPage, ListQuery } from '#lists';
import type { WireField, WireList } from './wire-field.js';
import { type OwnParameters, readWireQuery } from './wire-query.js';
import { toWireValue } from './wire-value.js';

export { derived, stored, type WireField, type WireList, type WireType } from './wire-field.js';

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
  list: WireList<Item, Field, Context>,
  item: Item,
  context: Context,
  select?: readonly string[],
): Wire {
  return wireOf(list, item, context, choose(list, select));
}

function wireOf<Item, Field extends string, Context>(
  list: WireList<Item, Field, Context>,
  item: Item,
  context: Context,
  choice: Choice,
): Wire {
  const wire: Record<string, unknown> = {};
  for (const field of list.fields.values()) {
    const chosen = choice === 'whole' ? choice : choice.get(field.path);
    if (chosen === undefined) continue;
    const value = valueOf(field, item, context);
    const part = chosen === 'whole' ? value : partOf(value, chosen);
    if (part !== undefined && part !== null) place(wire, field.path.split('.'), part);
  }
  return wire;
}

/** Whether an answer to this `select` has the field or a part of it: costly values are read only then. */
export function isSelected(path: string, select: readonly string[] | undefined): boolean {
  return select === undefined || select.some((chosen) => isWithin(path, chosen) || isWithin(chosen, path));
}

/** What it takes to answer `GET` of a collection. */
export interface Collection<Item, Field extends string, Context> extends OwnParameters {
  /** The envelope's key, such as `organizations`. */
  readonly key: string;
  readonly list: WireList<Item, Field, Context>;
  /** The query string. */
  readonly parameters: Readonly<Record<string, unknown>>;
  page(query: ListQuery<Field>, page: Page): Promise<ListPage<Item>>;
  count(query: ListQuery<Field>): Promise<number>;
  /** What the answer has of this page's items beside their own fields. */
  context(items: readonly Item[], select: readonly string[] | undefined): Promise<Context> | Context;
}

/**
 * The envelope `{<key>: [...], estimated_count, next?, prev?}` (OH).
 * @throws InputError input.invalid with the codes of v3
 */
export async function answerCollection<Item, Field extends string, Context>(
  collection: Collection<Item, Field, Context>,
): Promise<Wire> {
  const { key, list, parameters } = collection;
  const { query, page, select } = readWireQuery(list, parameters, collection);
  const isFirst = page.cursor === undefined;
  const [found, counted] = await Promise.all([
    collection.page(query, page),
    isFirst ? undefined : collection.count(query),
  ]);
  const context = await collection.context(found.items, select);
  // A first page without a next one is the whole list.
  const choice = choose(list, select);
  const whole = isFirst && found.next === undefined ? found.items.length : undefined;
  return {
    [key]: found.items.map((item) => wireOf(list, item, context, choice)),
    estimated_count: whole ?? counted ?? (await collection.count(query)),
    ...(found.next === undefined ? {} : { next: found.next }),
    ...(found.previous === undefined ? {} : { prev: found.previous }),
  };
}

/** What the answer has of each field: the whole, or the selected paths below it; a missing field is left out. */
type Choice = 'whole' | ReadonlyMap<string, 'whole' | readonly (readonly string[])[]>;

/** Found once for all items of a page. */
function choose<Item, Field extends string, Context>(
  list: WireList<Item, Field, Context>,
  select: readonly string[] | undefined,
): Choice {
  if (select === undefined) return 'whole';
  const choice = new Map<string, 'whole' | readonly (readonly string[])[]>();
  for (const path of list.fields.keys()) {
    if (list.required.includes(path) || select.some((chosen) => isWithin(path, chosen))) {
      choice.set(path, 'whole');
      continue;
    }
    const below = select.filter((chosen) => isWithin(chosen, path));
    if (below.length === 0) continue;
    const parts = below.map((chosen) => chosen.slice(path.length + 1).split('.'));
    choice.set(path, parts);
  }
  return choice;
}

/** Whether a path is another one or lies below it. */
function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`);
}

/** The chosen parts of a value that is put together, of each element of an array; undefined where nothing is left. */
function partOf(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((element) => partOf(element, paths) ?? {});
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).flatMap(([key, inner]) => {
    const below = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    const part = below.length === 0 ? undefined : partOf(inner, below);
    return part === undefined ? [] : [[key, part] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function valueOf<Item, Field extends string, Context>(
  field: WireField<Item, Field, Context>,
  item: Item,
  context: Context,
): unknown {
  switch (field.kind) {
    case 'fixed':
      return toWireValue(field.value, field.type);
    case 'derived':
      return toWireValue(field.show(item, context), undefined);
    case 'stored': {
      if (field.show) return toWireValue(field.show(item, context), field.type);
      // The border: a list's item has its stored fields under their own names where the table has no `show`.
      const value = (item as Readonly<Record<string, unknown>>)[field.field];
      return toWireValue(value, field.type, field.negated);
    }
  }
}

/** Puts a value at its dotted path; the objects on the way are made. */
function place(wire: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    wire[first] = value;
    return;
  }
  const parent = (wire[first] ??= {});
  // Every parent on the way was made by the line above.
  place(parent as Record<string, unknown>, rest, value);
}
