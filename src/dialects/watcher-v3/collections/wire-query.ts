import type { Condition, FieldValue, Page, SortKey } from '#lists';
import type { ListQuery } from '#lists';
import { InputError } from '../../http/input.error.js';
import { type Filter, type FilterOperator, type Ordering, readCollectionQuery } from './collection-query.js';
import type { StoredField, WireField, WireList } from './wire-field.js';
import { readWireValue } from './wire-value.js';

/** A list's query in terms of the core. */
export interface WireQuery<Field extends string> {
  readonly query: ListQuery<Field>;
  readonly page: Page;
  readonly select: readonly string[] | undefined;
}

/** What of a query string is not about fields. */
export interface OwnParameters {
  /** Parameters that are no filters, because the route reads them itself. */
  readonly own?: readonly string[];
  /** Whether `q` is documented for this list. */
  readonly searchable?: boolean;
}

/**
 * Reads the query string of a list by the table of its fields: unknown filter fields are ignored, wrongly typed ones
 * refused.
 * @throws InputError input.invalid with the codes of v3
 */
export function readWireQuery<Item, Field extends string, Context>(
  list: WireList<Item, Field, Context>,
  parameters: Readonly<Record<string, unknown>>,
  { own = [], searchable = false }: OwnParameters = {},
): WireQuery<Field> {
  const others = Object.fromEntries(Object.entries(parameters).filter(([name]) => !own.includes(name)));
  const read = readCollectionQuery(others, (path) => list.fields.has(path));
  const where = read.filters.flatMap((filter) => conditionsOf(list, filter));
  return {
    query: {
      where: read.search === undefined || !searchable ? where : [...where, { operator: 'search', value: read.search }],
      sort: read.sort.flatMap((ordering) => sortKeyOf(list, ordering)),
    },
    page: { limit: read.limit, ...(read.cursor === undefined ? {} : { cursor: read.cursor }) },
    select: read.select,
  };
}

function sortKeyOf<Item, Field extends string, Context>(
  list: WireList<Item, Field, Context>,
  { path, descending }: Ordering,
): readonly SortKey<Field>[] {
  const field = list.fields.get(path);
  if (field === undefined || field.kind === 'derived') {
    const isKnown = field !== undefined || isBeside(list, path);
    const code = isKnown ? 'sort_not_supported' : 'unknown_sort_field';
    throw InputError.at('sort', code, `The list cannot be sorted by "${path.slice(0, 100)}".`);
  }
  // A value that is the same everywhere orders nothing.
  if (field.kind === 'fixed') return [];
  return [{ field: field.field, descending: descending !== (field.negated ?? false) }];
}

function conditionsOf<Item, Field extends string, Context>(
  list: WireList<Item, Field, Context>,
  filter: Filter,
): readonly Condition<Field>[] {
  const field = list.fields.get(filter.path);
  if (field === undefined && !isBeside(list, filter.path)) return [];
  if (field === undefined || field.kind === 'derived') {
    const path = filter.path.slice(0, 100);
    throw InputError.at(filter.parameter, 'filter_not_supported', `The list cannot be filtered by ${path}.`);
  }
  return readCondition(list, field, filter);
}

/** Whether the path names an object that has fields, or a part of one: ignoring such a filter would show everything. */
function isBeside<Item, Field extends string, Context>(list: WireList<Item, Field, Context>, path: string): boolean {
  for (const known of list.fields.keys()) if (known.startsWith(`${path}.`) || path.startsWith(`${known}.`)) return true;
  return false;
}

function readCondition<Item, Field extends string, Context>(
  list: WireList<Item, Field, Context>,
  field: Exclude<WireField<Item, Field, Context>, { kind: 'derived' }>,
  { operator, parameter, text }: Filter,
): readonly Condition<Field>[] {
  const when = (fulfilled: boolean): readonly Condition<Field>[] => (fulfilled ? [] : noRow(list));
  if (operator === 'is' || operator === 'is_not') {
    if (text !== 'null') throw InputError.at(parameter, 'not_null', 'Only "null" can stand here.');
    const wanted = operator === 'is' ? 'missing' : 'present';
    if (field.kind === 'stored') return [{ operator: wanted, field: field.field }];
    return when((field.value === undefined) === (wanted === 'missing'));
  }
  if (operator === 'like') {
    if (field.type !== 'string') return when(false);
    if (field.kind === 'stored') return [{ operator, field: field.field, value: text }];
    return when(typeof field.value === 'string' && field.value.includes(text));
  }
  const texts = operator === 'in' ? text.split(',') : [text];
  const values = texts.map((one) => readWireValue(parameter, field.type, one));
  return field.kind === 'stored' ? compare(field, operator, values) : when(fulfils(field.value, operator, values));
}

/** No row at all: nothing is one of no values. */
function noRow<Item, Field extends string, Context>(list: WireList<Item, Field, Context>): readonly Condition<Field>[] {
  for (const field of list.fields.values())
    if (field.kind === 'stored') return [{ operator: 'in', field: field.field, values: [] }];
  throw new Error('a list without stored fields has no rows to leave out');
}

type Comparison = Exclude<FilterOperator, 'is' | 'is_not' | 'like'>;
const mirrored: Readonly<Record<Comparison, Comparison>> = {
  in: 'in',
  ne: 'ne',
  gt: 'lt',
  gte: 'lte',
  lt: 'gt',
  lte: 'gte',
};

function compare<Item, Field extends string, Context>(
  { field, negated }: StoredField<Item, Field, Context>,
  operator: Comparison,
  given: readonly FieldValue[],
): readonly Condition<Field>[] {
  const values = negated ? given.map((value) => value !== true) : given;
  const asked = negated ? mirrored[operator] : operator;
  const [value] = values;
  if (asked === 'in') return [{ operator: 'in', field, values }];
  return value === undefined ? [] : [{ operator: asked, field, value }];
}

/** Missing values fulfil `ne` only (OH). */
function fulfils(known: FieldValue | undefined, operator: Comparison, values: readonly FieldValue[]): boolean {
  const [value] = values;
  if (known === undefined || value === undefined) return operator === 'ne';
  switch (operator) {
    case 'in':
      return values.includes(known);
    case 'ne':
      return known !== value;
    case 'gt':
      return known > value;
    case 'gte':
      return known >= value;
    case 'lt':
      return known < value;
    case 'lte':
      return known <= value;
  }
}
