import { visibleSets } from '#access';
import { auditName, type Caller } from '#auth';
import { Clock } from '#config';
import { Statements } from '#database';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { idsOfSets } from './ids-of-sets.js';

/** Up to so many cameras are fetched one by one, filtered and sorted faster than found by scanning an index. */
const most = 1000;
const mostCallers = 20_000;
const millisecondsOfMany = 60_000;

/**
 * The cameras of callers who see few. PostgreSQL cannot know how many a caller sees before it runs a statement; it assumes
 * many, and finds one camera among a million by scanning them all in the requested order (0.7 s). With the ids in the
 * statement it reads only these cameras (1 ms). For a caller who sees many, the next look-up is a minute later.
 *
 * This is for speed only: visibility is still decided in the statement itself.
 */
@Injectable()
export class SmallVisibilityCache {
  private readonly many = new LRUCache<string, number>({ max: mostCallers });

  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  /** The ids of all cameras that the caller sees, where they are at most 1000; undefined where they are more. */
  async of(caller: Caller): Promise<readonly number[] | undefined> {
    const sql = new SqlParameters();
    const sets = visibleSets(caller, sql);
    if (sets === undefined) return undefined;
    const who = `${auditName(caller)} ${JSON.stringify(caller.cameras ?? null)}`;
    const now = this.clock.now().getTime();
    if (now - (this.many.get(who) ?? Number.NEGATIVE_INFINITY) < millisecondsOfMany) return undefined;
    const rows = await this.statements.named(idsOfSets(sets, 'true', 'id', String(most + 1)), sql.values);
    if (rows.length <= most) return rows.map(([id]) => Number(id));
    this.many.set(who, now);
    return undefined;
  }
}
