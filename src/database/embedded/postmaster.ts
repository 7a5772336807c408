import { once } from 'node:events';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PreparedDirectory } from './data-directory.js';
import { asEmbeddedPostgresError, explainFailure, systemCode } from './embedded-postgres-error.js';
import { explainLaunch, launch, runToEnd, type EngineProgram } from './engine-program.js';
import { identifyProcess, isPostmasterOf, isRunning } from './process-identity.js';

/** A running PostgreSQL server, started by this process or another. */
export interface Postmaster {
  readonly pid: number;
  /** Pid and start time: only both together identify the process later. */
  readonly identity: string;
  readonly port: number;
}

const readySeconds = 300;
const stopSeconds = 30;
const pollMilliseconds = 15;

/** Reads the running server of a cluster from PostgreSQL's own pid file; undefined when that file is stale or absent. */
export async function findPostmaster(clusterDirectory: string): Promise<(Postmaster & { ready: boolean }) | undefined> {
  const lines = await readPidFile(clusterDirectory);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isPostmasterOf(pid, clusterDirectory))) return undefined;
  const identity = await identifyProcess(pid);
  if (identity === undefined) return undefined;
  return { pid, identity, port: Number(lines[3] ?? 0), ready: (lines[7] ?? '').trim() === 'ready' };
}

/** Waits until a server that is being started takes connections; undefined when it goes away instead. */
export async function awaitReady(clusterDirectory: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + readySeconds * 1000;
  for (;;) {
    const found = await findPostmaster(clusterDirectory);
    if (found === undefined || found.ready) return found;
    if (Date.now() > deadline) throw explainFailure(`become ready within ${readySeconds} s`, '', clusterDirectory);
    await wait(pollMilliseconds);
  }
}

/**
 * Starts the server on a free loopback port (or on the wanted one), in a process group of its own: Ctrl-C in the terminal reaches us, and we
 * close our connections before we stop it. Returns undefined when another process started one meanwhile.
 */
export async function startPostmaster(
  directory: PreparedDirectory,
  engineDirectory: string,
  wantedPort?: number,
): Promise<Postmaster | undefined> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    await removeStalePidFile(directory.cluster);
    const output = await attempt(directory, engineDirectory, wantedPort ?? (await freePort()));
    if (output === undefined) return findPostmaster(directory.cluster);
    if ((await findPostmaster(directory.cluster)) !== undefined) return undefined;
    // Backends of a killed server hold its memory for a moment; a port that was free may be taken by now.
    const passing = /pre-existing shared memory block|Address already in use|lock file "postmaster\.pid"/.test(output);
    if (!passing || Date.now() > deadline) throw explainFailure('start', output, directory.root);
    await wait(200);
  }
}

/** Stops the server with a checkpoint (fast shutdown) and waits for its end; does nothing when it has ended. */
export async function stopPostmaster(
  postmaster: Postmaster,
  program: EngineProgram,
  clusterDirectory: string,
): Promise<void> {
  if (!(await isRunning(postmaster.identity))) return;
  if (process.platform === 'win32') await runToEnd(program, ['stop', '-D', clusterDirectory, '-m', 'fast', '-w']);
  else signal(postmaster.pid, 'SIGINT');
  if (await hasEnded(postmaster, stopSeconds)) return;
  // An immediate shutdown loses nothing that was committed: the next start replays the write-ahead log.
  signal(postmaster.pid, 'SIGQUIT');
  await hasEnded(postmaster, stopSeconds);
}

/** Asks for a fast shutdown without waiting, for the moment in which node exits. */
export function stopPostmasterAtExit(postmaster: Postmaster): void {
  if (process.platform !== 'win32') signal(postmaster.pid, 'SIGINT');
}

function serverArguments(cluster: string, port: number): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    // Each process of WORKERS opens up to 21.
    max_connections: '300',
    shared_buffers: '128MB',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and row values may hold secrets: the log keeps starts, stops and fatal errors only.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    // Queries of a node that was killed end soon instead of holding their locks.
    client_connection_check_interval: '2s',
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** One try to start; undefined when the server is ready, else its output before it ended. */
async function attempt(
  directory: PreparedDirectory,
  engineDirectory: string,
  port: number,
): Promise<string | undefined> {
  const logFile = join(directory.clusters, 'postgres.log');
  const log = await openLog(logFile);
  const program: EngineProgram = { engineDirectory, name: 'postgres', user: directory.user };
  try {
    const child = launch(program, serverArguments(directory.cluster, port), {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const failure = once(child, 'error').then(([error]: unknown[]) => error);
    const ended = once(child, 'exit').then(() => 'ended' as const);
    if (child.pid === undefined) throw explainLaunch((await failure) as Error);
    child.unref();
    const ready = await Promise.race([ended, isReady(directory.cluster, child.pid)]);
    return ready === 'ended' ? await readFile(logFile, 'utf8') : undefined;
  } catch (error) {
    throw asEmbeddedPostgresError('start', error, directory.root);
  } finally {
    await log.close();
  }
}

async function isReady(clusterDirectory: string, pid: number): Promise<'ready' | 'ended'> {
  const deadline = Date.now() + readySeconds * 1000;
  while (Date.now() < deadline) {
    const lines = await readPidFile(clusterDirectory);
    if (Number(lines[0]) === pid && (lines[7] ?? '').trim() === 'ready') return 'ready';
    if ((await identifyProcess(pid)) === undefined) return 'ended';
    await wait(pollMilliseconds);
  }
  throw explainFailure(`become ready within ${readySeconds} s`, '', clusterDirectory);
}

/** One log per start, and the one before: it cannot grow without bound. */
async function openLog(logFile: string): Promise<Awaited<ReturnType<typeof open>>> {
  await rename(logFile, `${logFile}.previous`).catch(() => undefined);
  await rm(logFile, { force: true });
  return open(logFile, 'wx', 0o600);
}

async function removeStalePidFile(clusterDirectory: string): Promise<void> {
  // PostgreSQL trusts any live process with that pid; isPostmasterOf checks more.
  const stale =
    (await readPidFile(clusterDirectory)).length > 0 && (await findPostmaster(clusterDirectory)) === undefined;
  if (stale) await rm(join(clusterDirectory, 'postmaster.pid'), { force: true });
}

async function readPidFile(clusterDirectory: string): Promise<readonly string[]> {
  try {
    return (await readFile(join(clusterDirectory, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function hasEnded(postmaster: Postmaster, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (await isRunning(postmaster.identity)) {
    if (Date.now() > deadline) return false;
    await wait(pollMilliseconds);
  }
  return true;
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
