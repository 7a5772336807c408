import { type Page, type PageCursors } from '#lists';
import {
  after,
  checkPage,
  CursorCodec,
  cutPage,
  type Edge,
  orderBy,
  type Position,
  reversed,
  SqlParameters,
} from '#lists';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { withAddressed } from '../camera-addresses.js';
import type { CameraQuery } from './camera-query.js';
import { asCameraErrors } from './camera-source.js';
import { mostRanked } from './free-text.js';
import { type CompiledQuery, compileQuery } from './compile-query.js';
import type { SmallVisibility } from './small-visibility-cache.js';

/** How one page of a query is read. */
export interface PagePlan {
  readonly query: CompiledQuery;
  readonly values: readonly unknown[];
  /** The values by which the next page begins, each as text. */
  readonly edgeColumns: string;
  /** The statement; it reads one row more than the page has, to see whether there is another page. */
  select(columns: string): string;
  /** The page without the row too many, in the query's order, with the cursors of its neighbours. */
  cut<T>(rows: readonly T[], edgeOf: (row: T) => Edge): { readonly items: readonly T[]; readonly cursors: PageCursors };
}

/** A star leaves out the version of the row. */
export const wholeRow = 'c.*, c.xmin';

/** Turns queries and cursors into pages by keyset: no item is lost or repeated under ties and missing values. */
@Injectable()
export class PageReader {
  constructor(private readonly cursors: CursorCodec) {}

  /**
   * @param page undefined for everything
   * @param small what is known of a caller who sees few cameras
   */
  plan(caller: Caller, query: CameraQuery, page: Page | undefined, small?: SmallVisibility): PagePlan {
    const position = page && this.position(query, page);
    const sql = new SqlParameters();
    const compiled = compileQuery(caller, query, sql, small);
    const order = position?.backward === true ? reversed(compiled.order) : compiled.order;
    const behind = position ? after(order, position.edge, sql) : undefined;
    const source = compiled.relevance
      ? `(select ${wholeRow}, ${compiled.relevance()} as relevance from cameras c where ${compiled.where} limit ${mostRanked}) c${behind === undefined ? '' : ` where ${behind}`}`
      : `cameras c where ${compiled.where}${behind === undefined ? '' : ` and ${behind}`}`;
    // PostgreSQL reads the index in the order of the distance only, not of the tie-break: ties are included and sorted.
    const nearest = query.near !== undefined && page && position?.backward !== true;
    const wanted = (page?.offset ?? 0) + (page?.limit ?? 0) + 1;
    const from = nearest
      ? `(select ${wholeRow} from ${source} order by ${compiled.order[0]?.sql} fetch first (${sql.add(wanted)}) rows with ties) c`
      : source;
    const limit = page ? `limit ${sql.add(page.limit + 1)}` : '';
    const offset = page?.offset ? `offset ${sql.add(page.offset)}` : '';
    const part = `select ${nearest ? 'c.*' : wholeRow} from ${from} order by ${orderBy(order)} ${limit} ${offset}`;
    return {
      query: compiled,
      values: sql.values,
      edgeColumns: order.map((key) => `(${key.sql})::text`).join(', '),
      // PostgreSQL would compute the columns of skipped rows, too: 460 ms instead of 30 after 130,000 rows.
      select: (columns) => {
        const text = offset
          ? `select ${columns} from (${part}) c order by ${orderBy(order)}`
          : `select ${columns} from ${from} order by ${orderBy(order)} ${limit}`;
        return withAddressed(text, caller, sql);
      },
      cut: (rows, edgeOf) => cutPage(this.cursors, cursorScopeOf(query), position, page, rows, edgeOf),
    };
  }

  /**
   * Where the page begins; undefined: at the beginning.
   * @throws DomainError camera.invalid for a page that cannot be; cursor.invalid
   */
  position(query: CameraQuery, page: Page): Position | undefined {
    asCameraErrors(() => checkPage(page));
    return page.cursor === undefined ? undefined : this.cursors.read(cursorScopeOf(query), page.cursor);
  }

  /** The cursors around a page that is not empty. */
  neighbours(
    query: CameraQuery,
    position: Position | undefined,
    page: Page,
    more: boolean,
    edges: readonly [Edge, Edge],
  ): PageCursors {
    return this.cursors.around(cursorScopeOf(query), position, page, more, edges);
  }
}

function cursorScopeOf({ where, within, area, near, sees, text, seenBy, tags, sort }: CameraQuery): unknown {
  const person = seenBy?.kind === 'user' ? seenBy.userId : (seenBy?.kind ?? null);
  return [
    where,
    within ?? null,
    near ?? null,
    sort ?? [],
    person,
    ...(area ? [area] : []),
    ...(sees ? [sees] : []),
    ...(text ? [text] : []),
    ...(tags ? [{ tags }] : []),
  ];
}
