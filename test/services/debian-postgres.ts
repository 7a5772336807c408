import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/process.js';
import { answers } from './answers.js';

const programs = '/usr/lib/postgresql/15/bin';
/** Debian's `nobody`: PostgreSQL refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };

/** A PostgreSQL server of Debian's, with TLS and a Unix socket; its password is full of odd characters. */
export interface DebianPostgres {
  readonly port: number;
  /** The directory of its socket. */
  readonly socket: string;
  /** The certificate that it shows, for the name `localhost`. */
  readonly certificate: string;
  readonly password: string;
  close(): Promise<void>;
}

/** Why there can be none on this machine; undefined: there can. */
export function missingPostgres(): string | undefined {
  return existsSync(`${programs}/postgres`) ? undefined : 'postgresql-15 is not installed';
}

export async function startPostgres(): Promise<DebianPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'camgate-postgres-'));
  const [data, socket, certificate, key] = ['data', 'socket', 'server.crt', 'server.key'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const password = 'p@s:s/w?o#r%d';
  const passwordFile = join(folder, 'password');
  for (const path of [data, socket]) mkdirSync(path, { mode: 0o700 });
  writeFileSync(passwordFile, password);
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...subject],
    { stdio: 'ignore' },
  );
  chmodSync(key, 0o600);
  chmodSync(folder, 0o755);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [data, socket, key, passwordFile]) chownSync(path, nobody.uid, nobody.gid);
  const as = isRoot ? nobody : {};
  const setUp = ['-D', data, '-U', 'me', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  execFileSync(`${programs}/initdb`, setUp, { ...as, cwd: '/', stdio: 'ignore', env: { LC_ALL: 'C' } });
  const port = await freePort();
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socket,
    ssl: 'on',
    ssl_cert_file: certificate,
    ssl_key_file: key,
  };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(`${programs}/postgres`, args, { ...as, cwd: '/', stdio: 'ignore', env: { LC_ALL: 'C' } });
  while (!(await answers({ host: '127.0.0.1', port, user: 'me', password, database: 'postgres' }))) {
    if (child.exitCode !== null) throw new Error('PostgreSQL did not start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    socket,
    certificate,
    password,
    close: async () => {
      const closed = once(child, 'close');
      child.kill('SIGINT');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
