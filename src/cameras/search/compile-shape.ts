import type { FieldType, ListField } from '#lists';
import { fieldsFor, isAddressed, renderedFields } from '../camera-addresses.js';
import type { CameraViewField } from './camera-query.js';
import type { CameraShape, ShapeValue } from './camera-shape.js';

/** The distance where the query has no point. */
const noDistance = 'null::double precision';

const cache = new WeakMap<CameraShape, Map<string, string>>();

/**
 * A shape as a SQL text expression over `cameras c` that writes the camera's JSON. Texts joined with `||` take 0.6 of
 * the time of json_build_object, which looks up the type of each argument at each row, and know no limit of 100.
 * @param hides whether addresses may be hidden from the caller
 * @param distanceMetres SQL of the distance, where the query has a place
 */
export function compileShape(shape: CameraShape, hides: boolean, distanceMetres: string = noDistance): string {
  // The distance has the query's parameters in it: few texts, one for each form of query.
  const known = cache.get(shape) ?? new Map<string, string>();
  cache.set(shape, known);
  const key = `${hides} ${distanceMetres}`;
  const compiled = known.get(key) ?? joined(objectParts(shape, termsFor(hides, distanceMetres)));
  if (known.size < 100) known.set(key, compiled);
  return compiled;
}

/** Fields that may change while the camera's row does not: by the query, by another table, by the time of the year. */
export const liveFields: ReadonlySet<CameraViewField | 'distanceMetres'> = new Set([
  'distanceMetres',
  'organizationTitle',
  'presetTitle',
  'zoneOffsetSeconds',
  'dvrExpirationSeconds',
  'dvrEpisodesExpirationSeconds',
  'dvrStorageLimitBytes',
  'dvrRedundancyFactor',
]);

/** What separates a gap from the JSON around it; JSON escapes it, so no value has it. */
export const gapMark = '\u001F';

/** A shape whose JSON holds as long as the camera's row does, but for numbered gaps. */
export interface LastingShape {
  /**
   * SQL over `cameras c` and `r.addressed`, whether the camera's address is visible: JSON in which each gap is its number
   * between two gap marks.
   */
  readonly json: string;
  /** What each answer puts into the gaps. */
  readonly gaps: readonly ShapeValue[];
}

const lastingShapes = new WeakMap<CameraShape, LastingShape>();

/** The part of a shape that holds as long as the camera's row. */
export function lastingShapeOf(shape: CameraShape): LastingShape {
  const known = lastingShapes.get(shape);
  if (known !== undefined) return known;
  const gaps: ShapeValue[] = [];
  const terms = { fields: renderedFields, addressed: 'r.addressed', distance: noDistance, gaps };
  const json = joined(objectParts(shape, terms));
  const compiled = { json, gaps };
  lastingShapes.set(shape, compiled);
  return compiled;
}

/** One value of a shape as SQL over `cameras c` that yields JSON text. */
export function compileValue(value: ShapeValue, hides: boolean, distanceMetres: string = noDistance): string {
  return joined(valueParts(value, termsFor(hides, distanceMetres)));
}

function termsFor(hides: boolean, distance: string): Terms {
  return { fields: fieldsFor(hides), addressed: hides ? isAddressed : 'true', distance };
}

/** The SQL behind the fields of a shape. */
interface Terms {
  readonly fields: Readonly<Record<CameraViewField, ListField>>;
  /** Whether the address is visible. */
  readonly addressed: string;
  readonly distance: string;
  /** Collects what is left out of a lasting shape. */
  readonly gaps?: ShapeValue[];
}

/** A part is either literal JSON text or SQL that yields JSON text and never null. */
type Part = { readonly json: string } | { readonly sql: string };

function objectParts(shape: CameraShape, terms: Terms): readonly Part[] {
  const entries = Object.entries(shape).flatMap(([key, value], index) => [
    { json: `${index === 0 ? '' : ','}${JSON.stringify(key)}:` },
    ...valueParts(value, terms),
  ]);
  return [{ json: '{' }, ...entries, { json: '}' }];
}

function valueParts(value: ShapeValue, terms: Terms): readonly Part[] {
  const { fields, distance, gaps } = terms;
  if (value === 'addressed') return [{ sql: `(${terms.addressed})::text` }];
  if (gaps && fieldsOf(value).some((name) => liveFields.has(name)))
    return [{ json: `${gapMark}${gaps.push(value) - 1}${gapMark}` }];
  if (value === 'tags') return [{ sql: 'array_to_json(c.tags)::text' }];
  if (typeof value === 'string') return [{ sql: fieldJson(value, terms) }];
  if ('constant' in value) return [{ json: JSON.stringify(value.constant) }];
  if ('object' in value) {
    const parts = objectParts(value.object, terms);
    if (value.unless === undefined) return parts;
    return [{ sql: `case when ${fields[value.unless].sql} is null then 'null' else ${joined(parts)} end` }];
  }
  if ('list' in value) {
    const items = value.list.flatMap((field, index) => [
      { json: index === 0 ? '' : ',' },
      { sql: fieldJson(field, terms) },
    ]);
    return [{ json: '[' }, ...items, { json: ']' }];
  }
  if ('whenKind' in value) {
    const kinds = value.whenKind.map(quoted).join(', ');
    const then = joined(objectParts(value.then, terms));
    const otherwise = joined(objectParts(value.otherwise, terms));
    return [{ sql: kinds === '' ? otherwise : `case when c.kind in (${kinds}) then ${then} else ${otherwise} end` }];
  }
  if ('byKind' in value) {
    const cases = Object.entries(value.byKind).map(
      ([kind, shape]) => `when ${quoted(kind)} then ${joined(objectParts(shape, terms))}`,
    );
    return [{ sql: `case ${fields[value.of ?? 'kind'].sql} ${cases.join(' ')} else 'null' end` }];
  }
  if ('except' in value) {
    const { sql } = fields[value.text];
    const cases = Object.entries(value.except).map(
      ([word, text]) => `when ${quoted(word)} then ${quoted(JSON.stringify(text))}`,
    );
    return [{ sql: `case ${sql} ${cases.join(' ')} else ${fieldJson(value.text, terms)} end` }];
  }
  if ('text' in value) return [{ sql: nullable(`to_json((${fields[value.text].sql})::text)::text`) }];
  if ('scaled' in value) {
    const source = value.scaled === 'distanceMetres' ? distance : fields[value.scaled].sql;
    return [{ sql: nullable(`(${source} * ${value.by}::double precision)::text`) }];
  }
  if ('firstOf' in value) {
    const [first, ...others] = value.firstOf;
    if (first === undefined) return [{ json: 'null' }];
    const { type } = fields[first];
    const all = [first, ...others].map((name) => fields[name].sql);
    return [{ sql: nullable(jsonOf(`coalesce(${all.join(', ')})`, type)) }];
  }
  const cases = Object.entries(value.words).map(
    ([word, text]) => `when ${quoted(word)} then ${quoted(JSON.stringify(text))}`,
  );
  if (cases.length === 0) return [{ json: 'null' }];
  return [{ sql: `case (${fields[value.of].sql})::text ${cases.join(' ')} else 'null' end` }];
}

/** The fields that a value reads itself; those of an object within it are read by its own values. */
function fieldsOf(value: ShapeValue): readonly (CameraViewField | 'distanceMetres')[] {
  if (value === 'tags') return [];
  if (value === 'addressed') return [];
  if (typeof value === 'string') return [value];
  if ('object' in value) return value.unless === undefined ? [] : [value.unless];
  if ('list' in value) return value.list;
  if ('firstOf' in value) return value.firstOf;
  if ('text' in value) return [value.text];
  if ('scaled' in value) return [value.scaled];
  return 'words' in value ? [value.of] : [];
}

function fieldJson(field: CameraViewField | 'distanceMetres', { fields, distance }: Terms): string {
  if (field === 'distanceMetres') return nullable(`(${distance})::text`);
  const { sql, type, nullable: mayBeMissing } = fields[field];
  const json = jsonOf(sql, type);
  return mayBeMissing ? nullable(json) : json;
}

function jsonOf(sql: string, type: FieldType): string {
  switch (type) {
    case 'integer':
    case 'bigint':
    case 'number':
    case 'boolean':
      return `(${sql})::text`;
    case 'text':
    case 'date':
      return `to_json(${sql})::text`;
    case 'time':
      return `'"' || to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`;
  }
}

function nullable(sql: string): string {
  return `coalesce(${sql}, 'null')`;
}

/** Neighbouring literals become one. */
function joined(parts: readonly Part[]): string {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last && 'json' in last && 'json' in part) merged[merged.length - 1] = { json: last.json + part.json };
    else merged.push(part);
  }
  return `(${merged.map((part) => ('json' in part ? quoted(part.json) : `(${part.sql})`)).join(' || ')})`;
}

/** A text as a SQL literal, whatever standard_conforming_strings says. */
function quoted(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return doubled.includes('\\') ? ` E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
