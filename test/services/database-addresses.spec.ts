import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '#config';
import { findSession } from '#database';
import { dataSourceOptions } from '../../src/database/data-source.options.js';
import { openRuntime } from '../../src/bootstrap/runtime.js';
import { type DebianPostgres, missingPostgres, startPostgres } from './debian-postgres.js';

const missing = missingPostgres();
if (missing !== undefined) console.warn(`Not run against Debian's PostgreSQL: ${missing}.`);

describe.skipIf(missing !== undefined)('a PostgreSQL with TLS, a socket and an odd password', () => {
  let server: DebianPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.close());

  /** Whether the connection that an address leads to is encrypted. */
  async function encrypted(url: string): Promise<boolean> {
    const options = dataSourceOptions(url, undefined, await findSession(url));
    const dataSource = await new DataSource({ ...options, entities: [], migrations: [] }).initialize();
    try {
      const [row] = await dataSource.query<{ ssl: boolean }[]>(
        'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
      );
      return row?.ssl ?? false;
    } finally {
      await dataSource.destroy();
    }
  }
  const at = (host: string, query = ''): string =>
    `postgres://me:${server.password}@${host}:${server.port}/postgres${query}`;

  it.each([
    ['', false],
    ['?sslmode=disable', false],
    ['?sslmode=allow', false],
    ['?sslmode=prefer', true],
    ['?sslmode=require', true],
  ])('is reached with its password as it is, and %s', async (query, tls) => {
    expect(await encrypted(at('127.0.0.1', query))).toBe(tls);
  });

  it('is looked at as closely as the address says', async () => {
    const root = `sslrootcert=${server.certificate}`;
    expect(await encrypted(at('localhost', `?sslmode=verify-full&${root}`))).toBe(true);
    expect(await encrypted(at('127.0.0.1', `?sslmode=verify-ca&${root}`))).toBe(true);
    // The certificate is for another name, and without it nobody vouches for the server.
    await expect(encrypted(at('127.0.0.1', `?sslmode=verify-full&${root}`))).rejects.toThrow(/altnames|IP/);
    await expect(encrypted(at('localhost', '?sslmode=verify-full'))).rejects.toThrow(/self-signed/);
  });

  it('is reached by its socket, in each of the three spellings', async () => {
    const login = `me:${encodeURIComponent(server.password)}`;
    const directory = encodeURIComponent(server.socket);
    for (const url of [
      `postgres://${login}@/postgres?host=${server.socket}&port=${server.port}`,
      `postgres://${login}@${directory}:${server.port}/postgres`,
      `socket://${login}@${server.socket}?db=postgres&port=${server.port}`,
    ])
      expect(await encrypted(url)).toBe(false);
  });

  it('is one sentence without a piece of the password when it refuses', async () => {
    const url = `postgres://me:canary/of@a#password@127.0.0.1:${server.port}/postgres`;
    const config = parseConfig({ DATABASE_URL: url, CAMGATE_SECRET: 'a master secret of the tests, long enough' });
    const refusal: unknown = await openRuntime(config).catch((error: unknown) => error);
    expect(String(refusal)).toMatch(
      /^Error: The database postgres:\/\/me:\*\*\*@127[^\n]+ password authentication failed/,
    );
    expect(String(refusal)).not.toMatch(/canary|of@a|a#password/);
  });
});
