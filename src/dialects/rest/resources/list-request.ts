import type { Condition, FieldValue, ListQuery, Page, SortKey } from '#lists';
import { InputError } from '../../http/input.error.js';
import { didYouMean } from '../../http/similar-name.js';
import { includeName } from './link.js';
import { type Property, type PropertyType, propertyTypes, type Resource, sortableNames } from './resource.js';
import { largestInteger } from '../../http/largest-integer.js';

/** A list's query string in terms of the core. */
export interface ListRequest<Field extends string> {
  readonly query: ListQuery<Field>;
  readonly page: Page;
  /** Properties to show; undefined: all. */
  readonly fields: readonly string[] | undefined;
  /** What to add to each. */
  readonly include: readonly string[];
  /** Whether to count all that match. */
  readonly total: boolean;
}

export const defaultLimit = 100;
export const largestLimit = 1000;
const mostSortKeys = 3;
const mostFilters = 50;
const mostValues = 100;
const longestText = 1000;

/** `frame_rate[gte]=5`; without brackets, and with `[eq]` and `[in]`, one of the values. */
export const operators = ['eq', 'in', 'ne', 'gt', 'gte', 'lt', 'lte', 'like', 'exists'] as const;
type Operator = (typeof operators)[number];

export const ownParameters = ['limit', 'cursor', 'sort', 'fields', 'total'] as const;

type Parameters = Readonly<Record<string, unknown>>;

/**
 * Reads the query string of a list by the table of its properties. A misspelt parameter is refused: a filter that is ignored
 * shows the wrong things.
 * @param others parameters that the route reads itself
 * @throws InputError input.invalid
 */
export function readListRequest<Item, Field extends string>(
  resource: Resource<Item, Field>,
  parameters: Parameters,
  others: readonly string[] = [],
): ListRequest<Field> {
  const own = [
    ...ownParameters,
    ...(resource.links.size > 0 ? [includeName] : []),
    ...(resource.searched === undefined ? [] : ['q']),
    ...others,
  ];
  const filters = Object.entries(parameters).filter(([name]) => !own.includes(name));
  if (filters.length > mostFilters) throw InputError.at('', 'few', `A query takes at most ${mostFilters} filters.`);
  const q = readOnce(parameters, 'q');
  const search = q === undefined || resource.searched === undefined ? [] : [{ operator: 'search', value: q } as const];
  const where = filters.flatMap(([name, value]) => readFilter(resource, own, name, [value].flat().map(String)));
  const cursor = readOnce(parameters, 'cursor');
  return {
    query: { where: [...where, ...search], sort: readSort(resource, readOnce(parameters, 'sort')) },
    page: { limit: readLimit(readOnce(parameters, 'limit')), ...(cursor === undefined ? {} : { cursor }) },
    fields: readFields(resource, readOnce(parameters, 'fields')),
    include: readInclude(resource, readOnce(parameters, includeName)),
    total: readValue('total', 'boolean', readOnce(parameters, 'total') ?? 'false') === true,
  };
}

/**
 * The properties that `fields` chooses, for an item, and what `include` adds.
 * @throws InputError input.invalid for another parameter
 */
export function readItemRequest<Item, Field extends string>(
  resource: Resource<Item, Field>,
  parameters: Parameters,
): Pick<ListRequest<Field>, 'fields' | 'include'> {
  const known = ['fields', ...(resource.links.size > 0 ? [includeName] : [])];
  const unknown = Object.keys(parameters).find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownParameter(unknown, known);
  return {
    fields: readFields(resource, readOnce(parameters, 'fields')),
    include: readInclude(resource, readOnce(parameters, includeName)),
  };
}

function readInclude<Item, Field extends string>(
  { links }: Resource<Item, Field>,
  text: string | undefined,
): readonly string[] {
  const names = [...new Set(text?.split(',').map((name) => name.trim()) ?? [])];
  const unknown = names.find((name) => !links.has(name));
  if (unknown === undefined) return names;
  const hint = didYouMean(unknown, [...links.keys()]);
  const known = [...links.keys()].join(', ');
  throw InputError.at(includeName, 'known', `"${unknown.slice(0, 100)}" cannot be included, only ${known}.${hint}`);
}

/** @throws InputError input.invalid for a parameter that stands twice, or is too long */
function readOnce(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw InputError.at(name, 'once', `The parameter ${name} stands twice.`);
  if (name !== 'cursor' && value.length > longestText)
    throw InputError.at(name, 'maxLength', `${name} takes at most ${longestText} characters.`);
  return value;
}

/**
 * A parameter that is the number of something else, beside the filters.
 * @throws InputError input.invalid
 */
export function readNumber(parameters: Parameters, name: string): number | undefined {
  const text = readOnce(parameters, name);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= largestInteger) return Number(text);
  throw InputError.at(name, 'isNumber', `${name} takes a number.`);
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= largestLimit) return limit;
  throw InputError.at('limit', 'range', `limit must be an integer from 1 to ${largestLimit}.`);
}

function readSort<Item, Field extends string>(
  resource: Resource<Item, Field>,
  text: string | undefined,
): readonly SortKey<Field>[] {
  const words = text?.split(',') ?? [];
  if (words.length > mostSortKeys) throw InputError.at('sort', 'few', `sort takes at most ${mostSortKeys} properties.`);
  const keys = words.map((word) => {
    const name = word.replace(/^-/, '');
    const field = resource.properties.get(name)?.field;
    if (field !== undefined) return { field, descending: word.startsWith('-') };
    const hint = didYouMean(name, sortableNames(resource));
    throw InputError.at('sort', 'known', `There is no sorting by "${name.slice(0, 100)}".${hint}`);
  });
  if (new Set(keys.map(({ field }) => field)).size < keys.length)
    throw InputError.at('sort', 'once', 'sort names a property twice.');
  return keys;
}

function readFields<Item, Field extends string>(
  { properties }: Resource<Item, Field>,
  text: string | undefined,
): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const unknown = names.find((name) => !properties.has(name));
  if (unknown === undefined) return names;
  const hint = didYouMean(unknown, [...properties.keys()]);
  throw InputError.at('fields', 'known', `There is no property "${unknown.slice(0, 100)}".${hint}`);
}

/**
 * One parameter of a query string as conditions, such as `frame_rate[gte]=5`.
 * @param own parameters that are no filters, to be suggested for a misspelt one
 * @param texts its values
 * @throws InputError input.invalid
 */
export function readFilter<Item, Field extends string>(
  resource: Pick<Resource<Item, Field>, 'properties'>,
  own: readonly string[],
  parameter: string,
  texts: readonly string[],
): readonly Condition<Field>[] {
  const { name, word } = splitParameter(parameter);
  const property = resource.properties.get(name);
  if (property?.field === undefined || !isScalar(property.type))
    throw unknownParameter(name, [...sortableNames(resource), ...own]);
  const operator = operators.find((known) => known === word);
  if (operator === undefined)
    throw InputError.at(
      parameter,
      'operator',
      `${name} takes no [${word.slice(0, 20)}]; there are ${operators.join(', ')}.`,
    );
  if (texts.some((text) => text.length > longestText))
    throw InputError.at(parameter, 'maxLength', `${parameter} takes at most ${longestText} characters.`);
  return conditionsOf(property.field, property.type, property, operator, parameter, texts);
}

/** `frame_rate[gte]` as its property and its operator. */
export function splitParameter(parameter: string): { readonly name: string; readonly word: string } {
  const bracket = parameter.indexOf('[');
  if (bracket < 0 || !parameter.endsWith(']')) return { name: parameter, word: 'eq' };
  return { name: parameter.slice(0, bracket), word: parameter.slice(bracket + 1, -1) };
}

function conditionsOf<Item, Field extends string>(
  field: Field,
  type: PropertyType,
  { enum: words }: Property<Item, Field>,
  operator: Operator,
  parameter: string,
  texts: readonly string[],
): readonly Condition<Field>[] {
  const read = (text: string): FieldValue => readValue(parameter, type, text, words);
  switch (operator) {
    case 'eq':
      return [{ operator: 'in', field, values: texts.map(read) }];
    case 'in': {
      const values = texts.flatMap((text) => text.split(','));
      if (values.length > mostValues)
        throw InputError.at(parameter, 'few', `${parameter} takes at most ${mostValues}.`);
      return [{ operator: 'in', field, values: values.map(read) }];
    }
    case 'like':
      if (type !== 'string') throw InputError.at(parameter, 'operator', 'Only texts are found by a part of them.');
      return texts.map((value) => ({ operator, field, value }));
    case 'exists':
      return texts.map((text) => ({
        operator: readValue(parameter, 'boolean', text) === true ? 'present' : 'missing',
        field,
      }));
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      if (type === 'boolean' && operator !== 'ne')
        throw InputError.at(parameter, 'operator', 'true and false have no order.');
      return texts.map((text) => ({ operator, field, value: read(text) }));
  }
}

function isScalar(type: Property<never, never>['type']): type is PropertyType {
  return propertyTypes.some((known) => known === type);
}

const decimal = /^[+-]?(\d{1,17}(\.\d{0,30})?|\.\d{1,30})$/;
const timeForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?$/;

/** @throws InputError input.invalid for a text that is no value of the type */
function readValue(parameter: string, type: PropertyType, text: string, words?: readonly string[]): FieldValue {
  if (type === 'string') {
    if (words === undefined || words.includes(text)) return text;
    throw InputError.at(parameter, 'isIn', `${parameter} takes one of ${words.join(', ')}.`);
  }
  if (type === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw InputError.at(parameter, 'isBoolean', `${parameter} takes true or false.`);
  }
  if (type === 'time') {
    const time = timeForm.test(text) ? new Date(text) : undefined;
    if (time !== undefined && !Number.isNaN(time.getTime())) return time;
    throw InputError.at(parameter, 'isTime', `${parameter} takes a time (RFC 3339), such as 2026-01-31T12:00:00Z.`);
  }
  const value = decimal.test(text) ? Number(text) : NaN;
  if (type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value)) return value;
  throw InputError.at(parameter, 'isNumber', `${parameter} takes ${type === 'integer' ? 'an integer' : 'a number'}.`);
}

/** For a parameter that the route does not take, with the known one that was probably meant. */
export function unknownParameter(name: string, known: readonly string[]): InputError {
  return InputError.at(name, 'known', `There is no parameter "${name.slice(0, 100)}".${didYouMean(name, known)}`);
}
