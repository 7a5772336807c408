import type { SqlParameters } from '#database';
import { CameraError } from '../cameras.errors.js';
import { cameraFields, type FieldDescription, type FieldType, sqlTypes } from '../camera-fields.js';
import type { CameraField, Condition, FieldValue } from './camera-query.js';

const smallestInteger = -2_147_483_648;
const largestInteger = 2_147_483_647;
/** The most values one `in` may name; a door's own limit is smaller. */
const mostValues = 10_000;

type Comparison = 'gt' | 'gte' | 'lt' | 'lte';
const signs: Readonly<Record<Comparison, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** URLs are too long for a B-tree; their indexes are over md5(url). */
const hashedFields: ReadonlySet<CameraField> = new Set(['snapshotUrl', 'streamUrl']);

/**
 * A condition as SQL over `cameras c`.
 * @throws CameraError camera.invalid when a value is not of the field's type
 */
export function compileCondition(condition: Condition, sql: SqlParameters): string {
  if (condition.operator === 'search') return search(condition.value, sql);
  const field = cameraFields[condition.field];
  switch (condition.operator) {
    case 'in':
      return isOneOf(condition.field, condition.values, sql);
    case 'ne': {
      const [value] = storable(condition.field, [condition.value]);
      if (value === undefined) return 'true';
      return `${field.sql} is distinct from ${bind(field, value, sql)}`;
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compare(condition.operator, condition.field, condition.value, sql);
    case 'like':
      assertType(condition.field, condition.value, 'text');
      return field.type === 'text' ? `strpos(${field.sql}, ${sql.add(condition.value)}::text) > 0` : 'false';
    case 'missing':
      return field.nullable ? `${field.sql} is null` : 'false';
    case 'present':
      return field.nullable ? `${field.sql} is not null` : 'true';
  }
}

function isOneOf(name: CameraField, given: readonly FieldValue[], sql: SqlParameters): string {
  if (given.length > mostValues) throw new CameraError('camera.invalid', `more than ${mostValues} values`, name);
  const field = cameraFields[name];
  const values = storable(name, given);
  const [first] = values;
  if (first === undefined) return 'false';
  const type = sqlTypes[field.type];
  const matches = (expression: string, hash: (bound: string) => string): string =>
    values.length === 1
      ? `${expression} = ${hash(bind(field, first, sql))}`
      : `${expression} = any(array(select ${hash('v')} from unnest(${sql.add(values)}::${type}[]) v))`;
  if (!hashedFields.has(name))
    return values.length === 1
      ? `${field.sql} = ${bind(field, first, sql)}`
      : `${field.sql} = any(${sql.add(values)}::${type}[])`;
  return `(${matches(hashOf(name), (bound) => `md5(${bound})`)} and ${matches(field.sql, (bound) => bound)})`;
}

function hashOf(name: CameraField): string {
  return name === 'snapshotUrl' ? 'md5(c.snapshot_url)' : 'md5(c.stream_url)';
}

function compare(operator: Comparison, name: CameraField, value: FieldValue, sql: SqlParameters): string {
  const field = cameraFields[name];
  assertType(name, value, field.type);
  if (field.type !== 'integer' || typeof value !== 'number')
    return `${field.sql} ${signs[operator]} ${bind(field, value, sql)}`;
  // 2.5 compares with integers as the integer on its near side; what no integer reaches is decided here.
  const whole = operator === 'gt' || operator === 'lte' ? Math.floor(value) : Math.ceil(value);
  const upwards = operator === 'gt' || operator === 'gte';
  if (whole > largestInteger) return upwards ? 'false' : `${field.sql} is not null`;
  if (whole < smallestInteger) return upwards ? `${field.sql} is not null` : 'false';
  return `${field.sql} ${signs[operator]} ${bind(field, whole, sql)}`;
}

/**
 * Over the expression of cameras_search_idx, then each text by itself, so that no match spans two of them. COLLATE
 * "default", because lower() knows only ASCII under the columns' own COLLATE "C".
 */
function search(text: string, sql: SqlParameters): string {
  assertText(undefined, text);
  const pattern = sql.add(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
  const indexed = `c.name || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.description, '')`;
  const like = (words: string): string => `lower((${words}) collate "default") like lower(${pattern}::text)`;
  return `(${like(indexed)} and (${['c.name', 'c.title', 'c.description'].map(like).join(' or ')}))`;
}

/** The values that the column can hold at all; the others equal nothing. */
function storable(name: CameraField, values: readonly FieldValue[]): readonly FieldValue[] {
  const { type } = cameraFields[name];
  for (const value of values) assertType(name, value, type);
  if (type !== 'integer') return values;
  return values.filter((value) => isStorable(Number(value)));
}

function isStorable(value: number): boolean {
  return Number.isInteger(value) && value >= smallestInteger && value <= largestInteger;
}

function bind(field: FieldDescription, value: FieldValue, sql: SqlParameters): string {
  return `${sql.add(value)}::${sqlTypes[field.type]}`;
}

function assertType(name: CameraField, value: FieldValue, type: FieldType): void {
  const fits =
    type === 'integer' || type === 'number'
      ? typeof value === 'number' && !Number.isNaN(value)
      : type === 'boolean'
        ? typeof value === 'boolean'
        : type === 'text'
          ? typeof value === 'string'
          : isTime(value);
  if (!fits) throw new CameraError('camera.invalid', `not a value of ${name}`, name);
  if (typeof value === 'string') assertText(name, value);
}

/** PostgreSQL holds neither NUL nor half a character; a text that has them is the caller's mistake. */
function assertText(name: CameraField | undefined, text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new CameraError('camera.invalid', 'not a text', name);
}

function isTime(value: FieldValue): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}
