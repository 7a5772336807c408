import type { ApiQuery } from '@nestjs/swagger';
import { includeName } from './link.js';
import { defaultLimit, largestLimit } from './list-request.js';
import { type Resource, sortableNames } from './resource.js';

type Parameter = Parameters<typeof ApiQuery>[0];

/** What of a resource OpenAPI describes. */
export type ListedResource = Pick<Resource<never, never>, 'page' | 'searched'> & {
  readonly links: ReadonlyMap<string, unknown>;
  readonly properties: ReadonlyMap<string, { readonly description: string; readonly field?: string }>;
};

export const fieldsParameter: Parameter = {
  name: 'fields',
  required: false,
  description: 'Only these properties, separated by commas.',
  schema: { type: 'string' },
};

/** What OpenAPI says of `include`. */
export function includeParameters({ links }: Pick<ListedResource, 'links'>): readonly Parameter[] {
  if (links.size === 0) return [];
  const names = [...links.keys()];
  return [includeParameter(names)];
}

/** @param names of what can be included */
export function includeParameter(names: readonly string[]): Parameter {
  const description = `Also ${names.join(', ')}, separated by commas, each under its name; \`null\` where it is hidden from the caller.`;
  return { name: includeName, required: false, description, schema: { type: 'string' } };
}

/** What OpenAPI says of the query string of a list. */
export function listParameters(resource: ListedResource): readonly Parameter[] {
  const names = sortableNames(resource);
  const own = (name: string, description: string, schema: object): Parameter => ({
    name,
    required: false,
    description,
    schema,
  });
  return [
    own('limit', 'How many in a page.', { type: 'integer', minimum: 1, maximum: largestLimit, default: defaultLimit }),
    own('cursor', '`next` or `prev` of another page of the same query.', { type: 'string' }),
    own('sort', `Up to three of ${names.join(', ')}, separated by commas, each with \`-\` for descending.`, {
      type: 'string',
    }),
    fieldsParameter,
    ...includeParameters(resource),
    own('total', 'Also count all that match.', { type: 'boolean', default: false }),
    ...(resource.searched === undefined
      ? []
      : [own('q', `Part of ${resource.searched}, whatever the case.`, { type: 'string' })]),
    ...names.map((name) =>
      own(
        name,
        `Filter: ${resource.properties.get(name)?.description ?? ''} May be repeated (any of them). Also \`${name}[ne]\`, \`[gt]\`, \`[gte]\`, \`[lt]\`, \`[lte]\`, \`[in]\` (with commas), \`[like]\` (part of a text), \`[exists]\`.`,
        { type: 'string' },
      ),
    ),
  ];
}
