import { chmod, chown, mkdir, mkdtemp, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataDirectory, PreparedDirectory } from './data-directory.js';
import { EmbeddedPostgresError, explainFailure, systemCode } from './embedded-postgres-error.js';
import { runToEnd } from './engine-program.js';
import { identifyProcess, isRunning } from './process-identity.js';

/** The superuser that initdb creates; the application never uses it. */
export const superuserName = 'camgate_engine';

const unfinished = '.init-';

/** Rejects a cluster that another major version of PostgreSQL wrote; the server's own error would help nobody. */
export async function checkClusterVersion(directory: PreparedDirectory, major: number): Promise<void> {
  for (const name of await readdir(directory.clusters)) {
    if (!/^\d+$/.test(name)) continue;
    const written = await readMajor(join(directory.clusters, name));
    if (written === undefined || written === major) continue;
    const advice =
      written > major
        ? 'use the version of Camgate that wrote it'
        : 'dump it with the version of Camgate that wrote it and restore the dump into an empty directory';
    throw new EmbeddedPostgresError(
      'engine.version',
      `The database in ${directory.root} was written by PostgreSQL ${written} and this Camgate brings PostgreSQL ${major}: ${advice}, set DATA_DIR to another directory, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** Creates the cluster unless it is there, in a temporary directory first, so that an interrupted initdb leaves nothing behind; true when this call created it. */
export async function createCluster(
  directory: PreparedDirectory,
  engineDirectory: string,
  password: string,
): Promise<boolean> {
  if (await hasCluster(directory)) return false;
  await removeUnfinished(directory);
  const me = (await identifyProcess(process.pid)) ?? String(process.pid);
  const draft = await mkdtemp(join(directory.clusters, `${unfinished}${me}.`));
  try {
    await initialise(directory, engineDirectory, draft, password);
    await rename(join(draft, 'cluster'), directory.cluster);
    await syncDirectory(directory.clusters);
    return true;
  } catch (error) {
    // Another process finished first; its cluster has the same passwords.
    if (systemCode(error) === 'ENOTEMPTY' || systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initialise(
  directory: PreparedDirectory,
  engineDirectory: string,
  draft: string,
  password: string,
): Promise<void> {
  const cluster = join(draft, 'cluster');
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(cluster, { mode: 0o700 });
  await chmod(draft, 0o700);
  if (directory.user !== undefined) {
    const { uid, gid } = directory.user;
    for (const path of [passwordFile, cluster, draft]) await chown(path, uid, gid);
  }
  const { code, output } = await runToEnd({ engineDirectory, name: 'initdb', user: directory.user }, [
    `--pgdata=${cluster}`,
    `--username=${superuserName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    // The built-in C.UTF-8 covers all of Unicode and never changes with a library, so no index breaks on an upgrade.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--set=timezone=UTC',
    '--no-instructions',
  ]);
  if (code !== 0) throw explainFailure('create its database', output, directory.root);
}

/** Removes what killed processes left behind, but not what a running process is still writing. */
async function removeUnfinished(directory: PreparedDirectory): Promise<void> {
  for (const name of await readdir(directory.clusters)) {
    if (!name.startsWith(unfinished)) continue;
    const [identity = ''] = name.slice(unfinished.length).split('.');
    if (await isRunning(identity)) continue;
    // The initdb of a killed process may still be writing there for a moment.
    await rm(join(directory.clusters, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Whether there is a cluster of this major version. */
export async function hasCluster(directory: DataDirectory): Promise<boolean> {
  return (await readMajor(directory.cluster)) !== undefined;
}

async function readMajor(cluster: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
