import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Link, Links } from './link.js';

/** How a value is written in a query string. */
export const propertyTypes = ['integer', 'number', 'string', 'boolean', 'time'] as const;
export type PropertyType = (typeof propertyTypes)[number];

/** One property of a resource: how it is described, filtered and sorted by, and written. */
export interface Property<Item, Field extends string> {
  /** A scalar, or the class that describes an object or (in an array) a list of them. */
  readonly type: PropertyType | Type | readonly [Type | 'integer' | 'string'];
  readonly description: string;
  readonly nullable?: true;
  /** Of a list of integers: some may be null. */
  readonly gaps?: true;
  readonly enum?: readonly string[];
  readonly example?: unknown;
  /** Of the core's list, by which is filtered and sorted; none: it is only shown. */
  readonly field?: Field;
  /** Its value; where it is left out, the item's own property with the name of `field`. */
  readonly show?: (item: Item) => unknown;
}

/** What a collection of REST consists of: everything about its properties stands in one table. */
export interface Resource<Item, Field extends string> {
  readonly properties: ReadonlyMap<string, Property<Item, Field>>;
  /** Which texts `q` looks through; undefined: it does not take `q`. */
  readonly searched: string | undefined;
  /** What `include` adds to one. */
  readonly links: Links<Item>;
  /** For OpenAPI: one of them. */
  readonly answer: Type;
  /** For OpenAPI: a page of them. */
  readonly page: Type;
}

/**
 * @param name of the schema in OpenAPI, in the singular
 * @param options.searched which texts `q` looks through, in words
 * @param options.links what `include` adds, by its name
 */
export function defineResource<Item, Field extends string>(
  name: string,
  properties: Readonly<Record<string, Property<Item, Field>>>,
  options: { readonly searched?: string; readonly links?: Readonly<Record<string, Link<Item>>> } = {},
): Resource<Item, Field> {
  const answer = named(name);
  const links = Object.entries(options.links ?? {});
  for (const [key, property] of Object.entries(properties)) ApiProperty(schemaOf(property))(answer.prototype, key);
  for (const [key, { schema }] of links) IncludedProperty(key, schema)(answer.prototype, key);
  return {
    properties: new Map(Object.entries(properties)),
    searched: options.searched,
    links: new Map(links),
    answer,
    page: pageOf(name, answer),
  };
}

/** A property of an answer that only `include` adds. */
export function IncludedProperty(name: string, schema: ApiPropertyOptions): PropertyDecorator {
  const description = `Only with \`include=${name}\`; \`null\`: there is none, or it is hidden from the caller.`;
  // The border: options of a property, whichever form they have.
  return ApiProperty({ ...schema, description, nullable: true, required: false } as ApiPropertyOptions);
}

function pageOf(name: string, answer: Type): Type {
  const page = named(`${name}Page`);
  const cursor = (description: string): PropertyDecorator => ApiProperty({ type: String, nullable: true, description });
  ApiProperty({ type: [answer] })(page.prototype, 'items');
  cursor('Cursor of the next page.')(page.prototype, 'next');
  cursor('Cursor of the page before.')(page.prototype, 'prev');
  ApiProperty({ type: 'integer', required: false, description: 'How many match, with `total=true`.' })(
    page.prototype,
    'total',
  );
  return page;
}

function named(name: string): Type {
  const base: Type<object> = Object;
  const described = class extends base {};
  Object.defineProperty(described, 'name', { value: name });
  return described;
}

function schemaOf<Item, Field extends string>({
  type,
  description,
  nullable,
  gaps,
  enum: words,
  example,
}: Property<Item, Field>): ApiPropertyOptions {
  return {
    ...(gaps ? { type: 'array', items: { type: 'integer', nullable: true } } : typeOf(type)),
    description,
    ...(nullable ? { nullable } : {}),
    ...(words ? { enum: [...words] } : {}),
    ...(example === undefined ? {} : { example }),
  };
}

function typeOf(type: Property<never, never>['type']): object {
  if (Array.isArray(type)) {
    const [item] = type;
    return item === 'integer' || item === 'string' ? { type: 'array', items: { type: item } } : { type: [item] };
  }
  return type === 'time' ? { type: 'string', format: 'date-time' } : { type };
}

/** The properties that a list can be filtered and sorted by. */
export function sortableNames({
  properties,
}: {
  readonly properties: ReadonlyMap<string, { readonly field?: string }>;
}): readonly string[] {
  return [...properties].filter(([, { field }]) => field !== undefined).map(([name]) => name);
}

/** A resource as JSON; a time is RFC 3339 in UTC, and what is missing is null. */
export type Answer = Readonly<Record<string, unknown>>;

/** @param names of the properties that were asked for; undefined: all */
export function toAnswer<Item, Field extends string>(
  resource: Resource<Item, Field>,
  item: Item,
  names?: readonly string[],
): Answer {
  const chosen = names ?? [...resource.properties.keys()];
  return Object.fromEntries(chosen.map((name) => [name, valueOf(resource.properties.get(name), item)]));
}

function valueOf<Item, Field extends string>(property: Property<Item, Field> | undefined, item: Item): unknown {
  if (property === undefined) return null;
  // The border: an item has its list's fields under their own names where the table has no `show`.
  const value = property.show ? property.show(item) : (item as Readonly<Record<string, unknown>>)[property.field ?? ''];
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
