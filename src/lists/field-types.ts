import type { FieldType, ListField } from './list-query.js';

/** The PostgreSQL type that a value of this kind of field is cast to. */
export const sqlTypes: Readonly<Record<FieldType, string>> = {
  integer: 'integer',
  bigint: 'bigint',
  number: 'double precision',
  text: 'text',
  boolean: 'boolean',
  time: 'timestamptz',
  date: 'date',
};

/** The integers that a column of the type can store, as far as JavaScript represents them. */
export const integerBounds: Readonly<Partial<Record<FieldType, readonly [number, number]>>> = {
  integer: [-2_147_483_648, 2_147_483_647],
  bigint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/**
 * The field as it is ordered and compared: text by code point, whatever the collation of its column. PostgreSQL drops a
 * COLLATE that equals the column's own, so an index over a column of COLLATE "C" is still used.
 */
export function ordered({ sql, type }: ListField): string {
  return type === 'text' ? `(${sql}) collate "C"` : sql;
}
