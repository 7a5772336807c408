import { addressedOrganizations, editableOrganizations, type VisibleSets, visibleSets } from '#access';
import { administersCameras, type Caller } from '#auth';
import { Clock } from '#config';
import { type ConsistentRead } from '#database';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { Repository } from 'typeorm';
import { SightEntity } from './sight.entity.js';
import type { Sight } from './sight.js';

/** Sets as JSON; null: every organization. */
interface SightSets {
  readonly everything: boolean;
  readonly organizations: readonly number[];
  readonly folders: readonly number[];
  readonly cameras: readonly number[];
  readonly addressed: readonly number[] | null;
  readonly editable: readonly number[] | null;
}

/** A moment of the database, and what the caller saw in it. */
export interface SeenMoment {
  /** Text of `pg_current_snapshot()`. */
  readonly snapshot: string;
  /** Names the database cluster, its history and the database: another one has other transaction ids, or other entries. */
  readonly era: string;
  /** In base64url. */
  readonly hash: string;
  readonly sight: Sight;
}

/** The sight of who sees nothing, with its own name: what a reader has that begins with an empty hand. */
export const blind = 'blind';

const day = 86_400_000;
/** Ids in memory; a sight of the public organizations alone has a few. */
const mostIds = 2_000_000;

/** What callers see and saw. Many callers share one sight; it is stored once. */
@Injectable()
export class SightStore {
  private readonly known = new LRUCache<string, Sight>({
    maxSize: mostIds,
    sizeCalculation: ({ organizations, folders, cameras }) => 10 + organizations.size + folders.size + cameras.size,
  });
  /** When which sight was noted as used. */
  private readonly noted = new LRUCache<string, number>({ max: 10_000 });

  constructor(
    @InjectRepository(SightEntity) private readonly stored: Repository<SightEntity>,
    private readonly clock: Clock,
  ) {}

  /** What a caller sees now, in the reader's snapshot. */
  async now(read: ConsistentRead, caller: Caller): Promise<SeenMoment & { readonly sets: string }> {
    const sql = new SqlParameters();
    const [row] = await read<{ readonly snapshot: string; readonly era: string; readonly sets: string }>(
      `select pg_current_snapshot()::text as snapshot,
         (select system_identifier from pg_control_system()) || '.' || (select timeline_id from pg_control_checkpoint())
           || '.' || (select oid from pg_database where datname = current_database()) as era,
         (${sightSets(caller, sql)})::text as sets`,
      sql.values,
    );
    if (row === undefined) throw new Error('A statement without a table returned no row.');
    const hash = createHash('sha256').update(row.sets).digest().subarray(0, 16).toString('base64url');
    const sight = this.known.get(hash) ?? toSight(JSON.parse(row.sets) as SightSets);
    this.known.set(hash, sight);
    return { ...row, hash, sight };
  }

  /** A sight that a cursor names; undefined when it is no longer stored. */
  async get(hash: string): Promise<Sight | undefined> {
    if (hash === blind) return nothing;
    const known = this.known.get(hash);
    if (known !== undefined) return known;
    const row = await this.stored.findOneBy({ hash: Buffer.from(hash, 'base64url') });
    if (row === null) return undefined;
    // The border: what `keep` stored.
    const sight = toSight(row.sets as SightSets);
    this.known.set(hash, sight);
    return sight;
  }

  /** Stores a sight before a cursor names it, and notes once a day that it is still in use. */
  async keep(hash: string, sets: string): Promise<void> {
    const now = this.clock.now();
    if ((this.noted.get(hash) ?? 0) > now.getTime() - day) return;
    await this.stored.query(
      `insert into camera_sights as s (hash, sets, used_at) values ($1, $2::jsonb, $3)
       on conflict (hash) do update set used_at = excluded.used_at where s.used_at < excluded.used_at`,
      [Buffer.from(hash, 'base64url'), sets, now],
    );
    this.noted.set(hash, now.getTime());
  }

  /** Deletes what no valid cursor names. */
  async prune(usedBefore: Date): Promise<void> {
    await this.stored.query('delete from camera_sights where used_at < $1', [usedBefore]);
  }
}

/** SQL of a JSON object: the sets that a caller sees, each in the order of its ids. */
function sightSets(caller: Caller, sql: SqlParameters): string {
  const sets = visibleSets(caller, sql);
  const editable =
    caller.kind === 'user' && !administersCameras(caller)
      ? ids(editableOrganizations(caller, sql))
      : administersCameras(caller)
        ? 'null::integer[]'
        : ids(undefined);
  const addressed = addressedOrganizations(caller, sql);
  return `select jsonb_build_object('everything', ${sets === undefined},
    'organizations', ${ids(sets?.organizations)}, 'folders', ${ids(sets?.folders)}, 'cameras', ${ids(sets && singleCameras(sets))},
    'addressed', ${addressed === undefined ? 'null::integer[]' : ids(addressed)}, 'editable', ${editable})`;
}

/** Those of tags one by one: which cameras have a tag changes with the cameras, and a moment is of both. */
function singleCameras({ cameras, tags }: VisibleSets): string | undefined {
  if (tags === undefined) return cameras;
  const tagged = `select t.camera_id from (${tags}) k (key) join camera_tags t on t.key = k.key`;
  return cameras === undefined ? tagged : `${cameras} union ${tagged}`;
}

function ids(query: string | undefined): string {
  return query === undefined ? `'{}'::integer[]` : `array(select s.id from (${query}) s (id) order by 1)`;
}

function toSight({ everything, organizations, folders, cameras, addressed, editable }: SightSets): Sight {
  return {
    everything,
    organizations: new Set(organizations),
    folders: new Set(folders),
    cameras: new Set(cameras),
    addressed: addressed === null ? undefined : new Set(addressed),
    editable: editable === null ? undefined : new Set(editable),
  };
}

const nothing: Sight = toSight({
  everything: false,
  organizations: [],
  folders: [],
  cameras: [],
  addressed: [],
  editable: [],
});
