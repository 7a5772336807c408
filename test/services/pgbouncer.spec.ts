import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type ServerProcess, startServer } from '../support/process.js';
import { missingPooler, type Pooler, startPooler } from './pooler.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const missing = missingPooler();
const password = 'a long enough password';
const basic = { authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}` };

describe.skipIf(missing !== undefined)('behind PgBouncer in transaction mode', () => {
  const postgres = inject('postgresUrl');
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await startPooler(postgres);
  });
  afterAll(() => pooler?.close());

  describe.each([
    ['and nothing else is set', (): Readonly<Record<string, string>> => ({})],
    [
      'with a direct address for migrations and names switched off',
      (direct: string): Readonly<Record<string, string>> => ({
        DATABASE_DIRECT_URL: direct,
        DATABASE_NAMED_STATEMENTS: 'false',
      }),
    ],
  ])('%s', (_, more) => {
    const name = `camgate_pooled_${randomBytes(4).toString('hex')}`;
    let server: ServerProcess;

    beforeAll(async () => {
      await onServer(postgres, `create database ${name}`);
      const direct = new URL(postgres);
      direct.pathname = `/${name}`;
      server = await startServer({
        DATABASE_URL: pooler.through(direct.toString()),
        CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
        CAMGATE_ADMIN_PASSWORD: password,
        ...more(direct.toString()),
      });
    });
    afterAll(async () => {
      await server?.end('SIGTERM');
      await onServer(postgres, `drop database if exists ${name} with (force)`);
    });

    it('an empty database is migrated, and fifty callers at once read and write as ever', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, async (_each, index) => {
          const body = JSON.stringify({
            name: `pooled-${index}`,
            title: 'Pooled',
            location: { latitude: 1, longitude: index },
            streams: { snapshot_url: `http://c.example/${index}.jpg` },
          });
          const headers = { ...basic, 'content-type': 'application/json' };
          const written = await fetch(`${server.url}/api/v1/cameras`, { method: 'POST', headers, body });
          const { id } = (await written.json()) as { readonly id: number };
          const read = await fetch(`${server.url}/api/v1/cameras/${id}`, { headers: basic });
          const listed = await fetch(`${server.url}/api/v1/cameras?limit=5&q=pooled`, { headers: basic });
          return [written.status, read.status, listed.status];
        }),
      );
      expect(answers).toEqual(Array.from({ length: 50 }, () => [201, 200, 200]));
      expect(server.stderr() + server.stdout()).not.toMatch(/prepared statement|"level":(50|60)|is away/);
    });
  });
});

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
