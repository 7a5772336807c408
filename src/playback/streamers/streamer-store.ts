import { DomainError } from '#errors';
import { mask, SealedLocations } from '#cameras';
import { Clock, Vault } from '#config';
import { isReference } from '#database';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Streamer, StreamerDraft, StreamerKey } from './streamer.js';
import { streamerColumns } from './streamer-list.js';

type Column = Exclude<keyof StreamerDraft, 'clusterKey' | 'zones'>;

/** Column, type and default of what a draft says. */
const columns: Readonly<Record<Column, readonly [column: string, type: string, fallback: unknown]>> = {
  role: ['role', 'text', 'streamer'],
  apiUrl: ['api_url', 'text', null],
  publicPayloadUrl: ['public_payload_url', 'text', null],
  privatePayloadUrl: ['private_payload_url', 'text', null],
  channelLimit: ['channel_limit', 'integer', null],
  totalBandwidth: ['total_bandwidth', 'integer', null],
  labels: ['labels', 'jsonb', {}],
  dvrs: ['dvrs', 'jsonb', []],
  config: ['config', 'jsonb', {}],
};
// The border where an object's keys are the keys that its type says.
const fields = Object.keys(columns) as readonly Column[];
const shown = Object.entries(streamerColumns)
  .map(([name, sql]) => `${sql} as "${name}"`)
  .join(', ');

interface PutOptions {
  readonly reset?: boolean | undefined;
  /** Refuses one that there is. */
  readonly onlyNew?: boolean | undefined;
}

/** Rows of media servers. */
@Injectable()
export class StreamerStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly secrets: SealedLocations,
  ) {}

  async find(key: StreamerKey): Promise<Streamer | undefined> {
    const sql = new SqlParameters();
    const [found] = await this.dataSource.query<Streamer[]>(
      `select ${shown} from streamers s where ${isThe(key, sql)}`,
      sql.values,
    );
    return found;
  }

  /**
   * Makes or changes one; two at the same moment leave one row with what both said. Says whether it was made.
   * @throws DomainError object.invalid (zones) when one does not exist, object.taken
   */
  async put(hostname: string, draft: StreamerDraft, options: PutOptions): Promise<boolean> {
    const { reset = false } = options;
    try {
      return await this.dataSource.transaction(async (manager) => {
        const { id, created } = await this.upsert(manager, hostname, draft, options);
        await this.hideSecrets(manager, id, hostname);
        const zones = draft.zones ?? (reset ? [] : undefined);
        if (zones !== undefined) await this.setZones(manager, id, zones);
        return created;
      });
    } catch (error) {
      if (isReference(error))
        throw new DomainError('object.invalid', 'no such zone', { object: 'streamer', field: 'zones' });
      throw error;
    }
  }

  /** The hostname of the one that was removed. */
  async remove(key: StreamerKey): Promise<string | undefined> {
    const sql = new SqlParameters();
    const [rows] = await this.dataSource.query<[readonly { readonly hostname: string }[], number]>(
      `delete from streamers s where ${isThe(key, sql)} returning s.hostname`,
      sql.values,
    );
    return rows[0]?.hostname;
  }

  private async upsert(
    manager: EntityManager,
    hostname: string,
    draft: StreamerDraft,
    { reset = false, onlyNew = false }: PutOptions,
  ): Promise<{ readonly id: number; readonly created: boolean }> {
    const sql = new SqlParameters();
    const name = sql.add(hostname);
    const now = `${sql.add(this.clock.now())}::timestamptz`;
    const said = fields.filter((field) => draft[field] !== undefined || reset);
    const values = said.map((field) => {
      const [column, type, fallback] = columns[field];
      const value = draft[field] === undefined ? fallback : draft[field];
      return [column, `${sql.add(type === 'jsonb' ? JSON.stringify(value ?? fallback) : value)}::${type}`] as const;
    });
    if (draft.clusterKey !== undefined)
      values.push(['cluster_key_sealed', `${sql.add(this.sealed(draft.clusterKey, hostname))}::text`]);
    const all = [...values, ['updated_at', now] as const];
    const [row] = await manager.query<{ readonly id: number; readonly created: boolean }[]>(
      `insert into streamers as s (hostname, created_at, ${all.map(([column]) => column).join(', ')})
       values (${name}, ${now}, ${all.map(([, value]) => value).join(', ')})
       on conflict (hostname) do ${onlyNew ? 'nothing' : `update set ${all.map(([column]) => `${column} = excluded.${column}`).join(', ')}`}
       returning s.id, xmax = 0 as created`,
      sql.values,
    );
    if (!row && onlyNew) throw new DomainError('object.taken', hostname, { object: 'streamer', field: 'hostname' });
    if (!row) throw new Error('an upsert answered nothing');
    return row;
  }

  /** Takes the secrets out of what was said, in the transaction that said it; what was shown stands for what was there. */
  async hideSecrets(manager: EntityManager, id: number, hostname: string): Promise<void> {
    const [row] = await manager.query<
      (Pick<Streamer, 'labels' | 'dvrs' | 'config'> & { readonly sealed: string | null })[]
    >('select s.labels, s.dvrs, s.config, s.secrets_sealed as sealed from streamers s where s.id = $1', [id]);
    if (!row) return;
    const { sealed, ...values } = row;
    const location = secretsOf(hostname);
    const { masked, locations } = mask(values, [this.secrets.open(sealed, location)]);
    await manager.query(
      'update streamers set labels = $2::jsonb, dvrs = $3::jsonb, config = $4::jsonb, secrets_sealed = $5 where id = $1',
      [
        id,
        ...[masked.labels, masked.dvrs, masked.config].map((value) => JSON.stringify(value)),
        this.secrets.seal(locations, location, sealed),
      ],
    );
  }

  private async setZones(manager: EntityManager, id: number, zones: readonly string[]): Promise<void> {
    const sql = new SqlParameters();
    const [one, names] = [sql.add(id), sql.add(zones)];
    await manager.query(
      `with gone as (delete from streamer_zones where streamer_id = ${one}::integer and zone_name <> all(${names}::text[]))
       insert into streamer_zones (streamer_id, zone_name)
       select ${one}::integer, zone from unnest(${names}::text[]) zone on conflict do nothing`,
      sql.values,
    );
  }

  private sealed(clusterKey: string | null, hostname: string): string | null {
    return clusterKey === null ? null : this.vault.seal(clusterKey, `streamers.cluster_key_sealed:${hostname}`);
  }
}

/** Where the secrets of a media server are sealed. */
export function secretsOf(hostname: string): string {
  return `streamers.secrets_sealed:${hostname}`;
}

function isThe(key: StreamerKey, sql: SqlParameters): string {
  if ('id' in key) return `s.id = ${sql.add(key.id)}::bigint`;
  return `s.hostname = ${sql.add(key.hostname.toLowerCase())}`;
}
