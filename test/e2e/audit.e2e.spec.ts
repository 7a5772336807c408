import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '#database';
import { asOwner } from '../support/audit.js';
import { compileSources, type Compiled } from '../support/compiled.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startServer } from '../support/process.js';
import { oneStory } from '../support/story.js';

oneStory();

const secret = 'the master secret of the tests, 32+ characters';
const password = 'correct horse battery';

let database: TestDatabase;
let compiled: Compiled;
let dataSource: DataSource;

beforeAll(async () => {
  [database, compiled] = await Promise.all([cloneDatabase(), compileSources()]);
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  compiled.remove();
  await database.drop();
});

const settings = (): Readonly<Record<string, string>> => ({
  DATABASE_URL: database.url,
  CAMGATE_SECRET: secret,
  CAMGATE_ADMIN_PASSWORD: password,
  RATE_LIMIT_LOGINS_PER_MINUTE: '0',
});

async function camgate(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(compiled.dist, 'cli/main.js'), ...args], {
    env: { PATH, HOME, ...settings() },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += String(text)));
  child.stderr.on('data', (text) => (said.stderr += String(text)));
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

const signIn = (url: string, given = password): Promise<Response> =>
  fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password: given }),
  });

const counted = async (event: string): Promise<number> => {
  const [row] = await dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM audit_events WHERE event = $1',
    [event],
  );
  return row?.count ?? 0;
};

describe('a server that ends', () => {
  it('has written and sealed what it still had in its buffer when it is told to', async () => {
    const server = await startServer(settings());
    const answers = await Promise.all([1, 2, 3].map(() => signIn(server.url, 'wrong')));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(await counted('authn_login_fail')).toBe(3);
    expect(await dataSource.query('SELECT FROM audit_events WHERE sequence IS NULL')).toEqual([]);
  });

  it('has the row of each session it began, also when it is killed beside another one', async () => {
    const [one, two] = await Promise.all([startServer(settings()), startServer(settings())]);
    let begun = 0;
    const run = async (url: string): Promise<void> => {
      for (let time = 0; time < 15; time += 1) {
        const { status } = await signIn(url).catch(() => ({ status: 0 }));
        if (status === 200) begun += 1;
        if (begun === 10) await one.end('SIGKILL');
      }
    };
    await Promise.all([run(one.url), run(two.url)]);
    expect(await two.end('SIGTERM')).toBe(0);
    expect(begun).toBeGreaterThanOrEqual(15);
    const [rows] = await dataSource.query<{ sessions: number; created: number; successes: number }[]>(
      `SELECT (SELECT count(*)::int FROM sessions) AS sessions,
         (SELECT count(*)::int FROM audit_events WHERE event = 'session_created') AS created,
         (SELECT count(*)::int FROM audit_events WHERE event LIKE 'authn_login_success%' AND user_agent = 'node') AS successes`,
    );
    expect(rows?.created).toBe(rows?.sessions);
    expect(rows?.successes).toBe(rows?.sessions);
    expect(rows?.sessions).toBeGreaterThanOrEqual(begun);
    const { code, stdout } = await camgate('audit', 'verify');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('The audit log is whole') });
  });
});

describe('camgate audit', () => {
  it('records what the command line itself does', async () => {
    expect((await camgate('user', 'create', '--login', 'ann')).code).toBe(0);
    const { stdout } = await camgate('audit', 'tail', '-n', '1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ event: 'user_created', actor: 'cli', outcome: 'success' });
  });

  it('exports a range as NDJSON', async () => {
    const all = (await camgate('audit', 'export')).stdout.trim().split('\n');
    const rows = all.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.length).toBeGreaterThan(20);
    expect(Object.keys(rows[0] ?? {})).toEqual(
      'id sequence at event actor subject client dialect ip user_agent request_id outcome reason hash'.split(' '),
    );
    expect(rows.find(({ event }) => event === 'session_created')).toMatchObject({
      actor: expect.stringMatching(/^user:\d+$/),
      subject: expect.stringMatching(/^session:/),
      dialect: 'rest',
      ip: '127.0.0.1',
      user_agent: 'node',
      request_id: expect.any(String),
      outcome: 'success',
    });
    const at = String(rows[5]?.['at']);
    const later = (await camgate('audit', 'export', '--since', at, '--json')).stdout.trim().split('\n');
    expect(later).toEqual(all.filter((line) => (JSON.parse(line) as { at: string }).at >= at));
    const before = await camgate('audit', 'export', '--until', '2000-01-01');
    expect(before).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await camgate('audit', 'export', '--since', 'yesterday')).code).toBe(2);
  });

  it('follows what happens, each event once', async () => {
    const { PATH = '', HOME = '' } = process.env;
    const tail = spawn(
      process.execPath,
      [join(compiled.dist, 'cli/main.js'), 'audit', 'tail', '-n', '1', '--follow', '--json'],
      { env: { PATH, HOME, ...settings() } },
    );
    let seen = '';
    tail.stdout.on('data', (text) => (seen += String(text)));
    const lines = (): readonly string[] => seen.trim().split('\n');
    await expect.poll(() => seen, { timeout: 15_000 }).toContain('user_created');
    await camgate('user', 'disable', 'ann');
    await expect.poll(() => seen, { timeout: 15_000 }).toContain('authn_token_revoked');
    tail.kill('SIGINT');
    await once(tail, 'close');
    expect(tail.exitCode).toBe(130);
    const ids = lines().map((line) => (JSON.parse(line) as { id: number }).id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('verifies against a head that was noted, and exits 1 with the name of the row that somebody changed', async () => {
    const whole = await camgate('audit', 'verify', '--json');
    const { ok, head } = JSON.parse(whole.stdout) as { ok: boolean; head: { sequence: number; hash: string } };
    expect({ code: whole.code, ok }).toEqual({ code: 0, ok: true });
    expect((await camgate('audit', 'verify', '--head', `${head.sequence}:${head.hash}`)).code).toBe(0);
    expect((await camgate('audit', 'verify', '--head', `${head.sequence}:${'0'.repeat(64)}`)).code).toBe(1);
    await asOwner(dataSource, `UPDATE audit_events SET actor = 'user:2' WHERE sequence = 3`);
    const [row] = await dataSource.query<{ id: string }[]>('SELECT id FROM audit_events WHERE sequence = 3');
    const found = await camgate('audit', 'verify', '--json');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toMatchObject({
      ok: false,
      found: 1,
      problems: [{ kind: 'changed', id: Number(row?.id), sequence: 3 }],
    });
    const text = await camgate('audit', 'verify');
    expect(text.code).toBe(1);
    expect(text.stdout).toContain(`changed: Row ${row?.id} (number 3`);
  });
});
