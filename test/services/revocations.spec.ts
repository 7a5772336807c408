import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAuth } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type ServerProcess, startServer } from '../support/process.js';
import { revocations, secondsUntilRejected } from '../support/revocation-race.js';
import { oneStory } from '../support/story.js';
import { missingPooler } from './pooler.js';
import { missingRedis, openRedis, type Redis } from './redis.js';

oneStory();

const setting = {
  CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
  PUBLIC_URL: 'http://camgate.test',
  // So long that without news from the others the servers would go on believing what they remember.
  ACCOUNT_STATE_SECONDS: '60',
  RATE_LIMIT_LOGINS_PER_MINUTE: '0',
};
const kinds = Object.entries(revocations);

/** Two servers, and a third instance that revokes; the slower of the two servers counts. */
async function openInstances(database: TestDatabase, databaseUrl: string, more: Readonly<Record<string, string>> = {}) {
  const environment = { ...setting, ...more };
  const core = await openAuth(database, environment);
  const start = (): Promise<ServerProcess> => startServer({ ...environment, DATABASE_URL: databaseUrl });
  const servers = await Promise.all([start(), start()]);
  return {
    core,
    seconds: async (prepare: (typeof kinds)[number][1]): Promise<number> =>
      secondsUntilRejected(servers, await prepare(core.app)),
    close: async () => {
      await Promise.all(servers.map((server) => server.end('SIGTERM')));
      await core.app.close();
    },
  };
}

type Instances = Awaited<ReturnType<typeof openInstances>>;

describe.skipIf(missingRedis() !== undefined)('Two servers with Redis', () => {
  let database: TestDatabase;
  let redis: Redis;
  let instances: Instances;
  const notified: string[] = [];
  let listener: Client;

  beforeAll(async () => {
    database = await cloneDatabase();
    redis = await openRedis();
    await redis.start();
    instances = await openInstances(database, database.url, { REDIS_URL: redis.url });
    listener = new Client({ connectionString: database.url });
    await listener.connect();
    await listener.query('LISTEN camgate_revocations');
    listener.on('notification', ({ channel }) => notified.push(channel));
  });
  afterAll(async () => {
    await instances.close();
    await listener.end();
    await redis.stop();
    await database.drop();
  });

  it.each(kinds)('reject %s within a second', async (_, prepare) => {
    expect(await instances.seconds(prepare)).toBeLessThan(1);
  });

  it('hear it from Redis: PostgreSQL notifies nobody', async () => {
    await listener.query('SELECT 1');
    expect(notified).toEqual([]);
  });

  it('go on within two seconds when Redis goes away, because PostgreSQL takes over', async () => {
    await redis.stop();
    for (const [, prepare] of kinds) expect(await instances.seconds(prepare)).toBeLessThan(2);
    expect(notified).not.toEqual([]);
  });

  it('hear it from Redis again when it is back', async () => {
    await redis.start();
    const [[, prepare] = []] = kinds;
    if (prepare === undefined) throw new Error('no kinds');
    // The pause between attempts to connect grows to five seconds.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await listener.query('SELECT 1');
    notified.length = 0;
    expect(await instances.seconds(prepare)).toBeLessThan(1);
    await listener.query('SELECT 1');
    expect(notified).toEqual([]);
  });
});

describe.skipIf(missingPooler() !== undefined)(
  'Two servers behind a transaction pooler, where LISTEN hears nothing',
  () => {
    let database: TestDatabase;
    let instances: Instances;

    beforeAll(async () => {
      database = await cloneDatabase();
      const url = new URL(database.url);
      url.host = inject('poolerHost') ?? url.host;
      instances = await openInstances(database, url.toString());
    });
    afterAll(async () => {
      await instances.close();
      await database.drop();
    });

    it.each(kinds)('reject %s within two seconds', async (_, prepare) => {
      expect(await instances.seconds(prepare)).toBeLessThan(2);
    });
  },
);
