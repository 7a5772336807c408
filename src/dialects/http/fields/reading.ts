/** What can be wrong with a value. Each dialect has a text, and where it needs one a rule's name, for those it can meet. */
export type ProblemCode =
  | 'missing'
  | 'null'
  | 'not-text'
  | 'too-short'
  | 'too-long'
  | 'not-integer'
  | 'not-number'
  | 'too-small'
  | 'too-large'
  | 'not-boolean'
  | 'not-time'
  | 'unknown-choice'
  | 'not-object'
  | 'too-many-bytes'
  /** A known field of free JSON is of another type. */
  | 'misfit'
  | 'not-list'
  | 'too-many-items'
  | 'null-item'
  /** Not of the form that this field has; `text` says which. */
  | 'malformed'
  /** `text` is a sentence of its own, about more than this field. */
  | 'whole';

/** One thing that is wrong with a value, with whatever a text about it may name. */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code;
  /** The bounds, both included: of characters, items or bytes, or of the number itself. */
  readonly least: number;
  readonly most: number;
  /** The values or types that would do. */
  readonly choices: readonly string[];
  /** Of `misfit`: dotted, '' for the whole. */
  readonly path: string;
  /** Of `malformed` and `whole`. */
  readonly text: string;
  /** It is wrong with an item of a list. */
  readonly each: boolean;
}

/** A value as the route takes it, or all that is wrong with it; a dialect that states one problem states the first. */
export type Reading<Value, Code extends ProblemCode = ProblemCode> =
  { readonly value: Value } | { readonly problems: readonly [Problem<Code>, ...Problem<Code>[]] };

/** Reads one value from JSON or from the text of a form or URL. Reading what was read gives the same. */
export type Reader<Value, Code extends ProblemCode = ProblemCode> = (given: unknown) => Reading<Value, Code>;

export function problem<Code extends ProblemCode>(
  code: Code,
  about: Partial<Omit<Problem, 'code'>> = {},
): Problem<Code> {
  return { code, least: -Infinity, most: Infinity, choices: [], path: '', text: '', each: false, ...about };
}

/** The value, unless there are problems. */
export function reading<Value, Code extends ProblemCode>(
  value: Value,
  [first, ...others]: readonly Problem<Code>[],
): Reading<Value, Code> {
  return first === undefined ? { value } : { problems: [first, ...others] };
}

/** A value that one problem makes unreadable. */
export function wrong<Code extends ProblemCode>(
  code: Code,
  about?: Partial<Omit<Problem, 'code'>>,
): { readonly problems: readonly [Problem<Code>] } {
  return { problems: [problem(code, about)] };
}

/** Reads by the first reader, and what comes of it by the second. */
export function chain<First, Value, Code extends ProblemCode>(
  first: Reader<First, Code>,
  second: (value: First) => Reading<Value, Code>,
): Reader<Value, Code> {
  return (given) => {
    const read = first(given);
    return 'value' in read ? second(read.value) : read;
  };
}
