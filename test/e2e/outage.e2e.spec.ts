import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { systemApiKey } from '../support/server.js';
import { type Network, networkTo } from '../support/network.js';
import { type ServerProcess, startServer } from '../support/process.js';
import { oneStory } from '../support/story.js';

oneStory();

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const password = 'a long enough password';
const basic = `Basic ${Buffer.from(`chief:${password}`).toString('base64')}`;
const form = 'application/x-www-form-urlencoded';
const credentials = 'client_id=nobody-0001&client_secret=wrong-wrong-wrong-wrong';

/** A question of each API that cannot be answered without the database, and what says 503 in that API's shape. */
const questions: readonly (readonly [name: string, path: string, init: RequestInit, shape: unknown])[] = [
  ['CAM2 v1', '/register_app/', { method: 'POST', headers: { authorization: basic } }, { detail: expect.any(String) }],
  ['CAM2 v1, token', '/token/', post(credentials), { detail: expect.any(String) }],
  ['CAM2 v2', '/cam2/v2/auth?clientID=nobody-0001&clientSecret=wrong', {}, { message: expect.any(String) }],
  [
    'Watcher v3',
    '/watcher/client-api/v3/streams',
    { headers: { authorization: basic } },
    { errors: [{ status: '503', code: 'unavailable', title: expect.any(String) }], error: 'unavailable' },
  ],
  [
    'Watcher v3, login',
    '/watcher/client-api/v3/login',
    { method: 'POST', headers: { authorization: basic } },
    { error: 'unavailable' },
  ],
  [
    'Watcher v2',
    '/vsaas/api/v2/cameras',
    { headers: { 'x-vsaas-api-key': systemApiKey } },
    { success: false, error: 'ApplicationError', error_message: expect.any(String) },
  ],
  [
    'OAuth',
    '/oauth/token',
    post(`grant_type=client_credentials&${credentials}`),
    { error: 'temporarily_unavailable', error_description: expect.any(String) },
  ],
  [
    'REST',
    '/api/v1/cameras',
    { headers: { authorization: basic } },
    { status: 503, title: expect.any(String), detail: expect.any(String) },
  ],
  [
    'media servers',
    '/media/mediamtx/auth',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'read', path: 'a', user: 'chief', password }),
    },
    'unavailable',
  ],
];

function post(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': form }, body };
}

let database: TestDatabase;
let network: Network;
let server: ServerProcess;
/** Where the log stood when the test began. */
let mark = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  network = await networkTo(database.url);
  server = await startServer({
    DATABASE_URL: network.url,
    CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
    CAMGATE_ADMIN_LOGIN: 'chief',
    CAMGATE_ADMIN_PASSWORD: password,
    CAMGATE_SYSTEM_API_KEY: systemApiKey,
    RATE_LIMIT_LOGINS_PER_MINUTE: '0',
    ACCOUNT_STATE_SECONDS: '0',
    LOG_LEVEL: 'info',
  });
});
afterEach(async () => {
  await network.mend();
  await untilReady();
});
afterAll(async () => {
  await server.end('SIGTERM');
  await network.close();
  await database.drop();
});

async function ask(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; retryAfter: number; body: unknown }> {
  const answer = await fetch(server.url + path, { ...init, signal: AbortSignal.timeout(60_000) });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: answer.status,
    retryAfter: Number(answer.headers.get('retry-after')),
    body: isJson ? (JSON.parse(text) as unknown) : text,
  };
}

async function untilReady(): Promise<void> {
  while ((await ask('/health/ready')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
}

interface LogLine {
  readonly msg: string;
  readonly path?: string;
  readonly status?: number;
  readonly context?: string;
  readonly denial?: string;
}

/** What was logged since the mark, and nothing in it that belongs to a fault of ours. */
function logged(): readonly LogLine[] {
  const text = server.stdout().slice(mark);
  expect(text + server.stderr()).not.toMatch(/"stack"|\n\s+at |Unhandled|unhandled/);
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}

async function expectAllUnavailable(): Promise<void> {
  const answers = await Promise.all(
    questions.map(async ([name, path, init, shape]) => ({ name, shape, ...(await ask(path, init)) })),
  );
  for (const { name, shape, status, retryAfter, body } of answers) {
    expect({ name, status }).toEqual({ name, status: 503 });
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect({ body }).toMatchObject({ body: shape });
    expect(JSON.stringify(body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres|pg_|at \w+ \(/i);
  }
}

describe('while the database cannot be reached', () => {
  it('every API answers 503 in its own shape and says when to come again; two lines in the log tell of it', async () => {
    for (const [name, path, init] of questions)
      expect({ name, status: (await ask(path, init)).status }).not.toEqual({ name, status: 503 });
    mark = server.stdout().length;
    network.cut();
    await expectAllUnavailable();
    expect(await ask('/health/ready')).toMatchObject({ status: 503, body: { database: 'unavailable' } });
    expect((await ask('/health/live')).status).toBe(200);
    // The audit log tries four times a second meanwhile, the counters every second.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await network.mend();
    await untilReady();
    const rest = questions.find(([name]) => name === 'REST');
    expect((await ask('/api/v1/cameras', rest?.[2])).status).toBe(200);
    const lines = logged();
    const told = lines.filter(({ context }) => context === 'Database').map(({ msg }) => msg);
    expect(told).toEqual([
      expect.stringMatching(/^The database is away: \w/),
      expect.stringMatching(/^The database is back after \d+ s\.$/),
    ]);
    // One line a request, and nothing else.
    const refused = lines.filter(({ status }) => status === 503).map(({ path }) => path);
    // The log has a path as the router knows it: without the slash at its end.
    const logged503 = (path: string): number =>
      refused.filter((one) => one === path.split('?')[0]?.replace(/\/$/, '')).length;
    for (const [, path] of questions) expect([path, logged503(path)]).toEqual([path, 1]);
    // A media server's question of before the outage may be told late.
    const others = lines.filter((line) => line.msg !== 'answered' && line.denial === undefined);
    expect(others.filter(({ context }) => context !== 'Database')).toEqual([]);
  });

  it('a request that is running fails alike, and one without a way through does not wait for ever', async () => {
    await untilReady();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      // Whoever signs in is read and written in one row of the table of users; somebody holds it.
      await client.query('begin; lock table users in access exclusive mode');
      const { running } = await waitingRequest(client);
      network.cut();
      expect(await running).toMatchObject({ status: 503 });
    } finally {
      await client.end();
    }
  });

  it('a cable that was pulled ends waiting requests within seconds, not with the operating system’s patience', async () => {
    await untilReady();
    mark = server.stdout().length;
    network.silence();
    const begun = performance.now();
    await expectAllUnavailable();
    expect(performance.now() - begun).toBeLessThan(25_000);
    expect(await ask('/health/ready')).toMatchObject({ status: 503 });
    network.cut();
    await network.mend();
    await untilReady();
    logged();
  });
});

describe('a database that is there and cannot serve', () => {
  it('because it may only be read answers 503 to writes, is not ready, and reads go on', async () => {
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    const { rows } = await admin.query<{ name: string }>('select current_database() as name');
    const [{ name } = { name: '' }] = rows;
    const readOnly = async (on: 'on' | 'off'): Promise<void> => {
      await admin.query(`alter database ${name} set default_transaction_read_only = ${on}`);
      await admin.query(`set default_transaction_read_only = off`);
      network.cut();
      await network.mend();
    };
    try {
      await readOnly('on');
      const body = JSON.stringify({ name: 'x', title: 'X', location: { latitude: 1, longitude: 1 } });
      const headers = { authorization: basic, 'content-type': 'application/json' };
      expect(await ask('/api/v1/cameras', { method: 'POST', headers, body })).toMatchObject({ status: 503 });
      expect((await ask('/api/v1/cameras', { headers })).status).toBe(200);
      expect((await ask('/health/ready')).status).toBe(503);
    } finally {
      await readOnly('off');
      await admin.end();
    }
    await untilReady();
  });
});

/**
 * A request that waits for the lock. One that meets a connection of before the outage is answered at once: then another is
 * sent.
 */
async function waitingRequest(client: Client): Promise<{ readonly running: ReturnType<typeof ask> }> {
  for (;;) {
    const state = { answered: false };
    const running = ask('/api/v1/cameras', { headers: { authorization: basic } }).finally(
      () => (state.answered = true),
    );
    while (!state.answered) {
      const { rowCount } = await client.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if ((rowCount ?? 0) > 0) return { running };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
