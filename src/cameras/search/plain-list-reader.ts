import { visibleSets } from '#access';
import { Statements } from '#database';
import { SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { hidesAddresses, withAddressed } from '../camera-addresses.js';
import type { CameraQuery, Page, PageCursors } from './camera-query.js';
import type { CameraShape } from './camera-shape.js';
import { compileShape } from './compile-shape.js';
import { idsOfSets } from './ids-of-sets.js';
import { PageReader } from './page-reader.js';

/** The limits that clients ask for in earnest; each is a statement of its own on every connection. */
const usualLimits: ReadonlySet<number> = new Set([10, 20, 25, 50, 100, 200, 250, 500, 1000]);

/** What stands between the JSON of two cameras; JSON itself has no line end in it. */
export type Separator = ',' | '\n';

/** Everything a caller sees, by id: the hottest question there is, in one named statement. */
@Injectable()
export class PlainListReader {
  constructor(
    private readonly statements: Statements,
    private readonly pages: PageReader,
  ) {}

  async read(
    caller: Caller,
    query: CameraQuery,
    page: Page,
    shape: CameraShape,
    separator: Separator,
  ): Promise<{ readonly json: string; readonly count: number } & PageCursors> {
    const position = this.pages.position(query, page);
    const sql = new SqlParameters();
    const text = compilePlainList(
      caller,
      { ...page, after: position?.edge[0], backward: position?.backward },
      shape,
      sql,
      separator,
    );
    const rows = usualLimits.has(page.limit)
      ? await this.statements.named(text, sql.values)
      : await this.statements.unnamed(text, sql.values);
    const [row] = rows;
    const [json, found, first, last] = row ?? [];
    if (typeof json !== 'string') return { json: '', count: 0 };
    const more = Number(found) > page.limit;
    const edges = [[String(first)], [String(last)]] as const;
    const neighbours = this.pages.neighbours(query, position, page, more, edges);
    return { json, count: Math.min(Number(found), page.limit), ...neighbours };
  }
}

interface PlainPage {
  readonly limit: number;
  /** The id at the edge. */
  readonly after: string | null | undefined;
  readonly backward: boolean | undefined;
}

/** One row: the cameras' JSON without brackets, how many ids were found (one more than the page), first and last id. */
export function compilePlainList(
  caller: Caller,
  page: PlainPage,
  shape: CameraShape,
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
      ? `(select * from cameras c where ${edge} ${order} limit ${limit}) c`
      : `cameras c where c.id = any(array(select ids.id from ids limit ${limit}))`;
  const text = `with ids as materialized (${ids})
    select string_agg(found.json, ${separator === ',' ? "','" : 'chr(10)'}), (select count(*) from ids)::integer, min(found.id), max(found.id)
    from (select c.id, ${compileShape(shape, hidesAddresses(caller))} as json from ${cameras} order by c.id) found`;
  return withAddressed(text, caller, sql);
}
