import { DomainError } from '#errors';
import type { CursorCodec, Position } from './cursor-codec.js';
import type { Edge } from './keyset.js';
import type { Page, PageCursors } from './list-query.js';

const largestLimit = 1_000_000;

/** @throws DomainError list.invalid unless limit is 1 to 1,000,000 and an offset at least 0, without a cursor */
export function checkPage({ limit, offset, cursor }: Page): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
    throw new DomainError('list.invalid', `a limit is 1 to ${largestLimit}`);
  if (offset === undefined) return;
  if (!Number.isSafeInteger(offset) || offset < 0) throw new DomainError('list.invalid', 'an offset is 0 or more');
  if (cursor !== undefined) throw new DomainError('list.invalid', 'either a cursor or an offset');
}

/**
 * Cuts off the extra row, restores the query's order, and adds the cursors of the neighbouring pages.
 * @param rows as read: one more than the page's limit if there are more; in reverse order when read backwards
 */
export function cutPage<Row>(
  cursors: CursorCodec,
  question: unknown,
  position: Position | undefined,
  page: Page | undefined,
  rows: readonly Row[],
  edgeOf: (row: Row) => Edge,
): { readonly items: readonly Row[]; readonly cursors: PageCursors } {
  const more = page !== undefined && rows.length > page.limit;
  const within = more ? rows.slice(0, page.limit) : rows;
  const items = position?.backward === true ? within.toReversed() : within;
  const [first, last] = [items.at(0), items.at(-1)];
  if (first === undefined || last === undefined) return { items, cursors: {} };
  return { items, cursors: cursors.around(question, position, page, more, [edgeOf(first), edgeOf(last)]) };
}
