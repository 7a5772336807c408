import { InputError } from '../../http/input.error.js';

const operators = ['is_not', 'is', 'like', 'gte', 'gt', 'lte', 'lt', 'ne'] as const;
/** The suffixes of a filter's name (OH); `in` is what has none. */
export type FilterOperator = (typeof operators)[number] | 'in';

/** One condition as it stands in the query string. */
export interface Filter {
  /** Its name as the client wrote it, for errors. */
  readonly parameter: string;
  readonly path: string;
  readonly operator: FilterOperator;
  readonly text: string;
}

export interface Ordering {
  readonly path: string;
  readonly descending: boolean;
}

/** What every v3 list takes, before anything is known of its fields. */
export interface CollectionQuery {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly sort: readonly Ordering[];
  /** Dotted paths; undefined: everything. */
  readonly select: readonly string[] | undefined;
  /** Free text, where the list documents it. */
  readonly search: string | undefined;
  readonly filters: readonly Filter[];
}

export const defaultLimit = 100;
export const largestLimit = 1000;
const mostSortKeys = 10;
const mostFilters = 50;
/** A list has a hundred fields; some hold objects, whose parts are chosen, too. */
const mostSelected = 200;
const longestPath = 300;

/**
 * Reads the query string of a list: everything that is not `limit`, `cursor`, `sort`, `select` or `q` is a filter.
 * @param isField whether a dotted path is a field of the list, so that a field whose name ends like a suffix stays whole
 * @throws InputError input.invalid
 */
export function readCollectionQuery(
  parameters: Readonly<Record<string, unknown>>,
  isField: (path: string) => boolean,
): CollectionQuery {
  const { limit, cursor, sort, select, q, ...others } = parameters;
  const filters = Object.entries(others)
    // A filter that stands twice is two conditions.
    .flatMap(([parameter, values]) => [values].flat().map((text) => readFilter(parameter, String(text), isField)));
  if (filters.length > mostFilters)
    throw InputError.at('', 'too_many_items', `More than ${mostFilters} filters stand in the query.`);
  return {
    limit: readLimit(once('limit', limit)),
    cursor: once('cursor', cursor),
    sort: readSort(once('sort', sort)),
    select: readSelect(once('select', select)),
    search: once('q', q),
    filters,
  };
}

/** A parameter that makes sense once; empty counts as absent. */
function once(name: string, value: unknown): string | undefined {
  if (Array.isArray(value)) throw InputError.at(name, 'repeated_parameter', `The parameter ${name} stands twice.`);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  if (!/^-?\d+$/.test(text)) throw InputError.at('limit', 'not_integer', 'The limit is not an integer.');
  const limit = Number(text);
  if (limit < 1 || limit > largestLimit)
    throw InputError.at('limit', 'limit_out_of_range', `The limit is not between 1 and ${largestLimit}.`);
  return limit;
}

function readSort(text: string | undefined): readonly Ordering[] {
  const keys = (splitList(text) ?? []).map((key) => ({
    path: key.replace(/^-/, ''),
    descending: key.startsWith('-'),
  }));
  if (keys.length > mostSortKeys)
    throw InputError.at('sort', 'too_many_items', `More than ${mostSortKeys} sort keys stand in the query.`);
  return keys;
}

function readSelect(text: string | undefined): readonly string[] | undefined {
  const named = splitList(text);
  if (named === undefined) return undefined;
  const paths = [...new Set(named)];
  if (paths.length > mostSelected)
    throw InputError.at('select', 'too_many_items', `More than ${mostSelected} fields are selected.`);
  if (paths.some((path) => path.length > longestPath))
    throw InputError.at('select', 'too_long', `A selected field has more than ${longestPath} characters.`);
  return paths;
}

function splitList(text: string | undefined): readonly string[] | undefined {
  const parts = text?.split(',').map((part) => part.trim());
  const named = parts?.filter((part) => part !== '');
  return named?.length ? named : undefined;
}

function readFilter(parameter: string, text: string, isField: (path: string) => boolean): Filter {
  if (!isField(parameter)) {
    const operator = operators.find((suffix) => parameter.endsWith(`_${suffix}`));
    if (operator) return { parameter, path: parameter.slice(0, -operator.length - 1), operator, text };
  }
  return { parameter, path: parameter, operator: 'in', text };
}
