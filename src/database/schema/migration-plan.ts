import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a migration treats older programs: `expand` only adds, `data` rewrites rows that they read and write, too, `contract` takes
 * away what they use, so none of them works afterwards.
 */
export type MigrationPhase = 'expand' | 'data' | 'contract';

/** Who waits while a statement runs: nobody, whoever writes to the same rows or to the table, or everybody who uses the table. */
export type Waiting = 'nobody' | 'same rows' | 'writers' | 'everybody';

/** What one statement of a migration does to a table that was there before it. */
export interface MigrationStep {
  readonly table: string;
  /** Such as `create index`. */
  readonly does: string;
  readonly waits: Waiting;
  /** Whether it takes longer the more rows the table has. */
  readonly grows: boolean;
}

/** A migration as it would run. */
export interface PlannedMigration {
  readonly name: string;
  readonly phase: MigrationPhase;
  readonly steps: readonly MigrationStep[];
}

/** A migration may state its phase, where its statements do not show it. */
export interface PhasedMigration extends MigrationInterface {
  readonly phase?: MigrationPhase;
}

interface Effect extends MigrationStep {
  readonly phase: MigrationPhase;
}

/** What a migration would do, from its statements; nothing is run. */
export async function planMigration(migration: PhasedMigration): Promise<PlannedMigration> {
  const created = new Set<string>();
  const effects = (await statementsOf(migration)).flatMap((statement) => effectsOf(statement, created));
  const phases = new Set(effects.map(({ phase }) => phase));
  const phase = phases.has('contract') ? 'contract' : phases.has('data') ? 'data' : 'expand';
  return {
    name: migration.name ?? migration.constructor.name,
    phase: migration.phase ?? phase,
    steps: effects.map(({ table, does, waits, grows }) => ({ table, does, waits, grows })),
  };
}

/** The phase alone. */
export async function phaseOf(migration: PhasedMigration): Promise<MigrationPhase> {
  return (await planMigration(migration)).phase;
}

/** The names of all functions that migrations make. */
export async function functionsOf(migrations: readonly MigrationInterface[]): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const migration of migrations)
    for (const statement of await statementsOf(migration)) {
      const name = /^create (?:or replace )?function (\w+)/.exec(plain(statement))?.[1];
      if (name !== undefined) names.add(name);
    }
  return [...names];
}

/** Migrations use a runner's `query` only; here each answers no rows. */
async function statementsOf(migration: MigrationInterface): Promise<readonly string[]> {
  const statements: string[] = [];
  const recorder = {
    query: (statement: string) => {
      statements.push(statement);
      return Promise.resolve([]);
    },
  };
  // The border: the rest of a runner is missing, and a migration that asked for it would fail here.
  await migration.up(recorder as unknown as QueryRunner);
  return statements;
}

/** @param created tables that this migration made: nobody uses them yet; the statement may add one */
function effectsOf(statement: string, created: Set<string>): readonly Effect[] {
  const sql = plain(statement);
  const table = /^create (?:unlogged )?table (?:if not exists )?([\w.]+)/.exec(sql)?.[1];
  if (table !== undefined) {
    created.add(table);
    return [...sql.matchAll(/\breferences ([\w.]+)/g)]
      .map(([, referred = '']) => effect(referred, 'refer to it', 'writers'))
      .filter(({ table: referred }) => !created.has(referred));
  }
  return (changes(sql) ?? [effect('?', sql.slice(0, 60), 'everybody', true)]).filter(
    ({ table: changed }) => !created.has(changed),
  );
}

/** Undefined: a statement of an unknown kind, which is taken for the worst. */
function changes(sql: string): readonly Effect[] | undefined {
  const altered = /^alter table (?:if exists )?(?:only )?([\w.]+) (.*)$/.exec(sql);
  if (altered !== null) return actionsOf(altered[2] ?? '').map((action) => actionEffect(altered[1] ?? '', action));
  const indexed = /^create (?:unique )?index (concurrently )?(?:if not exists )?[\w.]+ on (?:only )?([\w.]+)/.exec(sql);
  if (indexed !== null)
    return [effect(indexed[2] ?? '', 'create index', indexed[1] === undefined ? 'writers' : 'nobody', true)];
  const triggered = /^create (?:or replace )?(?:constraint )?trigger [\w.]+ .*? on ([\w.]+)/.exec(sql);
  if (triggered !== null) return [effect(triggered[1] ?? '', 'create trigger', 'writers')];
  const written = /^(update|delete from|truncate)(?: table)? (?:only )?([\w.]+)/.exec(sql);
  if (written !== null) return [effect(written[2] ?? '', written[1] ?? '', 'same rows', true, 'data')];
  const inserted = /^insert into ([\w.]+)/.exec(sql);
  if (inserted !== null) return [effect(inserted[1] ?? '', 'insert', 'nobody', / select /.test(sql), 'data')];
  const dropped = /^drop (table|view|materialized view) (?:if exists )?([\w.]+)/.exec(sql);
  if (dropped !== null) return [effect(dropped[2] ?? '', `drop ${dropped[1]}`, 'everybody', false, 'contract')];
  if (/^drop (?:index|trigger|function|type)\b/.test(sql)) {
    const on = /^drop trigger (?:if exists )?[\w.]+ on ([\w.]+)/.exec(sql)?.[1];
    return [effect(on ?? sql.split(' ').at(-1) ?? '?', sql.split(' ', 2).join(' '), 'everybody')];
  }
  return /^(?:create (?:or replace )?function|create extension|create type|create sequence|comment on|select|set)\b/.test(
    sql,
  )
    ? []
    : undefined;
}

function actionEffect(table: string, action: string): Effect {
  const does = action.split(' ', 3).join(' ');
  if (/^add (?:constraint [\w.]+ )?(?:foreign key|check|unique|primary key|exclude)\b/.test(action)) {
    const quick = action.endsWith(' not valid') || / using index /.test(action);
    return effect(table, does, action.includes('foreign key') ? 'writers' : 'everybody', !quick);
  }
  if (action.startsWith('add ')) return effect(table, does, 'everybody', rewrites(action), needsValue(action));
  if (/^drop (?:column )?(?!constraint)/.test(action)) return effect(table, does, 'everybody', false, 'contract');
  if (/^alter (?:column )?\w+ (?:set data )?type /.test(action))
    return effect(table, does, 'everybody', true, 'contract');
  if (/^alter (?:column )?\w+ set not null/.test(action)) return effect(table, does, 'everybody', true, 'contract');
  if (action.startsWith('rename')) return effect(table, does, 'everybody', false, 'contract');
  if (action.startsWith('validate constraint')) return effect(table, does, 'nobody', true);
  return effect(table, does, 'everybody');
}

/** A new column for which every row is written anew: a default that differs from row to row, a stored or a counted value. */
function rewrites(action: string): boolean {
  return (
    /\bdefault \(*(?:random|gen_random_uuid|uuid_generate_v4|clock_timestamp|timeofday|nextval)\b/.test(action) ||
    /\bstored\b|\bas identity\b|\b(?:big|small)?serial\b|\b(?:unique|primary key)\b/.test(action)
  );
}

/** Older programs insert rows without the column. */
function needsValue(action: string): MigrationPhase {
  return action.includes(' not null') && !/\bdefault\b|\bgenerated\b|serial\b/.test(action) ? 'contract' : 'expand';
}

function effect(table: string, does: string, waits: Waiting, grows = false, phase: MigrationPhase = 'expand'): Effect {
  return { table, does, waits, grows, phase };
}

/** Lower case, without quotes and comments, on one line. */
function plain(statement: string): string {
  return statement
    .replace(/--[^\n]*/g, ' ')
    .replaceAll('"', '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The parts of ALTER TABLE between commas outside parentheses and texts. */
function actionsOf(text: string): readonly string[] {
  const actions: string[] = [];
  let [depth, quoted, from] = [0, false, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === undefined || (character === ',' && depth === 0)) {
      actions.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return actions;
}
