import { visibleSets } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { type ConsistentRead, Statements } from '#database';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { CameraQuery } from './camera-query.js';
import { assertInWorld, type CameraTile, readTile, type TileKey } from './camera-tile.js';
import { isPlainList } from './compile-query.js';
import { SmallVisibilityCache } from './small-visibility-cache.js';

/** A tile as it was in one snapshot of the database, for all who see the same sets of cameras. */
interface KeptTile {
  readonly tile: CameraTile;
  /** Text of `pg_current_snapshot()`. */
  readonly snapshot: string;
  /** What is seen, as text. */
  readonly sight: string;
  readonly at: number;
}

/** Points in memory, of 60 to 100 bytes each. */
const mostPoints = 300_000;
/** Far less than the feed of changes is kept. */
const keptMilliseconds = 300_000;
const everything = 'everything';

/**
 * Reads tiles of the map. A tile of all that somebody sees is grouped once, and shown to everybody who sees the same, until a camera
 * changes. Each request asks the database both: what the caller sees now, and whether any camera was changed by a transaction that
 * the tile's snapshot does not know (`camera_feed`, which triggers write), so nothing stale and nothing hidden is shown. A tile
 * with filters is read anew.
 */
@Injectable()
export class CameraTiles {
  private readonly kept = new LRUCache<string, KeptTile>({
    maxSize: mostPoints,
    sizeCalculation: ({ tile }) => 10 + tile.cameras.length + tile.groups.length,
  });
  private readonly running = new Map<string, Promise<KeptTile>>();

  constructor(
    private readonly statements: Statements,
    private readonly smallVisibility: SmallVisibilityCache,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError object.not-found outside the world, camera.invalid, query.too-slow */
  async read(caller: Caller, query: CameraQuery, tile: TileKey): Promise<CameraTile> {
    assertInWorld(tile);
    const anew: ConsistentRead = (text, values) => this.statements.objects(text, values, 'asked');
    if (!isPlainList(query)) return readTile(anew, caller, query, tile, await this.smallVisibility.of(caller));
    const sight = await sightOf(anew, caller);
    const key = `${tile.zoom}/${tile.column}/${tile.row} ${sight}`;
    const known = this.kept.get(key);
    if (known && this.now() - known.at < keptMilliseconds && !(await this.isChangedSince(known.snapshot)))
      return known.tile;
    return this.group(caller, tile, key, sight);
  }

  /** Of several who ask at once for the same, one reads it. */
  private async group(caller: Caller, tile: TileKey, key: string, sight: string): Promise<CameraTile> {
    const before = this.running.get(key);
    const reading = before ?? this.load(caller, tile).finally(() => this.running.delete(key));
    if (before === undefined) this.running.set(key, reading);
    const found = await reading;
    // One who reads for others may see something else by now; and what began before this request may be too old for it.
    if (before !== undefined && (found.sight !== sight || (await this.isChangedSince(found.snapshot))))
      return (await this.load(caller, tile)).tile;
    if (found.sight === sight) this.kept.set(key, found);
    return found.tile;
  }

  /** In one snapshot: what the caller sees, and the tile of it. */
  private async load(caller: Caller, tile: TileKey): Promise<KeptTile> {
    const small = await this.smallVisibility.of(caller);
    return this.statements.consistently(async (read) => {
      const [row] = await read<{ readonly snapshot: string }>('select pg_current_snapshot()::text as snapshot', []);
      const sight = await sightOf(read, caller);
      const found = await readTile(read, caller, { where: [] }, tile, small);
      return { tile: found, snapshot: row?.snapshot ?? '', sight, at: this.now() };
    });
  }

  /** Whether a camera was made, changed or deleted by a transaction that a snapshot does not know. */
  private async isChangedSince(snapshot: string): Promise<boolean> {
    const [row] = await this.statements.named(
      `select exists (select from camera_feed f where f.kind <> 'rights'
         and f.transaction_id >= pg_snapshot_xmin($1::text::pg_snapshot)::text::bigint
         and not pg_visible_in_snapshot(f.transaction_id::text::xid8, $1::text::pg_snapshot))::text`,
      [snapshot],
    );
    return row?.[0] !== 'false';
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

/** What a caller sees, as a text that is the same for all who see the same. */
async function sightOf(read: ConsistentRead, caller: Caller): Promise<string> {
  const sql = new SqlParameters();
  const sets = visibleSets(caller, sql);
  const chosen = JSON.stringify(caller.cameras ?? null);
  if (sets === undefined) return `${everything} ${chosen}`;
  const ids = (query: string | undefined): string =>
    query === undefined ? `'{}'` : `array(select s.id from (${query}) s (id) order by 1)::text`;
  const [row] = await read<{ readonly sight: string }>(
    `select encode(sha256(convert_to(concat_ws(' ', ${ids(sets.organizations)}, ${ids(sets.folders)}, ${ids(sets.cameras)}, ${ids(sets.tags)}), 'UTF8')), 'hex') as sight`,
    sql.values,
  );
  return `${row?.sight ?? ''} ${chosen}`;
}
