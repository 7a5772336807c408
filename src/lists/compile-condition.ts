import { DomainError } from '#errors';
import { integerBounds, ordered, sqlTypes } from './field-types.js';
import type { Condition, FieldType, FieldValue, ListField } from './list-query.js';
import type { ListSource } from './list-source.js';
import type { SqlParameters } from './sql-parameters.js';

/** The most values of one `in`; a dialect's own limit is smaller. */
const mostValues = 10_000;

type Comparison = 'gt' | 'gte' | 'lt' | 'lte';
const signs: Readonly<Record<Comparison, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/**
 * A condition as SQL over the list's source.
 * @throws DomainError list.invalid when a value is not of the field's type
 */
export function compileCondition<Field extends string>(
  source: Pick<ListSource<Field>, 'fields' | 'search' | 'searchIndex'>,
  condition: Condition<Field>,
  sql: SqlParameters,
): string {
  if (condition.operator === 'search') return search(source, condition.value, sql);
  const name = condition.field;
  const field = source.fields[name];
  switch (condition.operator) {
    case 'in':
      return isOneOf(name, field, condition.values, sql);
    case 'ne': {
      const [value] = storable(name, field, [condition.value]);
      // A value that the column cannot store differs from every value in it.
      return value === undefined ? 'true' : `${compared(field)} is distinct from ${bindCompared(field, value, sql)}`;
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compare(condition.operator, name, field, condition.value, sql);
    case 'like':
      assertType(name, condition.value, 'text');
      return field.type === 'text' ? `strpos(${field.sql}, ${sql.add(condition.value)}::text) > 0` : 'false';
    case 'missing':
      return field.nullable ? `${field.sql} is null` : 'false';
    case 'present':
      return field.nullable ? `${field.sql} is not null` : 'true';
  }
}

function isOneOf(name: string, field: ListField, given: readonly FieldValue[], sql: SqlParameters): string {
  if (given.length > mostValues)
    throw new DomainError('list.invalid', `more than ${mostValues} values`, { field: name });
  const values = storable(name, field, given);
  const [first] = values;
  if (first === undefined) return 'false';
  const type = sqlTypes[field.type];
  const { hashedAs, folded } = field;
  if (values.length > 1) {
    const bound = `${sql.add(values)}::${type}[]`;
    if (folded) return `${compared(field)} = any(${foldedList(bound, values.length)})`;
    const equal = `${field.sql} = any(${bound})`;
    if (hashedAs === undefined) return equal;
    return `(${hashedAs} = any(array(select md5(v) from unnest(${bound}) v)) and ${equal})`;
  }
  const bound = bindCompared(field, first, sql);
  const equal = `${compared(field)} = ${bound}`;
  return hashedAs === undefined ? equal : `(${hashedAs} = md5(${bound}) and ${equal})`;
}

function compare(operator: Comparison, name: string, field: ListField, value: FieldValue, sql: SqlParameters): string {
  assertType(name, value, field.type);
  const bounds = integerBounds[field.type];
  if (bounds === undefined || typeof value !== 'number')
    return `${ordered(field)} ${signs[operator]} ${bind(field, value, sql)}`;
  const [smallest, largest] = bounds;
  // 2.5 is compared as the neighbouring integer; a value beyond all integers is decided here.
  const whole = operator === 'gt' || operator === 'lte' ? Math.floor(value) : Math.ceil(value);
  const upwards = operator === 'gt' || operator === 'gte';
  if (whole > largest) return upwards ? 'false' : `${field.sql} is not null`;
  if (whole < smallest) return upwards ? `${field.sql} is not null` : 'false';
  return `${field.sql} ${signs[operator]} ${bind(field, whole, sql)}`;
}

/**
 * Makes conditions that an SQL text contains the text, whatever the case. COLLATE "default", because lower() handles only ASCII
 * under a column's own COLLATE "C".
 * @throws DomainError list.invalid when PostgreSQL cannot store the text
 */
export function containing(text: string, sql: SqlParameters): (expression: string) => string {
  assertText(undefined, text);
  const pattern = sql.add(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
  return (expression) => `lower((${expression}) collate "default") like lower(${pattern}::text)`;
}

/**
 * Searches the expression of the search index, where there is one, then each text by itself, so that no match spans two of them.
 */
function search<Field extends string>(
  source: Pick<ListSource<Field>, 'fields' | 'search' | 'searchIndex'>,
  text: string,
  sql: SqlParameters,
): string {
  const fields = source.search ?? [];
  if (fields.length === 0) throw new DomainError('list.invalid', 'this list cannot be searched');
  const like = containing(text, sql);
  const each = fields.map((name) => like(source.fields[name].sql)).join(' or ');
  return source.searchIndex === undefined ? `(${each})` : `(${like(source.searchIndex)} and (${each}))`;
}

/** The values that the column can store; the others equal nothing. */
function storable(name: string, { type }: ListField, values: readonly FieldValue[]): readonly FieldValue[] {
  for (const value of values) assertType(name, value, type);
  const bounds = integerBounds[type];
  if (bounds === undefined) return values;
  const [smallest, largest] = bounds;
  return values.filter((value) => Number.isInteger(value) && Number(value) >= smallest && Number(value) <= largest);
}

function bind(field: ListField, value: FieldValue, sql: SqlParameters): string {
  return `${sql.add(value)}::${sqlTypes[field.type]}`;
}

/** The expression for equality: the one that the field's index is over. */
function compared({ sql, folded }: ListField): string {
  return folded ? `folded_name(${sql})` : sql;
}

/** Up to 20 values are written one by one, so that the planner sees them and estimates their rows correctly. */
function foldedList(bound: string, length: number): string {
  if (length > 20) return `array(select folded_name(v) from unnest(${bound}) v)`;
  return `array[${Array.from({ length }, (_, index) => `folded_name((${bound})[${index + 1}])`).join(', ')}]`;
}

function bindCompared(field: ListField, value: FieldValue, sql: SqlParameters): string {
  const bound = bind(field, value, sql);
  return field.folded ? `folded_name(${bound})` : bound;
}

function assertType(name: string, value: FieldValue, type: FieldType): void {
  if (!fits(value, type)) throw new DomainError('list.invalid', `not a value of ${name}`, { field: name });
  if (typeof value === 'string') assertText(name, value);
}

function fits(value: FieldValue, type: FieldType): boolean {
  switch (type) {
    case 'integer':
    case 'bigint':
    case 'number':
      return typeof value === 'number' && !Number.isNaN(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'time':
    case 'date':
      return isTime(value);
  }
}

/** PostgreSQL stores neither NUL nor lone surrogates; a text that has them is the caller's mistake. */
function assertText(name: string | undefined, text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new DomainError('list.invalid', 'not a text', { field: name });
}

function isTime(value: FieldValue): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}
