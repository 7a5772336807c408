import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres-error.js';
import type { EngineUser } from './unprivileged-user.js';

/** What a finished program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** One of the engine's programs, ready to run as the engine's user. */
export interface EngineProgram {
  readonly engineDirectory: string;
  readonly name: 'initdb' | 'postgres' | 'pg_ctl';
  readonly user: EngineUser | undefined;
}

/** Starts a program; the error of a missing loader (musl) becomes `engine.unsupported` in `started`. */
export function launch(program: EngineProgram, args: readonly string[], options: SpawnOptions): ChildProcess {
  const file = join(program.engineDirectory, 'bin', program.name);
  // Messages must be English, because we read them; PGTZ, PGHOST and the like of our user must not reach the server.
  const env = { LC_ALL: 'C', PATH: `${dirname(file)}:/usr/bin:/bin` };
  return spawn(file, args, { cwd: '/', windowsHide: true, env, ...program.user, ...options });
}

/** Runs a program to its end and collects its output. */
export async function runToEnd(program: EngineProgram, args: readonly string[]): Promise<Outcome> {
  const child = launch(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const listen = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(explainLaunch(error)));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** A program that exists but is "not found" lacks its loader: these are glibc builds, and this system has another libc. */
export function explainLaunch(error: Error): Error {
  if (systemCode(error) !== 'ENOENT') return error;
  return new EmbeddedPostgresError(
    'engine.unsupported',
    'The embedded PostgreSQL needs glibc, which this system (Alpine, perhaps) does not have: set DATABASE_URL to a PostgreSQL server of version 14 or later.',
    { cause: error },
  );
}
