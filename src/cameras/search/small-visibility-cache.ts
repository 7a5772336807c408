import { visibleSets } from '#access';
import { auditName, type Caller } from '#auth';
import { Clock } from '#config';
import { Statements } from '#database';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { allIdsOfSets, idsOfSets } from './ids-of-sets.js';

/** The ids of all cameras that a caller sees; or that they are so few that a statement begins with them. */
export type SmallVisibility = readonly number[] | 'few';

/** Up to so many cameras are fetched one by one, filtered and sorted faster than found by scanning an index. */
const mostIds = 1000;
/**
 * Up to so many ids, or a hundredth of all cameras, are read within the statement: 10 ms for the former, 0.2 s for the latter of
 * ten millions. A filter of somebody who sees more finds a page by scanning; among ten millions, one who sees 60,000 waited 5 s.
 */
const few = `(select greatest(10000, reltuples / 100)::bigint as most from pg_class where oid = 'cameras'::regclass) few`;
const mostCallers = 20_000;
const millisecondsKept = 60_000;

/**
 * The cameras of callers who see few. PostgreSQL cannot know how many a caller sees before it runs a statement; it assumes
 * many, and finds one camera among a million by scanning them all in the requested order (0.7 s). With the ids in the
 * statement it reads only these cameras (1 ms). For a caller who sees more, the next look-up is a minute later.
 *
 * This is for speed only: visibility is still decided in the statement itself.
 */
@Injectable()
export class SmallVisibilityCache {
  private readonly more = new LRUCache<string, { readonly answer: 'few' | undefined; readonly at: number }>({
    max: mostCallers,
  });

  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  /** The ids of at most 1,000 cameras, `few` for at most 10,000 or a hundredth of all, undefined for more. */
  async of(caller: Caller): Promise<SmallVisibility | undefined> {
    const sql = new SqlParameters();
    const sets = visibleSets(caller, sql);
    if (sets === undefined) return undefined;
    const who = `${auditName(caller)} ${JSON.stringify(caller.cameras ?? null)}`;
    const now = this.clock.now().getTime();
    const before = this.more.get(who);
    if (before !== undefined && now - before.at < millisecondsKept) return before.answer;
    const rows = await this.statements.named(idsOfSets(sets, 'true', 'id', String(mostIds + 1)), sql.values);
    if (rows.length <= mostIds) return rows.map(([id]) => Number(id));
    const [counted] = await this.statements.named(
      `select (seen.number <= few.most)::text from ${few} cross join lateral (
         select count(*) as number from (select s.id from (${allIdsOfSets(sets)}) s (id) limit few.most + 1) s
       ) seen`,
      sql.values,
    );
    const answer = counted?.[0] === 'true' ? 'few' : undefined;
    this.more.set(who, { answer, at: now });
    return answer;
  }
}
