import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConfigModule, parseConfig, SystemClock, Vault } from '#config';
import { DatabaseModule, StatementBounds } from '#database';
import { ListsService, ListsModule, type ListSource } from '#lists';
import { coreLogger } from './core-logger.js';
import { cloneDatabase } from './database.js';

/** A row of a table that has every type of field, with few values, many ties and much missing. */
export interface Thing {
  readonly id: number;
  readonly name: string;
  readonly owner: number;
  readonly title: string | null;
  readonly size: number | null;
  readonly weight: number | null;
  readonly enabled: boolean | null;
  readonly hidden: boolean;
  readonly made: Date;
  readonly seen: Date | null;
  readonly total: number | null;
}
export type ThingField = keyof Thing;

export const thingList: ListSource<ThingField> = {
  name: 'things',
  from: 'things t',
  fields: {
    id: { sql: 't.id', type: 'integer', nullable: false },
    name: { sql: 't.name', type: 'text', nullable: false },
    owner: { sql: 't.owner', type: 'integer', nullable: false },
    title: { sql: 't.title', type: 'text', nullable: true },
    size: { sql: 't.size', type: 'integer', nullable: true },
    weight: { sql: 't.weight', type: 'number', nullable: true },
    enabled: { sql: 't.enabled', type: 'boolean', nullable: true },
    hidden: { sql: 't.hidden', type: 'boolean', nullable: false },
    made: { sql: 't.made', type: 'time', nullable: false },
    seen: { sql: 't.seen', type: 'time', nullable: true },
    total: { sql: 't.total', type: 'bigint', nullable: true },
  },
  key: 'id',
  unique: ['name'],
  search: ['name', 'title'],
};

export const thingColumns: Readonly<Record<ThingField, string>> = {
  id: 't.id',
  name: 't.name',
  owner: 't.owner',
  title: 't.title',
  size: 't.size',
  weight: 't.weight',
  enabled: 't.enabled',
  hidden: 't.hidden',
  made: 't.made',
  seen: 't.seen',
  total: 't.total::double precision',
};

// Titles are collated as people sort words, where the server can: lists must not lean on a column's own collation.
const schema = (collation: string): string => `create table things (
  id integer primary key, name text not null unique, owner integer not null, title text ${collation}, size integer,
  weight double precision, enabled boolean, hidden boolean not null default false, made timestamptz not null, seen timestamptz, total bigint)`;

const titles = ['Alpha', 'alpha', 'Älpha', 'beta', 'Beta', 'a b', '100%', 'a_b', '\\', '', 'ﬀ', '𝒳', null, null];
const sizes = [-2_147_483_648, -1, 0, 1, 2, 2_147_483_647, null, null];
const weights = [-1.5, 0, 0.1, 0.30000000000000004, 1e-7, 1e21, null];
const totals = [0, 1, 5_000_000_000, -5_000_000_000, null];

/** The same rows each time: numbers without a common divisor make every combination sooner or later. */
export function makeThings(count: number): readonly Thing[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    name: `${['b', 'B', 'ä', 'a/b'][index % 4]}${(index * 7919) % (count + 1)}`,
    owner: 1 + (index % 3),
    title: titles[(index * 5) % titles.length] ?? null,
    size: sizes[(index * 3) % sizes.length] ?? null,
    weight: weights[(index * 2) % weights.length] ?? null,
    enabled: [true, false, null][(index * 2) % 3] ?? null,
    hidden: index % 7 < 3,
    made: new Date(Date.UTC(2026, 0, 1, 0, 0, 0, index % 4)),
    seen: index % 5 < 2 ? null : new Date(Date.UTC(2020, index % 3, 1)),
    total: totals[index % totals.length] ?? null,
  }));
}

export interface ThingTable {
  readonly lists: ListsService;
  readonly dataSource: DataSource;
  fill(things: readonly Thing[]): Promise<void>;
  close(): Promise<void>;
}

@Module({})
class ThingsModule {}

/** The application's lists over a table of our own. */
export async function openThings(bounds?: StatementBounds): Promise<ThingTable> {
  const database = await cloneDatabase();
  const vault = new Vault('a master secret of the tests, long enough');
  const imports = [
    ConfigModule.with(parseConfig({}), new SystemClock(), vault),
    DatabaseModule.at(database.url, bounds),
    ListsModule,
  ];
  const context = await NestFactory.createApplicationContext(
    { module: ThingsModule, imports },
    { logger: coreLogger('error'), abortOnError: false },
  );
  const dataSource = context.get(DataSource);
  const worded = await dataSource.query<unknown[]>(`select from pg_collation where collname = 'und-x-icu'`);
  await dataSource.query(schema(worded.length > 0 ? 'collate "und-x-icu"' : ''));
  return {
    lists: context.get(ListsService),
    dataSource,
    fill: async (things) => {
      await dataSource.query('insert into things select * from jsonb_populate_recordset(null::things, $1::jsonb)', [
        JSON.stringify(things),
      ]);
    },
    close: async () => {
      await context.close();
      await database.drop();
    },
  };
}
