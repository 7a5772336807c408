import type { Command } from 'commander';
import type { Config } from '#config';
import { DataSource } from 'typeorm';
import {
  dataSourceOptions,
  migrate,
  type MigrationStep,
  type PlannedMigration,
  planPending,
  readSchemaState,
  type SchemaState,
} from '#database';
import type { OpenDatabase } from '../bootstrap/runtime.js';
import { answer, CommandError, table } from './answer.js';
import { uninterrupted } from './interruption.js';
import { readSettings } from './read-settings.js';
import { closeUnmigrated, openUnmigratedBeside } from './shared-database.js';

type Row = readonly (string | undefined)[];

/** `camgate migrate`: the schema of the database, brought up to date before a server of this version starts. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the schema of the database up to date, as every start of a server does')
    .option('--plan', 'show what would be done, and what waits meanwhile, and change nothing')
    .action(({ plan = false }: { readonly plan?: boolean }, command: Command) =>
      withDatabase((database) => (plan ? showPlan(database, command) : run(database, command))),
    );
}

/** Opens the database as it is, runs the work, and closes what it opened. */
export async function withDatabase<T>(work: (database: OpenDatabase, config: Config) => Promise<T>): Promise<T> {
  const { config } = readSettings();
  const database = await uninterrupted(() => openUnmigratedBeside(config));
  try {
    return await work(database, config);
  } finally {
    await closeUnmigrated(database);
  }
}

async function showPlan(database: OpenDatabase, command: Command): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(database.url, undefined, database.session)).initialize();
  try {
    const state = await readSchemaState(dataSource);
    const plan = await planPending(dataSource, state);
    answer(command, planJson(state, plan), planText(state, plan));
  } finally {
    await dataSource.destroy();
  }
}

async function run({ url, session }: OpenDatabase, command: Command): Promise<void> {
  const ran = await migrate(url, session);
  answer(
    command,
    { migrated: ran },
    ran.length === 0 ? 'The schema is up to date.' : ['Migrated:', ...ran.map((name) => `  ${name}`)].join('\n'),
  );
}

function planJson(state: SchemaState, plan: readonly PlannedMigration[]): Parameters<typeof answer>[1] {
  return {
    schema: state.done.at(-1) ?? null,
    needs: state.needs ?? null,
    compatible: state.compatible,
    unknown: state.unknown,
    pending: plan.map(({ name, phase, steps }) => ({
      name,
      phase,
      steps: steps.map(({ table: on, does, waits, grows }) => ({ table: on, does, waits, grows })),
    })),
  };
}

function planText({ done, unknown, compatible }: SchemaState, plan: readonly PlannedMigration[]): string {
  const newer = unknown.map((name) => `Of a newer version: ${name}`);
  if (!compatible)
    throw new CommandError(
      [...newer, 'This version cannot work with that schema: start the newer version, or restore a backup.'].join('\n'),
    );
  if (plan.length === 0) return [...newer, `The schema is up to date: ${done.at(-1) ?? 'none'}.`].join('\n');
  // A database without a schema: nobody waits for anything.
  if (done.length === 0) return `The database has no schema yet: ${plan.length} migrations would make it.`;
  const rows = plan.flatMap(({ name, phase, steps }): Row[] =>
    steps.length === 0
      ? [[name, phase, undefined, undefined, 'nobody']]
      : steps.map((step, index) => [
          ...(index === 0 ? [name, phase] : [undefined, undefined]),
          step.table,
          step.does,
          waiting(step),
        ]),
  );
  const older = plan.some(({ phase }) => phase === 'contract')
    ? 'Servers of an older version stop working: stop them first (contract).'
    : 'Servers of an older version go on working meanwhile.';
  return [table(['migration', 'phase', 'table', 'does', 'who waits'], rows), older].join('\n');
}

function waiting({ waits, grows }: MigrationStep): string {
  if (waits === 'nobody') return 'nobody';
  return `${waits}, ${grows ? 'the longer the more rows' : 'a moment'}`;
}
