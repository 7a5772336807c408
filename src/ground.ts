import { type Clock, type Config, ConfigError, masterSecret, SystemClock, Vault } from '#config';
import { findRunningEmbeddedPostgres, migrate, startEmbeddedPostgres } from '#database';

/** What the house stands on: the same for the server, the command line and the tests. */
export interface Ground {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Ground that this process opened and has to close, after everything that stands on it. */
export interface OpenGround extends Ground {
  /** Set when the default data directory could not be used: where the data is instead. */
  readonly movedTo?: string;
  /** This process started the database: closing it ends it for everybody. */
  readonly ownsDatabase: boolean;
  close(): Promise<void>;
}

/**
 * Finds or starts the database, brings its schema up to date, and opens the vault.
 * @param options.besideServer the command line: while a server runs on the embedded database, talk to that one
 * @throws ConfigError, EmbeddedPostgresError: one sentence for a person
 */
export async function openGround(
  config: Config,
  options: { readonly besideServer?: boolean } = {},
): Promise<OpenGround> {
  const database = await openDatabase(config, options.besideServer ?? false);
  try {
    const vault = new Vault(masterSecret(config, database.dataDirectory));
    await migrateOrExplain(config, database.url);
    return {
      config,
      databaseUrl: database.url,
      vault,
      clock: new SystemClock(),
      ownsDatabase: database.owned,
      close: () => database.close(),
      ...(database.moved ? { movedTo: database.dataDirectory } : {}),
    };
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
    close: () => embedded.stop(),
  };
}

/** A database that does not answer, or is not ours, is a mistake in DATABASE_URL: one sentence, without its password. */
async function migrateOrExplain(config: Config, url: string): Promise<void> {
  try {
    await migrate(url);
  } catch (error) {
    if (config.databaseUrl === undefined) throw error;
    const { host, pathname } = new URL(url);
    const why = error instanceof Error ? error.message.split('\n')[0] || error.name : 'unknown reason';
    throw new ConfigError(`The database ${host}${pathname} (DATABASE_URL) cannot be used: ${why}.`);
  }
}
