import type { ListPage, ListQuery, Page } from '#lists';
import type { Including } from './inclusions.js';
import { readListRequest } from './list-request.js';
import { type Answer, type Resource, toAnswer } from './resource.js';

/** One page of a list. */
export interface PageAnswer {
  readonly items: readonly Answer[];
  readonly next: string | null;
  readonly prev: string | null;
  readonly total?: number;
}

/** Where a list comes from. */
export interface Collection<Item, Field extends string> {
  readonly page: (query: ListQuery<Field>, page: Page) => Promise<ListPage<Item>>;
  readonly count: (query: ListQuery<Field>) => Promise<number>;
  /** What `include` adds; there for each resource that has links. */
  readonly including?: Including<Item>;
  /** Parameters that the route reads itself. */
  readonly others?: readonly string[];
}

/** @throws InputError input.invalid for a query string that the list does not take */
export async function answerPage<Item, Field extends string>(
  resource: Resource<Item, Field>,
  parameters: Readonly<Record<string, unknown>>,
  collection: Collection<Item, Field>,
): Promise<PageAnswer> {
  const { query, page, fields, include, total } = readListRequest(resource, parameters, collection.others);
  const [found, counted] = await Promise.all([
    collection.page(query, page),
    total ? collection.count(query) : undefined,
  ]);
  const { including } = collection;
  if (include.length > 0 && including === undefined) throw new Error(`${resource.answer.name} includes nothing`);
  const added = include.length > 0 ? await including?.(include, found.items) : undefined;
  return {
    items: found.items.map((item, at) => ({ ...toAnswer(resource, item, fields), ...added?.[at] })),
    next: found.next ?? null,
    prev: found.previous ?? null,
    ...(counted === undefined ? {} : { total: counted }),
  };
}
