import { DomainError } from '#errors';
import { mask, SealedLocations, sealedAtOnce, SealingSteps } from '#cameras';
import { Clock, Vault } from '#config';
import { isReference } from '#database';
import { columnsOf, expressionsOf, fieldsOf, type ListSource, SqlParameters } from '#lists';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { Streamer, StreamerDraft, StreamerField, StreamerKey } from './streamer.js';
import { StreamerEntity } from './streamer.entity.js';

const columns = columnsOf(StreamerEntity);

/** The list of media servers: `streamers s`. */
export const streamerList: ListSource<StreamerField> = {
  name: 'streamers',
  from: 'streamers s',
  key: 'id',
  unique: ['hostname'],
  search: ['hostname', 'apiUrl', 'publicPayloadUrl', 'privatePayloadUrl'],
  fields: fieldsOf(columns, 's', [
    'id',
    'hostname',
    'role',
    'kind',
    'apiUrl',
    'publicPayloadUrl',
    'privatePayloadUrl',
    'channelLimit',
    'totalBandwidth',
    'createdAt',
    'updatedAt',
  ]),
};

/** The columns of a `Streamer`: never the cluster key. */
export const streamerColumns: Readonly<Record<keyof Streamer, string>> = {
  ...expressionsOf(columns, 's', [
    'id',
    'hostname',
    'role',
    'kind',
    'apiUrl',
    'publicPayloadUrl',
    'privatePayloadUrl',
    'channelLimit',
    'totalBandwidth',
    'labels',
    'dvrs',
    'config',
    'createdAt',
    'updatedAt',
  ]),
  hasClusterKey: 's.cluster_key_sealed is not null',
  zones: 'array(select z.zone_name from streamer_zones z where z.streamer_id = s.id order by z.zone_name)',
};
const selection = Object.entries(streamerColumns)
  .map(([name, sql]) => `${sql} as "${name}"`)
  .join(', ');

/** The fields of a draft that are a column, with their defaults. */
const defaults = {
  role: 'streamer',
  kind: null,
  apiUrl: null,
  publicPayloadUrl: null,
  privatePayloadUrl: null,
  channelLimit: null,
  totalBandwidth: null,
  labels: {},
  dvrs: [],
  config: {},
} as const;
// The border where an object's keys are the keys that its type states.
const draftFields = Object.keys(defaults) as readonly (keyof typeof defaults)[];

interface PutOptions {
  readonly reset?: boolean | undefined;
  /** Fails where the media server exists. */
  readonly onlyNew?: boolean | undefined;
  /** Fails where it does not. */
  readonly onlyKnown?: boolean | undefined;
}

/** Rows of media servers; seals at start what older versions stored in plain. */
@Injectable()
export class StreamersRepository implements OnModuleInit {
  constructor(
    @InjectRepository(StreamerEntity) private readonly streamers: Repository<StreamerEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly secrets: SealedLocations,
    private readonly steps: SealingSteps,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.steps.run('streamers', async (manager, after) => {
      const rows = await manager.query<{ readonly id: number; readonly hostname: string }[]>(
        `select s.id, s.hostname from streamers s where s.id > $1 order by s.id limit ${sealedAtOnce} for update of s`,
        [after],
      );
      for (const { id, hostname } of rows) await this.sealSecrets(manager, id, hostname);
      return rows.at(-1)?.id;
    });
  }

  async find(key: StreamerKey): Promise<Streamer | undefined> {
    const sql = new SqlParameters();
    const [found] = await this.streamers.query<Streamer[]>(
      `select ${selection} from streamers s where ${compileKey(key, sql)}`,
      sql.values,
    );
    return found;
  }

  /**
   * Creates or changes one; two calls at the same moment leave one row with the fields of both. True where it was created.
   * @throws DomainError object.invalid (zones) when one does not exist, object.taken
   */
  async put(
    hostname: string,
    draft: StreamerDraft,
    options: PutOptions,
    within: (manager: EntityManager, created: boolean) => Promise<void>,
  ): Promise<boolean> {
    const { reset = false } = options;
    try {
      return await this.streamers.manager.transaction(async (manager) => {
        const { id, created } = await this.upsert(manager, hostname, draft, options);
        if (created && options.onlyKnown === true)
          throw new DomainError('object.not-found', hostname, { object: 'streamer' });
        await this.sealSecrets(manager, id, hostname);
        const zones = draft.zones ?? (reset ? [] : undefined);
        if (zones !== undefined) await setZones(manager, id, zones);
        await within(manager, created);
        return created;
      });
    } catch (error) {
      if (isReference(error))
        throw new DomainError('object.invalid', 'no such zone', { object: 'streamer', field: 'zones' });
      throw error;
    }
  }

  /**
   * @param within what else is done in the same transaction
   * @returns whether there was one
   */
  async remove(
    key: StreamerKey,
    within: (manager: EntityManager, hostname: string) => Promise<void>,
  ): Promise<boolean> {
    const sql = new SqlParameters();
    return this.streamers.manager.transaction(async (manager) => {
      const [[removed]] = await manager.query<[readonly { readonly hostname: string }[], number]>(
        `delete from streamers s where ${compileKey(key, sql)} returning s.hostname`,
        sql.values,
      );
      if (removed !== undefined) await within(manager, removed.hostname);
      return removed !== undefined;
    });
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
    const given = draftFields.filter((field) => draft[field] !== undefined || reset);
    const values = given.map((field): readonly [string, string] => {
      const { name: column, type } = columns[field];
      const value = draft[field] === undefined ? defaults[field] : draft[field];
      return [column, `${sql.add(type === 'jsonb' ? JSON.stringify(value ?? defaults[field]) : value)}::${type}`];
    });
    if (draft.clusterKey !== undefined)
      values.push(['cluster_key_sealed', `${sql.add(this.sealedKey(draft.clusterKey, hostname))}::text`]);
    const all = [...values, ['updated_at', now] as const];
    const [row] = await manager.query<{ readonly id: number; readonly created: boolean }[]>(
      `insert into streamers as s (hostname, created_at, ${all.map(([column]) => column).join(', ')})
       values (${name}, ${now}, ${all.map(([, value]) => value).join(', ')})
       on conflict (hostname) do ${onlyNew ? 'nothing' : `update set ${all.map(([column]) => `${column} = excluded.${column}`).join(', ')}`}
       returning s.id, xmax = 0 as created`,
      sql.values,
    );
    if (!row && onlyNew) throw new DomainError('object.taken', hostname, { object: 'streamer', field: 'hostname' });
    if (!row) throw new Error('an upsert returned nothing');
    return row;
  }

  /**
   * Moves the secrets in labels, archives and configuration to the sealed column, in the transaction that wrote them. A
   * masked value that the client sends back stands for the stored one.
   */
  private async sealSecrets(manager: EntityManager, id: number, hostname: string): Promise<void> {
    const select = { id: true, labels: true, dvrs: true, config: true, secretsSealed: true } as const;
    const row = await manager.findOne(StreamerEntity, { select, where: { id } });
    if (row === null) return;
    const { labels, dvrs, config, secretsSealed } = row;
    const location = secretsLocation(hostname);
    const { masked, locations } = mask({ labels, dvrs, config }, [this.secrets.open(secretsSealed, location)]);
    await manager.query(
      'update streamers set labels = $2::jsonb, dvrs = $3::jsonb, config = $4::jsonb, secrets_sealed = $5 where id = $1',
      [
        id,
        ...[masked.labels, masked.dvrs, masked.config].map((value) => JSON.stringify(value)),
        this.secrets.seal(locations, location, secretsSealed),
      ],
    );
  }

  private sealedKey(clusterKey: string | null, hostname: string): string | null {
    return clusterKey === null ? null : this.vault.seal(clusterKey, `streamers.cluster_key_sealed:${hostname}`);
  }
}

/** Where the secrets of a media server may be opened: in its row. */
export function secretsLocation(hostname: string): string {
  return `streamers.secrets_sealed:${hostname}`;
}

async function setZones(manager: EntityManager, id: number, zones: readonly string[]): Promise<void> {
  const sql = new SqlParameters();
  const [one, names] = [sql.add(id), sql.add(zones)];
  await manager.query(
    `with removed as (delete from streamer_zones where streamer_id = ${one}::integer and zone_name <> all(${names}::text[]))
     insert into streamer_zones (streamer_id, zone_name)
     select ${one}::integer, zone from unnest(${names}::text[]) zone on conflict do nothing`,
    sql.values,
  );
}

function compileKey(key: StreamerKey, sql: SqlParameters): string {
  if ('id' in key) return `s.id = ${sql.add(key.id)}::bigint`;
  return `s.hostname = ${sql.add(key.hostname.toLowerCase())}`;
}
