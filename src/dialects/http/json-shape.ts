/**
 * The types of the known fields of free JSON: typed clients fail a whole list over one field of another type. Fields that
 * a shape does not name are not checked, and null is no value.
 */
export type JsonShape =
  | ScalarShape
  /** Fields by name; `*` is every field that is not named. */
  | { readonly [field: string]: JsonShape }
  /** An array of these. */
  | readonly [JsonShape];
export type ScalarShape = 'string' | 'integer' | 'number' | 'boolean' | 'object';

/** The first place that does not have its type. */
export interface Misfit {
  /** Dotted; '' for the whole. */
  readonly path: string;
  readonly expected: ScalarShape | 'array';
}

export function misfitIn(value: unknown, shape: JsonShape, path = ''): Misfit | undefined {
  if (value === null || value === undefined) return undefined;
  const expected = typeof shape === 'string' ? shape : isList(shape) ? 'array' : 'object';
  if (!isOfShape(value, expected)) return { path, expected };
  for (const [key, inner, part] of partsOf(value, shape)) {
    const misfit = misfitIn(inner, part, path === '' ? key : `${path}.${key}`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

/** The value without the parts of a wrong type; undefined where nothing is left. For JSON stored before shapes were checked. */
export function fitted(value: unknown, shape: JsonShape): unknown {
  if (misfitIn(value, shape) === undefined) return value ?? undefined;
  if (isList(shape))
    return Array.isArray(value) ? value.filter((item) => misfitIn(item, shape[0]) === undefined) : undefined;
  if (typeof shape === 'string' || !isObject(value)) return undefined;
  const shapes = new Map(partsOf(value, shape).map(([key, , part]) => [key, part]));
  const fields = Object.entries(value).map(([key, inner]) => {
    const part = shapes.get(key);
    return [key, part === undefined ? inner : fitted(inner, part)] as const;
  });
  return Object.fromEntries(fields.filter(([, inner]) => inner !== undefined));
}

function partsOf(value: unknown, shape: JsonShape): readonly (readonly [string, unknown, JsonShape])[] {
  if (typeof shape === 'string') return [];
  if (isList(shape)) return (value as readonly unknown[]).map((item, index) => [String(index), item, shape[0]]);
  const known = new Map(Object.entries(shape));
  return Object.entries(value as object).flatMap(([key, inner]) => {
    const part = known.get(key) ?? known.get('*');
    return part === undefined ? [] : [[key, inner, part] as const];
  });
}

/** An integer is one that a double holds exactly. */
export function isOfShape(value: unknown, expected: ScalarShape | 'array'): boolean {
  if (expected === 'array') return Array.isArray(value);
  if (expected === 'object') return isObject(value);
  return expected === 'integer' ? Number.isSafeInteger(value) : typeof value === expected;
}

function isList(shape: JsonShape): shape is readonly [JsonShape] {
  return Array.isArray(shape);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
