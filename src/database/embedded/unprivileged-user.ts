import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The user that the engine runs as; undefined: the current user, unless that is root. */
export interface EngineUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user that root runs the engine as, because PostgreSQL refuses root: the owner of an existing cluster, else `nobody`.
 * Not a free number: initdb refuses a uid that has no passwd entry, and we create no system users.
 */
export async function chooseEngineUser(clusterDirectory: string): Promise<EngineUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDirectory).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const entry = passwd.split('\n').find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = (entry ?? '').split(':').map(Number);
  if (uid === undefined || gid === undefined || Number.isNaN(uid) || uid === 0) {
    throw new EmbeddedPostgresError(
      'engine.unsupported',
      'PostgreSQL refuses to run as root and this system has no user "nobody" to run it as: start Camgate as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return { uid, gid };
}

/** Tests with a process of that user whether it can enter a directory: mode bits alone miss ACLs and mounts. */
export async function canEnter(user: EngineUser, directory: string): Promise<boolean> {
  const shell = spawn('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
    env: {},
  });
  try {
    const [code] = (await once(shell, 'exit')) as [number | null];
    return code === 0;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'engine.unsupported',
      'PostgreSQL refuses to run as root and this root may not change to another user: start Camgate as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  }
}
