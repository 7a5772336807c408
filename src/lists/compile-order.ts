import { DomainError } from '#errors';
import { ordered, sqlTypes } from './field-types.js';
import type { OrderKey } from './keyset.js';
import type { SortKey } from './list-query.js';
import type { ListSource } from './list-source.js';

const mostSortKeys = 10;

/**
 * A complete order: it ends with a unique key, which breaks ties in the direction of the key before it, so that one
 * index read backwards serves both directions.
 * @throws DomainError list.invalid for too many keys
 */
export function compileOrder<Field extends string>(
  { fields, key, unique = [] }: Pick<ListSource<Field>, 'fields' | 'key' | 'unique'>,
  sort: readonly SortKey<Field>[] = [],
): readonly OrderKey[] {
  if (sort.length > mostSortKeys) throw new DomainError('list.invalid', 'too many sort keys');
  const keyOf = (field: Field, descending: boolean): OrderKey => ({
    sql: ordered(fields[field]),
    type: sqlTypes[fields[field].type],
    descending,
    nullable: fields[field].nullable,
  });
  const keys = sort.map(({ field, descending }) => keyOf(field, descending));
  const first = sort.findIndex(({ field }) => field === key || unique.includes(field));
  // Keys behind a unique key have no effect.
  return first >= 0 ? keys.slice(0, first + 1) : [...keys, keyOf(key, sort.at(-1)?.descending ?? false)];
}
