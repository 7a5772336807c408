import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../src/database/data-source.options.js';
import { migrate, SchemaTooNew } from '../../src/database/migrate.js';
import { migrations } from '../../src/database/migrations/index.js';
import { planMigration } from '../../src/database/schema/migration-plan.js';
import { readSchemaState, timestampOf } from '../../src/database/schema/schema-state.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';

/** The last migration of the version that was given out before migrations had to let writers through. */
const given = 1_796_019_900_000;

class Made implements MigrationInterface {
  readonly name = 'Made1799999999999';
  constructor(private readonly statements: readonly string[]) {}
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of this.statements) await queryRunner.query(statement);
  }
  async down(): Promise<void> {}
}

describe('a plan', () => {
  it.each([
    ['CREATE TABLE "a" ("id" integer); CREATE INDEX "a_idx" ON "a" ("id")', 'expand', []],
    ['CREATE INDEX "c_idx" ON "cameras" ("x")', 'expand', [['cameras', 'create index', 'writers', true]]],
    ['CREATE INDEX CONCURRENTLY c_idx ON cameras (x)', 'expand', [['cameras', 'create index', 'nobody', true]]],
    [`ALTER TABLE cameras ADD x text NOT NULL DEFAULT ''`, 'expand', [['cameras', 'add x text', 'everybody', false]]],
    ['ALTER TABLE cameras ADD x text NOT NULL', 'contract', [['cameras', 'add x text', 'everybody', false]]],
    [
      'ALTER TABLE cameras ADD x uuid DEFAULT gen_random_uuid()',
      'expand',
      [['cameras', 'add x uuid', 'everybody', true]],
    ],
    [
      'ALTER TABLE cameras ADD x numeric(4, 2), DROP COLUMN y',
      'contract',
      [
        ['cameras', 'add x numeric(4,', 'everybody', false],
        ['cameras', 'drop column y', 'everybody', false],
      ],
    ],
    ['ALTER TABLE cameras ALTER COLUMN x SET NOT NULL', 'contract', [['cameras', 'alter column x', 'everybody', true]]],
    ['ALTER TABLE cameras ALTER x TYPE bigint', 'contract', [['cameras', 'alter x type', 'everybody', true]]],
    ['ALTER TABLE cameras ALTER x DROP NOT NULL', 'expand', [['cameras', 'alter x drop', 'everybody', false]]],
    [
      'ALTER TABLE cameras ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES users(id) NOT VALID',
      'expand',
      [['cameras', 'add constraint f', 'writers', false]],
    ],
    [
      'ALTER TABLE cameras ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES users(id)',
      'expand',
      [['cameras', 'add constraint f', 'writers', true]],
    ],
    ['UPDATE cameras SET x = 1', 'data', [['cameras', 'update', 'same rows', true]]],
    ['DROP TABLE cameras', 'contract', [['cameras', 'drop table', 'everybody', false]]],
    ['CLUSTER cameras', 'expand', [['?', 'cluster cameras', 'everybody', true]]],
  ] as const)('of %s is %s', async (statements, phase, steps) => {
    const plan = await planMigration(new Made(statements.split('; ')));
    expect(plan.phase).toBe(phase);
    expect(plan.steps.map(({ table, does, waits, grows }) => [table, does, waits, grows])).toEqual(steps);
  });

  it('knows every statement of the migrations that were given out', async () => {
    const plans = await Promise.all(migrations.map((one) => planMigration(new one())));
    expect(plans.flatMap(({ name, steps }) => steps.filter(({ table }) => table === '?').map(() => name))).toEqual([]);
  });

  it('lets nobody wait longer the more rows a table has', async () => {
    const plans = await Promise.all(
      migrations.filter((one) => timestampOf(one.name) > given).map((one) => planMigration(new one())),
    );
    expect(plans.length).toBeGreaterThan(0);
    const long = plans.flatMap(({ name, steps }) =>
      steps
        .filter(({ waits, grows }) => grows && waits !== 'nobody')
        .map(({ table, does }) => `${name}: ${does} on ${table}; see docs/operations.md, Upgrades`),
    );
    expect(long).toEqual([]);
  });
});

describe('a schema', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await cloneDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() => dataSource.query('DELETE FROM migrations WHERE timestamp >= 1900000000000'));

  it('says what it was migrated by, and what a program must know', async () => {
    const state = await readSchemaState(dataSource);
    expect(state).toMatchObject({ pending: [], unknown: [], compatible: true });
    expect(migrations.map(({ name }) => name)).toContain(state.needs);
  });

  it('of a newer program is used as long as that only added to it', async () => {
    await addNewer('Later1900000000000');
    expect(await migrate(database.url)).toEqual([]);
    expect(await readSchemaState(dataSource)).toMatchObject({ unknown: ['Later1900000000000'], compatible: true });
  });

  it('of a newer program that took something away is refused', async () => {
    await addNewer('Later1900000000000');
    const { needs } = await readSchemaState(dataSource);
    await dataSource.query('UPDATE schema_compatibility SET needs = $1', ['Later1900000000000']);
    await expect(migrate(database.url)).rejects.toThrow(SchemaTooNew);
    await dataSource.query('UPDATE schema_compatibility SET needs = $1', [needs]);
  });

  it('of a program that went another way is refused', async () => {
    await addNewer('Later1900000000000');
    const last = migrations.map(({ name }) => name).find((name) => name.startsWith('SchemaCompatibility')) ?? '';
    await dataSource.query('DELETE FROM migrations WHERE name = $1', [last]);
    await expect(migrate(database.url)).rejects.toThrow(SchemaTooNew);
    await dataSource.query('INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [timestampOf(last), last]);
  });

  async function addNewer(name: string): Promise<void> {
    await dataSource.query('INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [timestampOf(name), name]);
  }
});

describe('migrating', () => {
  it('is done once when several instances start at the same moment', { timeout: 120_000 }, async () => {
    const database = await emptyDatabase();
    const ran = await Promise.all([1, 2, 3].map(() => migrate(database.url)));
    expect(ran.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, migrations.length]);
    expect(await migrate(database.url)).toEqual([]);
    await database.drop();
  });

  it('lets those who wait behind it through while somebody holds its table', { timeout: 120_000 }, async () => {
    const database = await cloneDatabase();
    const dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
    // Undone by hand, so that it is pending; it wants `tag_permissions`.
    await dataSource.query(`DELETE FROM migrations WHERE name = 'TagsInTheFeed1796019900000'`);
    await dataSource.query('DROP TRIGGER feed_rights ON tag_permissions');
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE tag_permissions IN ROW EXCLUSIVE MODE');
    const migrating = migrate(database.url);
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await dataSource.query<unknown[]>(waiting)).length === 0) await new Promise(setImmediate);
    // It queues behind the migration, which gives up before this does.
    await dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '10s'`);
      await manager.query('LOCK TABLE tag_permissions IN ROW EXCLUSIVE MODE');
    });
    await holder.commitTransaction();
    await holder.release();
    expect(await migrating).toEqual(['TagsInTheFeed1796019900000']);
    await dataSource.destroy();
    await database.drop();
  });
});
