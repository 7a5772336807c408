// Not '#config': vitest's global set-up reads this file, and knows no conditions.
import { type DatabaseAddress, parseDatabaseUrl } from '../config/index.js';
import { readFileSync } from 'node:fs';
import { Client, type ClientConfig } from 'pg';
import type { ConnectionOptions } from 'node:tls';

/** How connections to one database are made. */
export class DatabaseSession {
  constructor(
    readonly tls: boolean,
    /** Whether a connection accepts settings at its start; a transaction pooler rejects them. */
    readonly startupSettings: boolean,
    /** Whether statements may be named; `auto`: until a pooler turns out not to support it. */
    readonly names: 'auto' | 'true' | 'false' = 'auto',
  ) {}

  /** Without probing the server: what the address requires. */
  static of(url: string): DatabaseSession {
    return new DatabaseSession(tlsChoices(parseDatabaseUrl(url))[0] ?? false, true);
  }

  named(names: 'auto' | 'true' | 'false'): DatabaseSession {
    return new DatabaseSession(this.tls, this.startupSettings, names);
  }
}

const connectMilliseconds = 5000;

/**
 * Probes the server: TLS where the address leaves it open, and settings at the start of a connection, which poolers reject.
 * @throws the error of the last try
 */
export async function findSession(url: string): Promise<DatabaseSession> {
  const choices = tlsChoices(parseDatabaseUrl(url));
  for (const [index, tls] of choices.entries()) {
    try {
      return await probe(url, tls);
    } catch (error) {
      if (index === choices.length - 1 || !isAboutTls(error)) throw error;
    }
  }
  return DatabaseSession.of(url);
}

async function probe(url: string, tls: boolean): Promise<DatabaseSession> {
  try {
    await answer({ ...clientOptions(url, tls), statement_timeout: 60_000 });
    return new DatabaseSession(tls, true);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('startup parameter'))) throw error;
    await answer(clientOptions(url, tls));
    return new DatabaseSession(tls, false);
  }
}

async function answer(options: ClientConfig): Promise<void> {
  const client = new Client(options);
  // Without a listener, a later disconnection would end the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.end();
}

function tlsChoices({ sslMode, host }: DatabaseAddress): readonly boolean[] {
  if (sslMode === 'disable' || host.startsWith('/')) return [false];
  if (sslMode === 'allow') return [false, true];
  return sslMode === 'prefer' ? [true, false] : [true];
}

/** The server has no TLS, or requires it. */
function isAboutTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const refusedPlain = 'code' in error && error.code === '28000';
  return refusedPlain || /SSL|TLS/.test(error.message);
}

/** The connection options for `pg`; `dataSourceOptions` renames those that TypeORM names differently. */
export function clientOptions(url: string, tls: boolean): ClientConfig {
  const address = parseDatabaseUrl(url);
  return {
    host: address.host,
    port: address.port,
    ...(address.user === undefined ? {} : { user: address.user }),
    ...(address.password === undefined ? {} : { password: address.password }),
    ...(address.database === undefined ? {} : { database: address.database }),
    ...(address.options === undefined ? {} : { options: address.options }),
    ...(address.directTls && tls ? { sslnegotiation: 'direct' } : {}),
    application_name: address.applicationName ?? 'camgate',
    connectionTimeoutMillis: (address.connectSeconds ?? connectMilliseconds / 1000) * 1000,
    ssl: tls ? tlsOptions(address) : false,
  };
}

/** As in libpq: only `verify-ca`, `verify-full` and a named root certificate verify the server. */
function tlsOptions(address: DatabaseAddress): ConnectionOptions {
  const { sslMode, sslRootCertificate: root, sslCertificate: certificate, sslKey: key, host } = address;
  const verifies = sslMode === 'verify-full' || sslMode === 'verify-ca' || root !== undefined;
  return {
    // For an IP address `pg` passes no host; TLS would then compare the certificate with "localhost".
    host,
    rejectUnauthorized: verifies,
    ...(sslMode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    ...(root === undefined ? {} : { ca: readFileSync(root) }),
    ...(certificate === undefined ? {} : { cert: readFileSync(certificate) }),
    ...(key === undefined ? {} : { key: readFileSync(key) }),
  };
}
