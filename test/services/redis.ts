import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { freePort } from '../support/process.js';

const program = '/usr/bin/redis-server';

/** Debian's Redis on a free port, with a password, keeping nothing on disk. */
export interface Redis {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Why the tests cannot run here, or undefined. */
export function missingRedis(): string | undefined {
  return existsSync(program) ? undefined : `${program} is not installed`;
}

export async function openRedis(): Promise<Redis> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', 'sesame'];
  let child: ChildProcess | undefined;
  return {
    url: `redis://:sesame@127.0.0.1:${port}`,
    start: async () => {
      child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
      for await (const text of child.stdout ?? []) if (String(text).includes('Ready to accept')) break;
    },
    stop: async () => {
      if (child === undefined || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
