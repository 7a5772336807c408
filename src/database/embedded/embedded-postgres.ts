import { answers, applicationUrl, ensureApplicationDatabase } from './application-database.js';
import { checkClusterVersion, createCluster, hasCluster } from './cluster.js';
import { possibleDirectories, prepareDirectory, type PreparedDirectory } from './data-directory.js';
import { EmbeddedPostgresError, asEmbeddedPostgresError, explainFailure } from './embedded-postgres-error.js';
import { obtainCredentials, readCredentials, type EngineCredentials } from './engine-credentials.js';
import { installEngine, removeOtherEngines } from './engine-files.js';
import { findEnginePackage, thisPlatform, type EnginePackage, type EnginePlatform } from './engine-package.js';
import { isShuttingDown, takeOwnership, type Ownership } from './ownership.js';
import { awaitReady, findPostmaster, startPostmaster, stopPostmaster, type Postmaster } from './postmaster.js';
import { isRunning } from './process-identity.js';
import { SupervisedServer } from './supervised-server.js';

export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './embedded-postgres-error.js';

/** A PostgreSQL server that this process owns and has to stop. */
export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/database`, for `pg` and for TypeORM's `url`; holds a secret. */
  readonly url: string;
  /** The data directory in use. */
  readonly dataDirectory: string;
  /** True when this start created the cluster. */
  readonly fresh: boolean;
  /** Set when the default directory could not be handed to an unprivileged user, and `/var/lib/camgate` took its place. */
  readonly movedFrom?: string;
  /** Settles when the server ended and could not be restarted; its user should end, too. */
  readonly lost: Promise<EmbeddedPostgresError>;
  /** Closes the server with a checkpoint and waits for its end; may be called again. */
  stop(): Promise<void>;
}

/** Which database to run. */
export interface EmbeddedPostgresOptions {
  readonly dataDirectory: string;
  /** Whether the user set the directory: then it is used or rejected, never replaced. */
  readonly explicit: boolean;
  /** Default `camgate`. */
  readonly databaseName?: string;
}

/** The machine that the engine runs on; a parameter, so that tests can use other platforms. */
export interface EngineSettings {
  readonly platform: EnginePlatform;
  readonly fallbackDirectory: string;
}

const thisMachine: EngineSettings = { platform: thisPlatform, fallbackDirectory: '/var/lib/camgate' };
const defaultDatabase = 'camgate';

/** Starts (or takes over) the PostgreSQL server of a data directory; throws EmbeddedPostgresError with one sentence. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  machine: EngineSettings = thisMachine,
): Promise<EmbeddedPostgres> {
  try {
    const engine = findEnginePackage(machine.platform);
    const wanted = { directory: options.dataDirectory, explicit: options.explicit, major: engine.major };
    const directory = await prepareDirectory({ ...wanted, fallback: machine.fallbackDirectory });
    return await open(engine, directory, options.databaseName ?? defaultDatabase);
  } catch (error) {
    throw asEmbeddedPostgresError('start', error, options.dataDirectory);
  }
}

/** Finds the running server of a data directory, for the command line beside a server; undefined when none answers. */
export async function findRunningEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  machine: EngineSettings = thisMachine,
): Promise<{ url: string; dataDirectory: string } | undefined> {
  const { major } = findEnginePackage(machine.platform);
  const { dataDirectory, explicit, databaseName = defaultDatabase } = options;
  try {
    const wanted = { directory: dataDirectory, explicit, major, fallback: machine.fallbackDirectory };
    for (const directory of await possibleDirectories(wanted)) {
      const credentials = await readCredentials(directory.clusters);
      const server = credentials === undefined ? undefined : await findPostmaster(directory.cluster);
      if (credentials === undefined || server?.ready !== true) continue;
      const url = applicationUrl(server.port, credentials, databaseName);
      if (await answers(url)) return { url, dataDirectory: directory.root };
    }
    return undefined;
  } catch (error) {
    throw asEmbeddedPostgresError('be reached', error, dataDirectory);
  }
}

interface Running {
  readonly server: Postmaster;
  readonly fresh: boolean;
  /** False when another process had started it. */
  readonly ours: boolean;
}

interface Owned extends Running {
  readonly ownership: Ownership;
}

async function open(
  engine: EnginePackage,
  directory: PreparedDirectory,
  databaseName: string,
): Promise<EmbeddedPostgres> {
  await checkClusterVersion(directory, engine.major);
  const engineDirectory = await installEngine(engine, directory.engines);
  const credentials = await credentialsOf(directory);
  const { fresh, ours, ...found } = await own(directory, engineDirectory, credentials);
  const server = new SupervisedServer({ directory, engineDirectory, password: credentials.superuser }, found);
  try {
    await ensureApplicationDatabase(found.server.port, credentials, databaseName);
    if (ours) await removeOtherEngines(engine, directory.engines);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: applicationUrl(found.server.port, credentials, databaseName),
    dataDirectory: directory.root,
    fresh,
    ...(directory.movedFrom === undefined ? {} : { movedFrom: directory.movedFrom }),
    lost: server.lost,
    stop: () => server.stop(),
  };
}

async function credentialsOf(directory: PreparedDirectory): Promise<EngineCredentials> {
  if ((await readCredentials(directory.clusters)) === undefined && (await hasCluster(directory))) {
    throw new EmbeddedPostgresError(
      'engine.failed',
      `The database in ${directory.root} has lost its passwords: put ${directory.clusters}/credentials.json back from a backup.`,
    );
  }
  return obtainCredentials(directory.clusters);
}

/** Starts or finds a server and takes ownership; retries when the owner of the found server was just stopping it. */
async function own(
  directory: PreparedDirectory,
  engineDirectory: string,
  credentials: EngineCredentials,
): Promise<Owned> {
  let fresh = false;
  for (let tries = 1; ; tries += 1) {
    const running = await run(directory, engineDirectory, credentials);
    fresh ||= running.fresh;
    try {
      const ownership = await takeOwnership(running.server.port, credentials.superuser, directory.root);
      return { ...running, fresh, ownership };
    } catch (error) {
      const isGone = !(await isRunning(running.server.identity)) || isShuttingDown(error);
      if (isGone && tries < 5) continue;
      if (running.ours && !(error instanceof EmbeddedPostgresError)) {
        const program = { engineDirectory, name: 'pg_ctl', user: directory.user } as const;
        await stopPostmaster(running.server, program, directory.cluster);
      }
      throw error;
    }
  }
}

/** Takes over the server that a killed process left running, or starts one. */
async function run(
  directory: PreparedDirectory,
  engineDirectory: string,
  credentials: EngineCredentials,
): Promise<Running> {
  const left = await awaitReady(directory.cluster);
  if (left !== undefined) return { server: left, fresh: false, ours: false };
  const fresh = await createCluster(directory, engineDirectory, credentials.superuser);
  const started = await startPostmaster(directory, engineDirectory);
  if (started !== undefined) return { server: started, fresh, ours: true };
  const other = await awaitReady(directory.cluster);
  if (other === undefined) throw explainFailure('start', 'another start was stopped meanwhile', directory.root);
  return { server: other, fresh, ours: false };
}
