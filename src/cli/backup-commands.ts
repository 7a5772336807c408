import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { open, stat, unlink } from 'node:fs/promises';
import { unlinkSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { type Config, findMasterSecret, parseDatabaseUrl, redactedDatabaseUrl, Vault, version } from '#config';
import {
  type BackupHeader,
  type BackupManifest,
  DatabaseUnavailable,
  findSession,
  moveDatabase,
  openBackup,
  type OpenedBackup,
  reasonOf,
  restoreBackup,
  verifyBackup,
  writeBackup,
  type WrittenBackup,
} from '#database';
import { answer, CommandError, type Json, printable, wantsJson } from './answer.js';
import { withDatabase } from './migrate-command.js';
import { showProgress, showRows } from './progress.js';
import { readSettings } from './read-settings.js';

/** `camgate backup`, `restore` and `move`: everything that the database has, as one file or stream. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('write everything into a file, while the server runs; the master secret is not in it')
    .addArgument(new Argument('<file>', 'a file that does not exist yet, or - for standard output'))
    .action((file: string, _: unknown, command: Command) => backup(file, command));
  program
    .command('restore')
    .description('fill an empty database from a backup; needs the master secret of that time')
    .addArgument(new Argument('<file>', 'a file, or - for standard input'))
    .action((file: string, _: unknown, command: Command) => restore(file, command));
  program
    .command('move')
    .description('copy everything into an empty PostgreSQL database; the server is stopped meanwhile')
    .requiredOption('--to <url>', 'its address, as for DATABASE_URL', toDatabaseUrl)
    .action(({ to }: { readonly to: string }, command: Command) => move(to, command));
}

async function backup(file: string, command: Command): Promise<void> {
  const output = file === '-' ? standardOutput() : await newFile(file);
  const rows = showRows();
  try {
    const written = await withDatabase(async ({ url, session, dataDirectory }, config) =>
      writeBackup(
        {
          url,
          session,
          vault: vaultOf(config, dataDirectory),
          program: version,
          now: new Date(),
          progressed: (done, of) => rows.show(done, of),
        },
        output.sink,
      ),
    );
    rows.end();
    await output.keep();
    report(written, file, command);
  } catch (error) {
    rows.end();
    await output.discard();
    throw noSpace(error) ? new CommandError(`There is no space left for ${nameOf(file)}.`) : error;
  }
}

interface Output {
  readonly sink: Writable;
  /** After everything was written. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Made at once, so that two cannot write the same one; a signal removes it again. */
async function newFile(file: string): Promise<Output> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new CommandError(`${nameOf(file)} exists already; a backup overwrites nothing.`);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new CommandError(`There is no directory for ${nameOf(file)}.`);
    throw error;
  });
  const remove = (): void => unlinkSync(file);
  process.once('exit', remove);
  // It flushes to the disk before it closes.
  const sink: WriteStream = createWriteStream(file, { fd: handle, flush: true });
  return {
    sink,
    keep: async () => void process.off('exit', remove),
    discard: async () => {
      process.off('exit', remove);
      sink.destroy();
      await unlink(file).catch(() => undefined);
    },
  };
}

/** Whoever closes the pipe early has no backup. */
function standardOutput(): Output {
  if (process.stdout.isTTY)
    throw new CommandError('A backup is no text: send it into a file or another program, or name a file.');
  process.exitCode = 1;
  return {
    sink: process.stdout,
    keep: async () => void (process.exitCode = 0),
    discard: async () => undefined,
  };
}

async function restore(file: string, command: Command): Promise<void> {
  const { config } = readSettings();
  const size = file === '-' ? undefined : await sizeOf(file);
  const progress = showProgress(size);
  try {
    // Before a database is opened, or even made.
    const early = earlyVault(config);
    if (early !== undefined && file !== '-') await verifyBackup(createReadStream(file), early);
    const { header, manifest } = await withDatabase(async ({ url, session, dataDirectory }) => {
      const vault = early ?? vaultOf(config, dataDirectory);
      const opened: OpenedBackup = await openBackup(
        progress.watch(file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Buffer>,
        vault,
      );
      return { header: opened.header, manifest: await restoreBackup({ url, session, vault }, opened) };
    });
    progress.end();
    answer(
      command,
      summary(header, manifest),
      `Restored ${total(manifest)} rows of ${manifest.tables.length} tables, as they were ${header.created_at}.`,
    );
  } finally {
    progress.end();
  }
}

async function move(to: string, command: Command): Promise<void> {
  const session = await findSession(to).catch((error: unknown) => {
    const reason = error instanceof DatabaseUnavailable ? error.detail : reasonOf(error);
    throw new CommandError(`The database ${redactedDatabaseUrl(to)} cannot be used: ${reason.replace(/\.$/, '')}.`);
  });
  const rows = showRows();
  try {
    const [manifest, config] = await withDatabase(async (database, settings) => {
      const vault = vaultOf(settings, database.dataDirectory);
      const from = {
        url: database.url,
        session: database.session,
        vault,
        program: version,
        now: new Date(),
        progressed: (done: number, of: number) => rows.show(done, of),
      };
      return [await moveDatabase(from, { url: to, session, vault }), settings] as const;
    });
    rows.end();
    const secret =
      config.secret === undefined ? ` and CAMGATE_SECRET_FILE to the file "secret" of the data directory` : '';
    answer(
      command,
      { rows: total(manifest), tables: tablesJson(manifest) },
      `Moved ${total(manifest)} rows of ${manifest.tables.length} tables. Set DATABASE_URL to that address${secret}, and start the server.`,
    );
  } finally {
    rows.end();
  }
}

function toDatabaseUrl(value: string): string {
  try {
    parseDatabaseUrl(value);
    return value;
  } catch (error) {
    throw new InvalidArgumentError(`It ${error instanceof Error ? error.message : 'cannot be used'}.`);
  }
}

/** Undefined where the data directory, and its secret with it, may be elsewhere, as only opening the database tells. */
function earlyVault(config: Config): Vault | undefined {
  if (config.databaseUrl !== undefined || config.dataDirectoryIsSet) return vaultOf(config, config.dataDirectory);
  const secret = findMasterSecret(config, config.dataDirectory);
  return secret === undefined ? undefined : new Vault(secret);
}

/** Never a new secret: nothing of the database would open with it. */
function vaultOf(config: Config, dataDirectory: string): Vault {
  const secret = findMasterSecret(config, dataDirectory);
  if (secret === undefined)
    throw new CommandError(
      `There is no master secret: set CAMGATE_SECRET to the one that the data was sealed with, or put its file "secret" into ${dataDirectory}.`,
    );
  return new Vault(secret);
}

function report({ header, manifest, foreign }: WrittenBackup, file: string, command: Command): void {
  const json = { ...(summary(header, manifest) as { readonly [key: string]: Json }), left_out: foreign };
  const skipped = foreign.length === 0 ? '' : `\nNot ours, and left out: ${foreign.map(printable).join(', ')}.`;
  const text = `${total(manifest)} rows of ${manifest.tables.length} tables are in ${nameOf(file)}. Keep the master secret elsewhere: nothing can be restored without it.${skipped}`;
  if (file === '-') process.stderr.write(`${wantsJson(command) ? JSON.stringify(json) : text}\n`);
  else answer(command, json, text);
}

function summary(header: BackupHeader, manifest: BackupManifest): Json {
  return {
    created_at: header.created_at,
    program: header.program,
    server: header.server,
    schema: header.migrations.at(-1) ?? null,
    sealing_keys: header.sealing_keys,
    rows: total(manifest),
    tables: tablesJson(manifest),
  };
}

function tablesJson({ tables }: BackupManifest): Json {
  return tables.map(({ name, rows, bytes, sha256 }) => ({ name, rows, bytes, sha256 }));
}

function total({ tables }: BackupManifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

function nameOf(file: string): string {
  return file === '-' ? 'the output' : printable(file);
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  if (found.isDirectory()) throw new CommandError(`${printable(file)} is a directory, not a file.`);
  return found.size;
}

function noSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
