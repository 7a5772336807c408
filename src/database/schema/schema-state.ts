import type { DataSource } from 'typeorm';
import { phaseOf } from './migration-plan.js';

/** What was migrated, as the database knows it, beside what this program knows. */
export interface SchemaState {
  /** Names of the migrations that were run, the oldest first. */
  readonly done: readonly string[];
  /** Names of the migrations that this program would run now, in this order. */
  readonly pending: readonly string[];
  /** Names of the migrations that a newer program ran, the oldest first. */
  readonly unknown: readonly string[];
  /**
   * The newest migration that a program must know to work with this schema; undefined where no program has stated one, and
   * only a program that knows every migration may.
   */
  readonly needs: string | undefined;
  /** Whether this program works with the schema, after it has run what is pending. */
  readonly compatible: boolean;
}

type Queries = Pick<DataSource, 'query'>;

/** Reads, and changes nothing; works with a database that has no schema yet. */
export async function readSchemaState(dataSource: Queries & Pick<DataSource, 'migrations'>): Promise<SchemaState> {
  const known = dataSource.migrations
    .map(({ name, constructor }) => name ?? constructor.name)
    .toSorted((a, b) => timestampOf(a) - timestampOf(b));
  const done = await doneMigrations(dataSource);
  const needs = await neededMigration(dataSource);
  const unknown = done.filter((name) => !known.includes(name));
  const pending = known.filter((name) => !done.includes(name));
  return {
    done,
    pending,
    unknown,
    needs,
    // With both, two programs went different ways: nobody has tried their schemas together.
    compatible: unknown.length === 0 || (pending.length === 0 && needs !== undefined && known.includes(needs)),
  };
}

/** Notes what a program must know from now on; only a program that knows the whole schema may call it. */
export async function noteCompatibility(dataSource: Queries & Pick<DataSource, 'migrations'>): Promise<void> {
  const breaking: string[] = [];
  for (const migration of dataSource.migrations)
    if ((await phaseOf(migration)) === 'contract') breaking.push(migration.name ?? migration.constructor.name);
  const newest = breaking.toSorted((a, b) => timestampOf(a) - timestampOf(b)).at(-1);
  if (newest === undefined) return;
  await dataSource.query(
    `INSERT INTO schema_compatibility (id, needs) VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET needs = excluded.needs WHERE schema_compatibility.needs <> excluded.needs`,
    [newest],
  );
}

async function doneMigrations(dataSource: Queries): Promise<readonly string[]> {
  if (!(await exists(dataSource, 'migrations'))) return [];
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}

async function neededMigration(dataSource: Queries): Promise<string | undefined> {
  if (!(await exists(dataSource, 'schema_compatibility'))) return undefined;
  const [row] = await dataSource.query<{ needs: string }[]>('SELECT needs FROM schema_compatibility');
  return row?.needs;
}

async function exists(dataSource: Queries, table: string): Promise<boolean> {
  const [found] = await dataSource.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  return found?.there === true;
}

/** As TypeORM orders them: by the thirteen digits at the end of the name. */
export function timestampOf(name: string): number {
  return Number(name.slice(-13));
}
