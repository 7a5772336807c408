import { type Clock, type Config, ConfigError, masterSecret, redactedDatabaseUrl, SystemClock, Vault } from '#config';
import {
  DatabaseSession,
  DatabaseUnavailable,
  findRunningEmbeddedPostgres,
  findSession,
  migrate,
  noteSealingKeys,
  reasonOf,
  SchemaTooNew,
  SealingKeyMissing,
  startEmbeddedPostgres,
} from '#database';

/** What the application runs on: the same for the server, the command line and the tests. */
export interface Runtime {
  readonly config: Config;
  readonly databaseUrl: string;
  /** How to connect to the database, where the server was probed; else as the address states. */
  readonly session?: DatabaseSession;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** A runtime that this process opened and must close, after everything that uses it. */
export interface OpenRuntime extends Runtime {
  /** Where the data is, when the default data directory could not be used. */
  readonly movedTo?: string;
  /** This process started the database: closing it stops it for everybody. */
  readonly ownsDatabase: boolean;
  /** Settles when the database that this process started has ended and cannot be started again. */
  readonly lost?: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Finds or starts the database, brings its schema up to date, and opens the vault.
 * @param options.besideServer for the command line: uses the embedded database of a running server, if there is one
 * @throws ConfigError, EmbeddedPostgresError: one sentence for a person
 */
export async function openRuntime(
  config: Config,
  options: { readonly besideServer?: boolean } = {},
): Promise<OpenRuntime> {
  const database = await openDatabase(config, options.besideServer ?? false);
  try {
    const vault = new Vault(masterSecret(config, database.dataDirectory));
    const session = await orExplain('DATABASE_URL', database.url, config, async () => {
      const found = await migrated(config, database.url);
      await notedSealingKeys(database, found, vault);
      return found;
    });
    return {
      config,
      databaseUrl: database.url,
      session,
      vault,
      clock: new SystemClock(),
      ownsDatabase: database.owned,
      close: () => database.close(),
      ...(database.lost === undefined ? {} : { lost: database.lost }),
      ...(database.moved ? { movedTo: database.dataDirectory } : {}),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A database that may have any schema, or none. */
export interface OpenDatabase {
  readonly url: string;
  /** How to connect to it: past the pooler, where the settings name the direct address. */
  readonly session: DatabaseSession;
  readonly dataDirectory: string;
  /** This process started it: closing it stops it for everybody. */
  readonly owned: boolean;
  close(): Promise<void>;
}

/**
 * Finds or starts the database without migrating it, for the command line: beside a running server its database.
 * @throws ConfigError, EmbeddedPostgresError: one sentence for a person
 */
export async function openUnmigrated(config: Config): Promise<OpenDatabase> {
  const database = await openDatabase(config, true);
  try {
    const { databaseUrl, databaseDirectUrl: direct } = config;
    const isDirect = databaseUrl !== undefined && direct !== undefined;
    const url = isDirect ? direct : database.url;
    const session = await orExplain(isDirect ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL', url, config, () =>
      findSession(url),
    );
    return { ...database, url, session };
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Database {
  readonly url: string;
  readonly dataDirectory: string;
  readonly moved: boolean;
  readonly owned: boolean;
  readonly lost?: Promise<Error>;
  close(): Promise<void>;
}

async function openDatabase(config: Config, besideServer: boolean): Promise<Database> {
  const nothingToClose = async (): Promise<void> => {};
  if (config.databaseUrl !== undefined) {
    const { databaseUrl: url, dataDirectory } = config;
    return { url, dataDirectory, moved: false, owned: false, close: nothingToClose };
  }
  const where = { dataDirectory: config.dataDirectory, explicit: config.dataDirectoryIsSet };
  const running = besideServer ? await findRunningEmbeddedPostgres(where) : undefined;
  if (running) return { ...running, moved: false, owned: false, close: nothingToClose };
  const embedded = await startEmbeddedPostgres(where);
  return {
    url: embedded.url,
    dataDirectory: embedded.dataDirectory,
    moved: embedded.movedFrom !== undefined,
    owned: true,
    lost: embedded.lost,
    close: () => embedded.stop(),
  };
}

/** @throws ConfigError where the settings lack a master secret that something in the database is still sealed with */
async function notedSealingKeys(database: Database, session: DatabaseSession, vault: Vault): Promise<void> {
  try {
    await noteSealingKeys(database.url, session, vault.keyIds);
  } catch (error) {
    if (!(error instanceof SealingKeyMissing)) throw error;
    throw new ConfigError(
      `The database was sealed with another CAMGATE_SECRET (or another ${database.dataDirectory}/secret), which is no longer set: put it back behind the new one, with a comma between them (each of at least 32 characters), and run: camgate secrets reseal. After that the old one can go.`,
    );
  }
}

/** Migrates past the pooler, where there is one and the settings name the direct address. */
async function migrated(config: Config, url: string): Promise<DatabaseSession> {
  if (config.databaseUrl === undefined) {
    const embedded = DatabaseSession.of(url);
    await migrate(url, embedded);
    return embedded.named(config.namedStatements);
  }
  const session = await findSession(url);
  const { databaseDirectUrl: direct } = config;
  if (direct === undefined) await migrate(url, session);
  else await orExplain('DATABASE_DIRECT_URL', direct, config, async () => migrate(direct, await findSession(direct)));
  return session.named(config.namedStatements);
}

/** A database that does not answer, or is not ours, is reported as a wrong setting: one sentence, without its password. */
async function orExplain<T>(setting: string, url: string, config: Config, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const isOurs = config.databaseUrl === undefined;
    const which = isOurs ? 'in DATA_DIR' : `${redactedDatabaseUrl(url)} (${setting})`;
    if (error instanceof SchemaTooNew)
      throw new ConfigError(
        `The database ${which} belongs to a newer Camgate: it has the migration ${error.migration}, which this version does not know; start that version, or restore a backup.`,
      );
    if (isOurs) throw error;
    const reason = error instanceof DatabaseUnavailable ? error.detail : reasonOf(error);
    throw new ConfigError(`The database ${which} cannot be used: ${reason.replace(/\.$/, '')}.`);
  }
}
