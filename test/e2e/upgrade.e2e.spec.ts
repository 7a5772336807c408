import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Vault } from '#config';
import { AuditVerifierService } from '#audit';
import { openBackup, readSchemaState, restoreBackup } from '#database';
import { DatabaseSession } from '../../src/database/database-session.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { openServer, type TestServer } from '../support/server.js';
import { read } from './openapi/story.js';

const vault = new Vault('the master secret of the tests, 32+ characters');

describe('the data of the version before', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await emptyDatabase();
    const backup = await openBackup(createReadStream('test/fixtures/665b5a2.backup'), vault);
    await restoreBackup({ url: database.url, session: DatabaseSession.of(database.url), vault }, backup);
    server = await openServer({ DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const headers = {
    authorization: `Basic ${Buffer.from('admin:the password of the first start').toString('base64')}`,
  };

  it('has the schema of this version', async () => {
    expect(await readSchemaState(server.dataSource)).toMatchObject({ pending: [], unknown: [], compatible: true });
  });

  it.each([
    ['cameras', 74],
    ['organizations', 5],
    ['users', 4],
    ['webhooks', 1],
    ['mosaics', 3],
    ['shares', 2],
    ['media-servers', 3],
  ])('has its %s', async (resource, count) => {
    const page = await fetch(`${server.url}/api/v1/${resource}?limit=100`, { headers });
    expect(page.status).toBe(200);
    expect(((await page.json()) as { items: unknown[] }).items).toHaveLength(count);
  });

  it('is told by the other APIs, too', async () => {
    const streams = await fetch(`${server.url}/watcher/client-api/v3/streams`, { headers });
    expect(streams.status).toBe(200);
    expect(await read(fetch(`${server.url}/.well-known/jwks.json`))).toMatchObject({ keys: expect.any(Array) });
  });

  it('has an audit log that nobody has changed', async () => {
    expect((await server.app.get(AuditVerifierService).verify()).ok).toBe(true);
  });
});
