import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/process.js';
import { answers } from './answers.js';

/** Debian's `nobody`: PgBouncer refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };

/** A real PgBouncer in transaction mode, with two connections for each database of the PostgreSQL behind it. */
export interface Pooler {
  /** The same database, through the pooler. */
  through(url: string): string;
  close(): Promise<void>;
}

/** Why there can be no pooler on this machine; undefined: there can. */
export function missingPooler(): string | undefined {
  return spawnSync('which', ['pgbouncer']).status === 0 ? undefined : 'pgbouncer is not installed';
}

/** @param url of any database of the PostgreSQL behind it */
export async function startPooler(url: string): Promise<Pooler> {
  const { hostname, port: serverPort, username, password } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'camgate-pooler-'));
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const login = `user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}`;
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${serverPort || 5432} ${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 500
`,
  );
  chmodSync(folder, 0o755);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [folder, file]) chownSync(path, nobody.uid, nobody.gid);
  const child = spawn('pgbouncer', [file], { stdio: ['ignore', 'ignore', 'pipe'], ...(isRoot ? nobody : {}) });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const through = (direct: string): string => {
    const address = new URL(direct);
    address.host = `127.0.0.1:${port}`;
    return address.toString();
  };
  while (!(await answers({ connectionString: through(url) }))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    through,
    close: async () => {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
