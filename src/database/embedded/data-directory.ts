import { chmod, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeDirectory } from '../../config/index.js';
import { EmbeddedPostgresError, asEmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, chooseEngineUser, type EngineUser } from './unprivileged-user.js';

/** The directories of one embedded database. */
export interface DataDirectory {
  readonly root: string;
  readonly engines: string;
  readonly clusters: string;
  /** This major version's cluster, PostgreSQL's own PGDATA. */
  readonly cluster: string;
}

/** A directory that the engine's user can reach, and that user. */
export interface PreparedDirectory extends DataDirectory {
  readonly user: EngineUser | undefined;
  readonly movedFrom?: string;
}

/** The requested directory; `fallback` replaces a default directory that the engine's user cannot reach. */
export interface WantedDirectory {
  readonly directory: string;
  readonly explicit: boolean;
  readonly fallback: string;
  readonly major: number;
}

function describeDirectory(directory: string, major: number): DataDirectory {
  const root = resolve(directory);
  const clusters = join(root, 'postgres');
  return { root, engines: join(root, 'engine'), clusters, cluster: join(clusters, String(major)) };
}

/** Creates the data directory where the engine's user can reach it; throws `engine.unreachable` otherwise. */
export async function prepareDirectory(wanted: WantedDirectory): Promise<PreparedDirectory> {
  const first = await tryDirectory(wanted.directory, wanted.major);
  if (first !== undefined) return first;
  const moved = wanted.explicit ? undefined : await tryDirectory(wanted.fallback, wanted.major);
  if (moved !== undefined) return { ...moved, movedFrom: resolve(wanted.directory) };
  const directory = resolve(wanted.explicit ? wanted.directory : wanted.fallback);
  throw new EmbeddedPostgresError(
    'engine.unreachable',
    `PostgreSQL refuses to run as root, and the unprivileged user it runs as cannot reach ${directory}, because it or a directory above it is closed to other users: set DATA_DIR to a directory that is open to them (/var/lib/camgate, say), start Camgate as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** The directories in which a server started with this request may run: the requested one, and where root had to move it. */
export async function possibleDirectories(wanted: WantedDirectory): Promise<readonly DataDirectory[]> {
  const first = describeDirectory(wanted.directory, wanted.major);
  const user = wanted.explicit ? undefined : await chooseEngineUser(first.cluster);
  if (user === undefined || (await canEnter(user, await nearestExisting(first.clusters)))) return [first];
  return [first, describeDirectory(wanted.fallback, wanted.major)];
}

async function tryDirectory(directory: string, major: number): Promise<PreparedDirectory | undefined> {
  const parts = describeDirectory(directory, major);
  try {
    const user = await chooseEngineUser(parts.cluster);
    if (user !== undefined && !(await canEnter(user, await nearestExisting(dirname(parts.root))))) return undefined;
    await create(parts, user);
    return user === undefined || (await canEnter(user, parts.clusters)) ? { ...parts, user } : undefined;
  } catch (error) {
    throw asEmbeddedPostgresError('prepare its files', error, parts.root);
  }
}

/** Other users get the right to pass through (never to list): secrets beside the cluster are protected by their own mode. */
async function create(parts: DataDirectory, user: EngineUser | undefined): Promise<void> {
  const mode = user === undefined ? 0o700 : 0o711;
  if (makeDirectory(parts.root)) await chmod(parts.root, mode);
  else if (user !== undefined) await openToPass(parts.root);
  if (makeDirectory(parts.clusters)) await chmod(parts.clusters, mode);
}

/** Opens only our own directory: one that contains foreign directories (a home, say) stays as it is. */
async function openToPass(directory: string): Promise<void> {
  const { mode, uid } = await stat(directory);
  if ((mode & 0o001) !== 0 || uid !== 0) return;
  const entries = await readdir(directory, { withFileTypes: true });
  const foreign = entries.some((entry) => entry.isDirectory() && entry.name !== 'engine' && entry.name !== 'postgres');
  if (!foreign) await chmod(directory, (mode & 0o7777) | 0o001);
}

async function nearestExisting(directory: string): Promise<string> {
  const found = await stat(directory).catch(() => undefined);
  return found?.isDirectory() === true || directory === dirname(directory)
    ? directory
    : nearestExisting(dirname(directory));
}
