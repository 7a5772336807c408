import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../entities.js';
import type { BackupColumns, BackupSequence } from './backup-format.js';
import { leftOutTables } from './left-out-tables.js';

/** Statements on one connection. */
export interface Queries {
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}

/** Tables that our entities describe, and those that TypeORM keeps for itself. */
export function ourTables(): readonly string[] {
  const classes = new Set<unknown>(entities);
  const named = getMetadataArgsStorage()
    .tables.filter(({ target }) => classes.has(target))
    .map(({ name }) => name)
    .filter((name) => name !== undefined);
  return [...named, 'migrations', 'typeorm_metadata'];
}

interface Found {
  readonly name: string;
  readonly unlogged: boolean;
  readonly columns: readonly string[];
}

/** The tables of the schema that backups have, by name, with the columns that are not computed. */
export async function storedTables(
  queries: Queries,
): Promise<{ readonly stored: readonly BackupColumns[]; readonly foreign: readonly string[] }> {
  const found = await queries.query<Found>(
    `SELECT c.relname AS name, c.relpersistence = 'u' AS unlogged, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.oid ORDER BY c.relname`,
  );
  const ours = new Set(ourTables());
  return {
    stored: found
      .filter(({ name, unlogged }) => ours.has(name) && !unlogged && !(name in leftOutTables))
      .map(({ name, columns }) => ({ name, columns })),
    foreign: found.filter(({ name }) => !ours.has(name)).map(({ name }) => name),
  };
}

/** How far the numbers of identity columns were given out. */
export async function readSequences(queries: Queries, tables: readonly string[]): Promise<readonly BackupSequence[]> {
  const owned = await queries.query<{ name: string; table: string; column: string }>(
    `SELECT s.oid::regclass::text AS name, c.relname AS "table", a.attname AS "column"
     FROM pg_class s
     JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
       AND d.refclassid = 'pg_class'::regclass
     JOIN pg_class c ON c.oid = d.refobjid
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
     WHERE s.relkind = 'S' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, a.attname`,
  );
  const sequences: BackupSequence[] = [];
  for (const { name, table, column } of owned.filter(({ table: of }) => tables.includes(of))) {
    const [row] = await queries.query<{ value: string; given: boolean }>(
      `SELECT last_value::text AS value, is_called AS given FROM ${name}`,
    );
    if (row !== undefined) sequences.push({ table, column, ...row });
  }
  return sequences;
}

/** A name in SQL. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
