import type { FieldType } from '#database';
import { cameraFields } from '../camera-fields.js';
import type { ShownCameraField } from './camera-query.js';
import type { CameraShape, ShapeValue } from './camera-shape.js';

/** What stands for the distance where the query asks for no place. */
const noDistance = 'null::double precision';

const cache = new WeakMap<CameraShape, Map<string, string>>();

/**
 * A shape as a SQL text expression over `cameras c` that writes the camera's JSON. Texts joined with `||` take 0.6 of
 * the time of json_build_object, which looks up the type of each argument at each row, and know no limit of 100.
 * @param distanceMetres SQL of the distance, where the query has a place
 */
export function compileShape(shape: CameraShape, distanceMetres: string = noDistance): string {
  // A distance names its query's parameters: as many texts as there are forms of queries, few.
  const known = cache.get(shape) ?? new Map<string, string>();
  cache.set(shape, known);
  const compiled = known.get(distanceMetres) ?? joined(objectParts(shape, distanceMetres));
  if (known.size < 100) known.set(distanceMetres, compiled);
  return compiled;
}

/** A part is either literal JSON text or SQL that yields JSON text and never null. */
type Part = { readonly json: string } | { readonly sql: string };

function objectParts(shape: CameraShape, distance: string): readonly Part[] {
  const entries = Object.entries(shape).flatMap(([key, value], index) => [
    { json: `${index === 0 ? '' : ','}${JSON.stringify(key)}:` },
    ...valueParts(value, distance),
  ]);
  return [{ json: '{' }, ...entries, { json: '}' }];
}

function valueParts(value: ShapeValue, distance: string): readonly Part[] {
  if (typeof value === 'string') return [{ sql: fieldJson(value, distance) }];
  if ('constant' in value) return [{ json: JSON.stringify(value.constant) }];
  if ('object' in value) {
    const parts = objectParts(value.object, distance);
    if (value.unless === undefined) return parts;
    return [{ sql: `case when ${cameraFields[value.unless].sql} is null then 'null' else ${joined(parts)} end` }];
  }
  if ('whenKind' in value) {
    const kinds = value.whenKind.map(quoted).join(', ');
    const then = joined(objectParts(value.then, distance));
    const otherwise = joined(objectParts(value.otherwise, distance));
    return [{ sql: kinds === '' ? otherwise : `case when c.kind in (${kinds}) then ${then} else ${otherwise} end` }];
  }
  if ('byKind' in value) {
    const cases = Object.entries(value.byKind).map(
      ([kind, shape]) => `when ${quoted(kind)} then ${joined(objectParts(shape, distance))}`,
    );
    return [{ sql: `case ${cameraFields[value.of ?? 'kind'].sql} ${cases.join(' ')} else 'null' end` }];
  }
  if ('except' in value) {
    const { sql } = cameraFields[value.text];
    const cases = Object.entries(value.except).map(
      ([word, text]) => `when ${quoted(word)} then ${quoted(JSON.stringify(text))}`,
    );
    return [{ sql: `case ${sql} ${cases.join(' ')} else ${fieldJson(value.text, distance)} end` }];
  }
  if ('text' in value) return [{ sql: nullable(`to_json((${cameraFields[value.text].sql})::text)::text`) }];
  if ('scaled' in value) {
    const source = value.scaled === 'distanceMetres' ? distance : cameraFields[value.scaled].sql;
    return [{ sql: nullable(`(${source} * ${value.by}::double precision)::text`) }];
  }
  if ('firstOf' in value) {
    const [first, ...others] = value.firstOf;
    if (first === undefined) return [{ json: 'null' }];
    const { type } = cameraFields[first];
    const fields = [first, ...others].map((name) => cameraFields[name].sql);
    return [{ sql: nullable(jsonOf(`coalesce(${fields.join(', ')})`, type)) }];
  }
  const cases = Object.entries(value.words).map(
    ([word, text]) => `when ${quoted(word)} then ${quoted(JSON.stringify(text))}`,
  );
  if (cases.length === 0) return [{ json: 'null' }];
  return [{ sql: `case (${cameraFields[value.of].sql})::text ${cases.join(' ')} else 'null' end` }];
}

function fieldJson(field: ShownCameraField | 'distanceMetres', distance: string): string {
  if (field === 'distanceMetres') return nullable(`(${distance})::text`);
  const { sql, type, nullable: mayBeMissing } = cameraFields[field];
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
