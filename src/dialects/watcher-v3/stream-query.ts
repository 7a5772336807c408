import type { CameraQuery, Condition, FieldValue, Page, SortKey } from '#cameras';
import { InputError } from '../input.error.js';
import { type Filter, type FilterOperator, readCollectionQuery } from './collections/collection-query.js';
import { type StreamField, streamFields, type WireType } from './stream-fields.js';

/** A list of streams as it was asked for, in the core's words. */
export interface StreamQuery {
  readonly query: CameraQuery;
  readonly page: Page;
  readonly select: readonly string[] | undefined;
}

/** No camera: what a fixed value does not fulfil. */
const never: Condition = { operator: 'missing', field: 'id' };

/**
 * Reads the query string of `GET /streams`: unknown filter fields are ignored, wrongly typed ones refused.
 * @throws InputError input.invalid with the codes of v3
 */
export function readStreamQuery(parameters: Readonly<Record<string, unknown>>): StreamQuery {
  const read = readCollectionQuery(parameters, (path) => streamFields.has(path));
  const where = read.filters.flatMap((filter) => {
    const field = streamFields.get(filter.path);
    return field ? conditionsOf(filter, field) : [];
  });
  return {
    query: {
      where: read.search === undefined ? where : [...where, { operator: 'search', value: read.search }],
      sort: read.sort.flatMap(sortKeyOf),
    },
    page: { limit: read.limit, ...(read.cursor === undefined ? {} : { cursor: read.cursor }) },
    select: read.select,
  };
}

function sortKeyOf({ path, descending }: { readonly path: string; readonly descending: boolean }): SortKey[] {
  const field = streamFields.get(path);
  if (field === undefined || field.kind === 'shown')
    throw InputError.at('sort', 'unknown_sort_field', `Streams cannot be sorted by "${path.slice(0, 100)}".`);
  if (field.kind === 'fixed') return [];
  return [{ field: field.field, descending: descending !== (field.negated ?? false) }];
}

function conditionsOf(filter: Filter, field: StreamField): readonly Condition[] {
  if (field.kind === 'shown')
    throw InputError.at(filter.parameter, 'filter_not_supported', `Streams cannot be filtered by ${filter.path}.`);
  const { operator } = filter;
  if (operator === 'is' || operator === 'is_not') {
    if (filter.text !== 'null') throw InputError.at(filter.parameter, 'not_null', 'Only "null" can stand here.');
    const wanted = operator === 'is' ? 'missing' : 'present';
    if (field.kind === 'stored') return [{ operator: wanted, field: field.field }];
    return (field.value === undefined) === (wanted === 'missing') ? [] : [never];
  }
  if (operator === 'like') {
    if (field.type !== 'string') return [never];
    if (field.kind === 'stored') return [{ operator, field: field.field, value: filter.text }];
    return String(field.value ?? '').includes(filter.text) && field.value !== undefined ? [] : [never];
  }
  const texts = operator === 'in' ? filter.text.split(',') : [filter.text];
  const values = texts.map((text) => readValue(filter.parameter, field.type, text));
  if (field.kind === 'fixed') return fulfils(field.value, operator, values) ? [] : [never];
  return compare(field, operator, values);
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

function compare(
  { field, negated }: Extract<StreamField, { kind: 'stored' }>,
  operator: Comparison,
  given: readonly FieldValue[],
): readonly Condition[] {
  const values = negated ? given.map((value) => value !== true) : given;
  const asked = negated ? mirrored[operator] : operator;
  const [value] = values;
  if (asked === 'in') return [{ operator: 'in', field, values }];
  return value === undefined ? [never] : [{ operator: asked, field, value }];
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

/** Milliseconds of the year 2286; the generated clients refuse larger ones (OAD `utc_ms`). */
const latest = 10_000_000_000_000;

function readValue(parameter: string, type: WireType, text: string): FieldValue {
  switch (type) {
    case 'string':
      return text;
    case 'boolean':
      // A name without a value means true (OH).
      if (text === 'true' || text === '') return true;
      if (text === 'false') return false;
      throw InputError.at(parameter, 'not_boolean', `${parameter} takes true or false.`);
    case 'number':
      if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text)))
        throw InputError.at(parameter, 'not_number', `${parameter} takes a number.`);
      return Number(text);
    case 'integer':
      return readInteger(parameter, text);
    case 'utc_ms': {
      const milliseconds = readInteger(parameter, text);
      if (milliseconds < 0 || milliseconds > latest)
        throw InputError.at(parameter, 'input_out_of_range', `${parameter} takes milliseconds since 1970.`);
      return new Date(milliseconds);
    }
  }
}

function readInteger(parameter: string, text: string): number {
  if (!/^-?\d{1,18}$/.test(text)) throw InputError.at(parameter, 'not_integer', `${parameter} takes an integer.`);
  return Number(text);
}
