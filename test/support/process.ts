import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server as a process of its own, started from the sources as `npm start` starts it from the build. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal and waits for the end; the exit code, or the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals | null>;
}

const command = ['--conditions=source', '--import', '@swc-node/register/esm-register', 'src/main.ts'];

/** Starts a server and waits until it is ready. */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const { child, stdout, stderr } = spawnServer({ PORT: String(port), ...environment });
  const url = `http://127.0.0.1:${port}`;
  while ((await readiness(url)) !== 200) {
    if (child.exitCode !== null) throw new Error(`the server did not start: ${stderr()}`);
    await pause(50);
  }
  // The address is printed right after listening.
  while (!stdout().includes('/docs)')) await pause(20);
  return { url, child, stdout, stderr, end: (signal) => endOf(child, signal) };
}

/** Starts a server that is expected to give up, and waits for that. */
export async function runToEnd(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const { child, stderr } = spawnServer(environment);
  await once(child, 'close');
  return { code: child.exitCode, stderr: stderr() };
}

/** A data directory that an unprivileged engine can reach when root runs the tests. */
export function dataDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'camgate-process-'));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function spawnServer(environment: Readonly<Record<string, string>>): {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
} {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, command, { env: { PATH, HOME, LOG_LEVEL: 'error', ...environment } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += String(text)));
  child.stderr.on('data', (text) => (said.stderr += String(text)));
  return { child, stdout: () => said.stdout, stderr: () => said.stderr };
}

async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }
  return child.exitCode ?? child.signalCode;
}

async function readiness(url: string): Promise<number> {
  try {
    return (await fetch(`${url}/health/ready`)).status;
  } catch {
    return 0;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
