import type { ConsistentRead } from '#database';
import { SqlParameters } from '#lists';
import type { Place, SightDifference } from './sight.js';

/** A camera that may have changed for the reader between two moments. */
export interface Candidate {
  readonly id: number;
  /** Where it was at the first moment; undefined: it was not. */
  readonly before: Place | undefined;
  /** Where it was at the second moment. */
  readonly after: Place | undefined;
  /** Whether it has been written since the first moment. */
  readonly written: boolean;
  /** Where it was when it was deleted. */
  readonly deletedAt: Place | undefined;
}

/** Which candidates: in which ids, after which snapshot, up to which. */
export interface CandidateQuestion {
  /** Snapshots as `pg_current_snapshot()` writes them. */
  readonly from: string;
  readonly to: string;
  readonly difference: SightDifference;
  readonly missed: readonly number[];
  /** Ids above this ... */
  readonly above: number;
  /** ... and up to this. */
  readonly upTo: number;
  readonly limit: number;
}

interface Row {
  readonly id: number;
  readonly isThere: boolean;
  readonly now: Columns;
  readonly before: Columns & { readonly kind: string | null };
  readonly after: Columns & { readonly kind: string | null };
  readonly deleted: Columns;
}

interface Columns {
  readonly organizationId: number | null;
  readonly folderId: number | null;
}

/**
 * The cameras that were written since a snapshot, and those that two sights may show differently, by id. A statement that wrote
 * a camera logged where it was before: so the first entry that a snapshot does not know tells where the camera was in that
 * snapshot, and without such an entry it still is there.
 */
export async function readCandidates(
  read: ConsistentRead,
  { from, to, difference, missed, above, upTo, limit }: CandidateQuestion,
): Promise<readonly Candidate[]> {
  const sql = new SqlParameters();
  const bounds = { above: `${sql.add(above)}::integer`, upTo: `${sql.add(upTo)}::integer` };
  const rows = `${sql.add(limit)}::integer`;
  const within = (id: string): string => `${id} > ${bounds.above} and ${id} <= ${bounds.upTo}`;
  const single = [...new Set([...difference.cameras, ...missed])]
    .filter((id) => id > above && id <= upTo)
    .toSorted((a, b) => a - b)
    .slice(0, limit);
  const written = unknownTo(from, sql);
  const sources = [
    `select distinct e.camera_id as id from camera_feed e where ${within('e.camera_id')} and ${written} order by 1 limit ${rows}`,
    ...(difference.everywhere
      ? [`select c.id from cameras c where ${within('c.id')} order by 1 limit ${rows}`]
      : [
          ...ofEach('organization_id', difference.organizations),
          ...ofEach('folder_id', difference.folders),
          ...(single.length === 0 ? [] : [`select unnest(${sql.add(single)}::integer[]) as id`]),
        ]),
  ];
  const found = await read<Row>(
    `with candidates as (
       select distinct s.id from (${sources.map((source) => `(${source})`).join(' union all ')}) s order by 1 limit ${rows}
     )
     select k.id, c.id is not null as "isThere",
       json_build_object('organizationId', c.organization_id, 'folderId', c.folder_id) as now,
       ${entryColumns('b')} as before, ${entryColumns('t')} as after, ${entryColumns('d')} as deleted
     from candidates k
     left join cameras c on c.id = k.id
     left join lateral (${firstEntry(written)}) b on true
     left join lateral (${firstEntry(unknownTo(to, sql))}) t on true
     left join lateral (${firstEntry(`e.kind = 'deleted'`)}) d on c.id is null
     order by k.id`,
    sql.values,
  );
  return found.map(({ id, isThere, now, before, after, deleted }) => {
    const current = isThere ? placeOf(id, now) : undefined;
    return {
      id,
      before: before.kind === null ? current : placeOf(id, before),
      after: after.kind === null ? current : placeOf(id, after),
      written: before.kind !== null,
      deletedAt: placeOf(id, deleted),
    };
  });

  // One walk of the index for each: a condition over all of them would be answered by walking every camera by id.
  function ofEach(column: string, ids: readonly number[]): readonly string[] {
    if (ids.length === 0) return [];
    return [
      `select f.id from unnest(${sql.add(ids)}::integer[]) s (id) cross join lateral (
         select c.id from cameras c where c.${column} = s.id and ${within('c.id')} order by c.id limit ${rows}
       ) f order by 1 limit ${rows}`,
    ];
  }
}

/** SQL on `camera_feed e`: written by a transaction that was not over in a snapshot. */
function unknownTo(snapshot: string, sql: SqlParameters): string {
  const oldest = `${sql.add(snapshot.slice(0, snapshot.indexOf(':')))}::bigint`;
  return `(e.transaction_id >= ${oldest}
    and not pg_visible_in_snapshot(e.transaction_id::text::xid8, ${sql.add(snapshot)}::pg_snapshot))`;
}

function firstEntry(condition: string): string {
  return `select e.kind, e.organization_id, e.folder_id from camera_feed e
    where e.camera_id = k.id and ${condition} order by e.id limit 1`;
}

function entryColumns(alias: string): string {
  return `json_build_object('kind', ${alias}.kind, 'organizationId', ${alias}.organization_id, 'folderId', ${alias}.folder_id)`;
}

/** Undefined where there was no camera. */
function placeOf(id: number, { organizationId, folderId }: Columns): Place | undefined {
  return organizationId === null || folderId === null ? undefined : { id, organizationId, folderId };
}
