import { DomainError } from '#errors';
import { tagKey, visibleCameras, visibleSets } from '#access';
import { compileCondition, compileOrder, containing, type ListSource, type OrderKey, type SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { guardedCondition, hidesAddresses, isAddressField } from '../camera-addresses.js';
import { cameraFields } from '../camera-fields.js';
import { inputUrls } from '../effective-fields.js';
import { compileArea } from './area.js';
import type { BoundingBox, CameraField, CameraQuery, Condition, TagCondition } from './camera-query.js';
import { cameraSource, asCameraErrors } from './camera-source.js';
import { compileText } from './free-text.js';
import { allIdsOfSets } from './ids-of-sets.js';
import { compileSees } from './sees.js';
import type { SmallVisibility } from './small-visibility-cache.js';
import { compileNear } from './sphere.js';

/** A query as SQL over `cameras c`, its values bound. */
export interface CompiledQuery {
  readonly where: string;
  /** Complete: ends with a unique key. */
  readonly order: readonly OrderKey[];
  /** Metres from the query's point. */
  readonly distanceMetres?: string;
  /** How well a text fits; where it is there, the order is by `c.relevance`. It binds values of its own. */
  readonly relevance?: () => string;
}

const mostConditions = 100;
const byRelevance: readonly OrderKey[] = [
  { sql: 'c.relevance', type: 'double precision', descending: true, nullable: false },
  { sql: 'c.id', type: 'integer', descending: false, nullable: false },
];

/**
 * Which of the cameras a caller sees, and in which order; each value that is bound stands in one of the two.
 * @param small what is known of a caller who sees few cameras: PostgreSQL looks at these only
 * @throws DomainError camera.invalid when a value is not of its field's type
 */
export function compileQuery(
  caller: Caller,
  query: CameraQuery,
  sql: SqlParameters,
  small?: SmallVisibility,
): CompiledQuery {
  if (query.where.length > mostConditions)
    throw new DomainError('camera.invalid', 'too many conditions', { refusal: 'search-value' });
  const hides = hidesAddresses(caller);
  const source = cameraSource(caller, sql);
  const text =
    query.text &&
    compileText(query.text, sql, () =>
      asCameraErrors(() => compileWhere(source, { operator: 'search', value: query.text?.value ?? '' }, hides, sql)),
    );
  const conditions = [
    visibleCameras(caller, sql),
    ...amongFew(caller, query, sql, small),
    ...asCameraErrors(() => query.where.map((condition) => compileWhere(source, condition, hides, sql))),
    ...(text ? [text.condition] : []),
    ...(query.within ? [inBox(query.within, sql)] : []),
    ...(query.area ? [compileArea(query.area, sql, (box) => inBox(box, sql))] : []),
    ...(query.sees ? [compileSees(query.sees, sql)] : []),
    ...(query.tags ? tagConditions(query.tags, sql) : []),
    ...(query.seenBy ? [visibleCameras(query.seenBy, sql)] : []),
  ];
  if (text && !query.near && (query.sort ?? []).length === 0)
    return { where: conditions.join(' and '), order: byRelevance, relevance: text.relevance };
  if (!query.near)
    return { where: conditions.join(' and '), order: asCameraErrors(() => compileOrder(source, query.sort)) };
  const { condition, chord, distanceMetres } = compileNear(query.near, sql);
  return {
    where: [...conditions, condition].join(' and '),
    order: [
      { sql: chord, type: 'double precision', descending: false, nullable: false },
      { sql: cameraFields.cameraId.sql, type: 'integer', descending: false, nullable: false },
    ],
    distanceMetres,
  };
}

/** A place and a text find their few cameras by an index of their own. */
function amongFew(caller: Caller, query: CameraQuery, sql: SqlParameters, small?: SmallVisibility): readonly string[] {
  if (small === undefined) return [];
  if (small !== 'few') return [`c.id = any(${sql.add(small)}::integer[])`];
  const { near, within, area, sees, text } = query;
  if (near || within || area || sees || text) return [];
  const sets = visibleSets(caller, sql);
  return sets === undefined ? [] : [`c.id = any(array(${allIdsOfSets(sets)}))`];
}

/** A mark is its own condition: compared with true, no index would find it. */
function compileWhere(
  source: ListSource<CameraField>,
  condition: Condition,
  hides: boolean,
  sql: SqlParameters,
): string {
  if (condition.operator === 'search') {
    const called = compileCondition(source, condition, sql);
    return mayBeAddress(condition.value) ? `(${called} or ${reached(condition.value, hides, sql)})` : called;
  }
  const { field, operator } = condition;
  const isMark = operator === 'in' && (field === 'isFavourite' || field === 'notifies');
  if (isMark && condition.values.length === 1 && condition.values[0] === true) return source.fields[field].sql;
  if (!hides || !isAddressField(field)) return compileCondition(source, condition, sql);
  // The guard stands beside the condition, which is on the field itself: so its index serves.
  const plain = compileCondition({ ...source, fields: { ...source.fields, ...cameraFields } }, condition, sql);
  return guardedCondition(plain, operator === 'ne' || operator === 'missing');
}

/** A search in the inputs' URLs, where they are visible. Each side of the OR has an index, which PostgreSQL reads in turn. */
function reached(text: string, hides: boolean, sql: SqlParameters): string {
  const urls = containing(text, sql)(inputUrls);
  return hides ? guardedCondition(urls, false) : urls;
}

/** The placeholder of a secret is no part of an address, and neither is the separator between two. */
function mayBeAddress(text: string): boolean {
  return !/^\**$/.test(text.trim()) && !text.includes('\n');
}

/** Whether the query is the plain list: everything visible, by id. The cost of any other depends on its conditions. */
export function isPlainList(query: CameraQuery): boolean {
  const { where, within, area, near, sees, text, seenBy, tags, sort = [] } = query;
  return where.length === 0 && !within && !area && !near && !sees && !text && !seenBy && !tags && sort.length === 0;
}

/** Whether the query asks for nothing but what is near, nearest first. */
export function isPlainPlace({ near, ...others }: CameraQuery): boolean {
  return near !== undefined && isPlainList(others);
}

/** Each tag is a text of its own, so that the planner sees the keys and knows how frequent they are. */
function tagConditions({ any, all, none, exists }: TagCondition, sql: SqlParameters): readonly string[] {
  const keys = (tags: readonly string[]): string => {
    if (tags.length > mostConditions)
      throw new DomainError('camera.invalid', 'too many tags', { field: 'tags', refusal: 'search-value' });
    return `array[${tags.map((tag) => tagKey(`${sql.add(tag)}::text`)).join(', ')}]::text[]`;
  };
  return [
    ...(any === undefined ? [] : [`c.tag_keys && ${keys(any)}`]),
    ...(all === undefined ? [] : [`c.tag_keys @> ${keys(all)}`]),
    ...(none === undefined ? [] : [`not c.tag_keys && ${keys(none)}`]),
    ...(exists === undefined ? [] : [`c.tags ${exists ? '<>' : '='} '{}'`]),
  ];
}

function inBox(box: BoundingBox, sql: SqlParameters): string {
  const value = (degrees: number): string => `${sql.add(degrees)}::double precision`;
  const latitude = `c.latitude >= ${value(box.south)} and c.latitude <= ${value(box.north)}`;
  const east = `c.longitude >= ${value(box.west)}`;
  const west = `c.longitude <= ${value(box.east)}`;
  // West of the antimeridian to east of it: the two halves on either side.
  if (box.west > box.east) return `(${latitude} and (${east} or ${west}))`;
  // The antimeridian is both 180 and -180, and an edge there has the cameras of both.
  const meridian = [...(box.east === 180 ? [-180] : []), ...(box.west === -180 ? [180] : [])];
  const edges = meridian.map((degrees) => ` or c.longitude = ${degrees}`).join('');
  return `(${latitude} and (${east} and ${west}${edges}))`;
}
