import type { Type } from '@nestjs/common';
import type { FieldValue } from '#lists';

/** How a value is written in a query (OAD): `utc_ms` is milliseconds since 1970, `utc` seconds. */
export type WireType = 'string' | 'integer' | 'number' | 'boolean' | 'utc_ms' | 'utc';

/** How OpenAPI describes a field of an answer. */
export interface FieldSchema {
  readonly description?: string;
  readonly example?: unknown;
  /** Answers may lack it. */
  readonly optional?: true;
  readonly enum?: readonly string[];
  /** What it holds, where its `WireType` does not state it. */
  readonly schema?: Type | [Type] | 'integer' | { type: 'object'; additionalProperties: { type: 'string' } | true };
}

/**
 * One place in an object of a list, and how it is filtered, sorted by, documented and written:
 * - `stored`: a field of the core's list; `negated` where the wire says the opposite (`disabled`), of one that is never
 *   missing; written as the item's property of the same name unless there is a `show`;
 * - `fixed`: the same for every object; undefined for what this server does not know (it counts as missing);
 * - `derived`: put together from the item and what is related; no filter and no order goes by it.
 */
export type WireField<Item, Field extends string, Context = undefined> =
  StoredField<Item, Field, Context> | FixedField | DerivedField<Item, Context>;

export interface StoredField<Item, Field extends string, Context> extends FieldSchema {
  readonly kind: 'stored';
  readonly path: string;
  readonly type: WireType;
  readonly field: Field;
  readonly negated?: true;
  readonly show?: (item: Item, context: Context) => unknown;
}

export interface FixedField extends FieldSchema {
  readonly kind: 'fixed';
  readonly path: string;
  readonly type: WireType;
  readonly value: FieldValue | undefined;
}

export interface DerivedField<Item, Context> extends FieldSchema {
  readonly kind: 'derived';
  readonly path: string;
  readonly show: (item: Item, context: Context) => unknown;
}

export function stored<Item, Field extends string, Context>(
  path: string,
  type: WireType,
  field: Field,
  options: FieldSchema & Pick<StoredField<Item, Field, Context>, 'negated' | 'show'> = {},
): StoredField<Item, Field, Context> {
  return { kind: 'stored', path, type, field, ...options };
}

export function derived<Item, Context>(
  path: string,
  show: (item: Item, context: Context) => unknown,
  schema: FieldSchema = {},
): DerivedField<Item, Context> {
  return { kind: 'derived', path, show, ...schema };
}

/** The one table of a list's objects: filters, orders, `select` and the answer come from it. */
export interface WireList<Item, Field extends string, Context = undefined> {
  /** By dotted path, in the order in which they are written. */
  readonly fields: ReadonlyMap<string, WireField<Item, Field, Context>>;
  /** The fields that every answer has, whatever `select` names. */
  readonly required: readonly string[];
}
