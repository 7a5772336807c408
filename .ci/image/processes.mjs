import { execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A program that runs beside the check; `output()` is what it said so far, `exited` its exit code. */
export function run([command, ...words], options) {
  const child = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (complained += chunk));
  const exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, exited, output: () => said, complaints: () => complained };
}

/** Asks until `question` answers true. */
export async function until(what, question, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Debian's PostgreSQL on a free port, in `folder`: another major version than the embedded one. */
export async function startPostgres(folder) {
  const [version] = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
  const bin = `/usr/lib/postgresql/${version}/bin`;
  const data = join(folder, 'postgres');
  const asPostgres = ['-u', 'postgres', '--'];
  execFileSync('install', ['-d', '-o', 'postgres', '-m', '0700', data]);
  execFileSync(
    'runuser',
    [...asPostgres, `${bin}/initdb`, '-D', data, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-p', String(port)];
  const server = run(['runuser', ...asPostgres, `${bin}/postgres`, '-D', data, ...settings], { cwd: data });
  const ask = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
  await until('PostgreSQL', () => succeeds(`${bin}/pg_isready`, ask));
  execFileSync(`${bin}/createdb`, [...ask, 'camgate']);
  return {
    version,
    url: `postgres://postgres@127.0.0.1:${port}/camgate`,
    async stop() {
      execFileSync('runuser', [...asPostgres, `${bin}/pg_ctl`, 'stop', '-D', data, '-m', 'fast'], { stdio: 'ignore' });
      await server.exited;
    },
  };
}

function succeeds(command, words) {
  try {
    execFileSync(command, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
