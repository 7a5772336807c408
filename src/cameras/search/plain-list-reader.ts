import { visibleSets } from '#access';
import { Statements } from '#database';
import { SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { withAddressed } from '../camera-addresses.js';
import type { CameraQuery, Page, PageCursors } from './camera-query.js';
import { idsOfSets } from './ids-of-sets.js';
import { PageReader, wholeRow } from './page-reader.js';

/** The limits that clients ask for in earnest; each is a statement of its own on every connection. */
const usualLimits: ReadonlySet<number> = new Set([10, 20, 25, 50, 100, 200, 250, 500, 1000]);

/** What stands between the texts of two cameras; JSON itself has no line end in it. */
export type Separator = ',' | '\n';

/** Everything a caller sees, by id: the hottest question there is, in one named statement. */
@Injectable()
export class PlainListReader {
  constructor(
    private readonly statements: Statements,
    private readonly pages: PageReader,
  ) {}

  /** @param text SQL over `cameras c`: what is read of each camera */
  async read(
    caller: Caller,
    query: CameraQuery,
    page: Page,
    text: string,
    separator: Separator,
  ): Promise<{ readonly text: string; readonly count: number } & PageCursors> {
    const position = this.pages.position(query, page);
    const sql = new SqlParameters();
    const statement = compilePlainList(
      caller,
      { ...page, after: position?.edge[0], backward: position?.backward },
      text,
      sql,
      separator,
    );
    const rows = usualLimits.has(page.limit)
      ? await this.statements.named(statement, sql.values)
      : await this.statements.unnamed(statement, sql.values);
    const [row] = rows;
    const [joined, found, first, last] = row ?? [];
    if (typeof joined !== 'string') return { text: '', count: 0 };
    const more = Number(found) > page.limit;
    const edges = [[String(first)], [String(last)]] as const;
    const neighbours = this.pages.neighbours(query, position, page, more, edges);
    return { text: joined, count: Math.min(Number(found), page.limit), ...neighbours };
  }
}

interface PlainPage {
  readonly limit: number;
  /** The id at the edge. */
  readonly after: string | null | undefined;
  readonly backward: boolean | undefined;
}

/** One row: the cameras' texts, how many ids were found (one more than the page), first and last id. */
export function compilePlainList(
  caller: Caller,
  page: PlainPage,
  cameraText: string,
  sql: SqlParameters,
  separator: Separator = ',',
): string {
  // In the text, not bound: PostgreSQL guesses a bound limit as a tenth of the table, finds its general plan too dear
  // and plans anew at each run, which costs a third of the whole. `position` has seen that it is a whole number.
  const limit = String(Math.trunc(page.limit));
  const edge =
    typeof page.after === 'string' ? `c.id ${page.backward ? '<' : '>'} ${sql.add(page.after)}::integer` : 'true';
  const order = `order by c.id${page.backward ? ' desc' : ''}`;
  const sets = visibleSets(caller, sql);
  const ids =
    sets === undefined
      ? `select c.id from cameras c where ${edge} ${order} limit ${limit} + 1`
      : idsOfSets(sets, edge, page.backward ? 'id desc' : 'id', `${limit} + 1`);
  const cameras =
    sets === undefined
      ? `(select ${wholeRow} from cameras c where ${edge} ${order} limit ${limit}) c`
      : `cameras c where c.id = any(array(select ids.id from ids limit ${limit}))`;
  const text = `with ids as materialized (${ids})
    select string_agg(found.text, ${separator === ',' ? "','" : 'chr(10)'}), (select count(*) from ids)::integer, min(found.id), max(found.id)
    from (select c.id, ${cameraText} as text from ${cameras} order by c.id) found`;
  return withAddressed(text, caller, sql);
}
