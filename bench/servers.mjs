import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// A benchmark that fails leaves nobody behind.
const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

const root = fileURLToPath(new URL('..', import.meta.url));

/** A child process that says `ready <url>` on its first line. */
export async function startScript(file, environment) {
  const child = spawn('node', ['--max-semi-space-size=64', `${root}bench/${file}`], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim().replace('ready ', ''), pid: child.pid, stop: () => end(child) };
}

/** The built server as `npm start` runs it; `readySeconds` is from spawn to the first 200 of /health/ready. */
export async function startCamgate(environment) {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn('node', ['--max-semi-space-size=64', `${root}dist/main.js`], {
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('Camgate did not start');
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const readySeconds = (performance.now() - begun) / 1000;
  return { url, pid: child.pid, readySeconds, said: () => output, stop: () => end(child) };
}

async function end(child) {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

/** Megabytes of memory that belong to one process alone or its share of what it shares (PSS). */
export function memoryOf(pid) {
  const line = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m);
  return Number(line?.[1] ?? 0) / 1024;
}

/** Megabytes resident of one process (RSS). */
export function residentOf(pid) {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m);
  return Number(line?.[1] ?? 0) / 1024;
}

/** The process whose command line holds a text, and its children: a postmaster with its backends. */
export function familyOf(text) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1];
        return [{ pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
      } catch {
        return [];
      }
    });
  const heads = processes.filter(({ command }) => command.includes(text)).map(({ pid }) => pid);
  return processes
    .filter(({ pid, parent }) => heads.includes(pid) || heads.includes(parent))
    .map(({ pid }) => Number(pid));
}

/** The process of the server on a data directory. */
export function postmasterOf(dataDirectory) {
  const file = readdirSync(dataDirectory, { recursive: true }).find((name) => name.endsWith('postmaster.pid'));
  return Number(readFileSync(join(dataDirectory, file), 'utf8').split('\n')[0]);
}
