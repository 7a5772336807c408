import type { SqlParameters } from './sql-parameters.js';

/** One key of an order. `sql` is over the list's source, `type` what an edge value is cast to. */
export interface OrderKey {
  readonly sql: string;
  readonly type: string;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** The values of an order's keys in one row, as PostgreSQL writes them; null where the row has none. */
export type Edge = readonly (string | null)[];

/** The same order, backwards. */
export function reversed(order: readonly OrderKey[]): readonly OrderKey[] {
  return order.map((key) => ({ ...key, descending: !key.descending }));
}

/** `ORDER BY`: missing values first when ascending, last when descending. */
export function orderBy(order: readonly OrderKey[]): string {
  return order
    .map(({ sql, descending, nullable }) => {
      const nulls = nullable ? (descending ? ' nulls last' : ' nulls first') : '';
      return `${sql}${descending ? ' desc' : ''}${nulls}`;
    })
    .join(', ');
}

/** The rows that come after an edge. */
export function after(order: readonly OrderKey[], edge: Edge, sql: SqlParameters): string {
  return rowValue(order, edge, sql) ?? expanded(order, edge, sql);
}

/**
 * `(a, b) > ($1, $2)`, which one index scan answers. Correct where all keys have one direction and no null lies ahead: ascending,
 * nulls lie behind an edge that has a value; descending, they lie ahead.
 */
function rowValue(order: readonly OrderKey[], edge: Edge, sql: SqlParameters): string | undefined {
  const descending = order[0]?.descending ?? false;
  const fits = order.every((key, index) => {
    const present = edge[index] !== null;
    return key.descending === descending && present && (!key.nullable || (!descending && index === 0));
  });
  if (!fits) return undefined;
  const values = order.map((key, index) => bind(key, edge[index] ?? null, sql));
  return `(${order.map((key) => key.sql).join(', ')}) ${descending ? '<' : '>'} (${values.join(', ')})`;
}

/** `a > $1 or (a = $1 and (b > $2 or ...))`, with nulls in their place. */
function expanded(order: readonly OrderKey[], edge: Edge, sql: SqlParameters): string {
  return order.reduceRight((rest, key, index) => {
    const value = edge[index] ?? null;
    const last = index === order.length - 1;
    if (value === null) {
      const ahead = key.descending ? 'false' : `${key.sql} is not null`;
      return `(${ahead} or (${key.sql} is null and ${rest}))`;
    }
    const bound = bind(key, value, sql);
    const beyond = `${key.sql} ${key.descending ? '<' : '>'} ${bound}`;
    const missing = key.nullable && key.descending ? ` or ${key.sql} is null` : '';
    return last ? `(${beyond}${missing})` : `(${beyond}${missing} or (${key.sql} = ${bound} and ${rest}))`;
  }, 'false');
}

function bind(key: OrderKey, value: string | null, sql: SqlParameters): string {
  return `${sql.add(value)}::${key.type}`;
}
