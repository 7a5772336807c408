import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import {
  EmbeddedPostgresError,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/database/embedded/embedded-postgres.js';
import { installEngine } from '../../src/database/embedded/engine-files.js';
import { findEnginePackage, thisPlatform } from '../../src/database/embedded/engine-package.js';
import { findPostmaster, stopPostmaster } from '../../src/database/embedded/postmaster.js';

/** PostgreSQL's own directory inside a data directory. */
export function clusterOf(dataDirectory: string): string {
  return join(dataDirectory, 'postgres', String(findEnginePackage(thisPlatform).major));
}

let shared: Promise<string> | undefined;

/** One installed engine for all tests of a file; they link its files, so none may write into them. */
function sharedEngine(): Promise<string> {
  shared ??= (async () => {
    const directory = await mkdtemp(join(tmpdir(), 'camgate-embedded-engine-'));
    await installEngine(findEnginePackage(thisPlatform), directory);
    await chmod(directory, 0o755);
    return directory;
  })();
  return shared;
}

/** To be called when the file is done. */
export async function removeSharedEngine(): Promise<void> {
  if (shared !== undefined) await rm(await shared, { recursive: true, force: true });
  shared = undefined;
}

function cp(...words: readonly string[]): Promise<unknown> {
  return promisify(execFile)('cp', words);
}

/** Directories and servers of one test, cleared away however it ended. */
export class Sandbox {
  private readonly directories: string[] = [];
  private readonly children: ChildProcess[] = [];

  /** A new directory that other users may enter, with the engine in it already: a copy for every test takes too long. */
  async directory(): Promise<string> {
    const directory = await this.emptyDirectory();
    await cp('-al', await sharedEngine(), join(directory, 'engine')).catch(() => undefined);
    return directory;
  }

  /** A new directory that other users may enter, as /srv is. */
  async emptyDirectory(): Promise<string> {
    const directory = await this.closedDirectory();
    await chmod(directory, 0o755);
    return directory;
  }

  /** A new directory as `mktemp -d` makes it: nobody else may enter. */
  async closedDirectory(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'camgate-embedded-'));
    this.directories.push(directory);
    return directory;
  }

  /** Another node process that starts the server of a directory and keeps it. */
  async otherProcess(dataDirectory: string, user: { uid?: number; gid?: number } = {}): Promise<OtherProcess> {
    const child = this.launch(dataDirectory, user);
    const [line] = (await Promise.race([
      once(createInterface(child.stdout as NodeJS.ReadableStream), 'line'),
      once(child, 'exit').then(() => ['{"refused":"ended without a word"}']),
    ])) as [string];
    return { child, answer: JSON.parse(line) as OtherProcess['answer'] };
  }

  launch(dataDirectory: string, user: { uid?: number; gid?: number } = {}): ChildProcess {
    const script = fileURLToPath(new URL('./embedded-server.ts', import.meta.url));
    const loader = ['--conditions=source', '--import', '@swc-node/register/esm-register'];
    const child = spawn(process.execPath, [...loader, script, dataDirectory], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
      ...user,
    });
    this.children.push(child);
    return child;
  }

  async clear(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
    for (const directory of this.directories) {
      await stopWhateverRuns(directory);
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

export interface OtherProcess {
  readonly child: ChildProcess;
  readonly answer: {
    readonly url?: string;
    readonly fresh?: boolean;
    readonly code?: string;
    readonly refused?: string;
  };
}

async function stopWhateverRuns(dataDirectory: string): Promise<void> {
  const cluster = clusterOf(dataDirectory);
  const server = await findPostmaster(cluster).catch(() => undefined);
  if (server !== undefined) {
    await stopPostmaster(server, { engineDirectory: '', name: 'pg_ctl', user: undefined }, cluster);
  }
}

/** Runs statements on a connection of their own and returns the last one's rows. */
export async function query<Row>(url: string, ...statements: readonly string[]): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: readonly Row[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows as Row[];
    return rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The refusal of something that must be refused. */
export async function refusalOf(attempt: Promise<unknown>): Promise<EmbeddedPostgresError> {
  const outcome = await attempt.then(
    () => 'was not refused',
    (error: unknown) => error,
  );
  if (outcome instanceof EmbeddedPostgresError) return outcome;
  throw outcome instanceof Error ? outcome : new Error(String(outcome));
}

/** Starts the server of a directory, does something with it, and stops it. */
export async function withServer<Result>(
  dataDirectory: string,
  use: (server: EmbeddedPostgres) => Promise<Result>,
): Promise<Result> {
  const server = await startEmbeddedPostgres({ dataDirectory, explicit: true });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** The pid in PostgreSQL's pid file, whether or not that process lives. */
export async function pidOf(dataDirectory: string): Promise<number> {
  return Number.parseInt(await readFile(join(clusterOf(dataDirectory), 'postmaster.pid'), 'utf8'), 10);
}

/** Waits for something that another process is about to do. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it never happened');
    await wait(5);
  }
}

/** Whether a process lives (a zombie does not). */
export async function lives(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat !== undefined && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
}
