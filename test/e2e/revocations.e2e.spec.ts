import { UsersService } from '#auth';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuth } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type ServerProcess, startServer } from '../support/process.js';
import { revocations, secondsUntilRejected } from '../support/revocation-race.js';

const secret = 'the master secret of the tests, 32+ characters';
/** So long that without news from the others the servers would go on believing what they remember. */
const setting = { CAMGATE_SECRET: secret, PUBLIC_URL: 'http://camgate.test', ACCOUNT_STATE_SECONDS: '60' };

let database: TestDatabase;
let core: Awaited<ReturnType<typeof openAuth>>;
let one: ServerProcess;
let other: ServerProcess;

beforeAll(async () => {
  database = await cloneDatabase();
  core = await openAuth(database, setting);
  const start = (): Promise<ServerProcess> =>
    startServer({ ...setting, DATABASE_URL: database.url, RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  [one, other] = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all([one, other].map((server) => server.end('SIGTERM')));
  await core.app.close();
  await database.drop();
});

describe('Two servers on one database', () => {
  it.each(Object.entries(revocations))('both reject %s within a second', async (_, prepare) => {
    expect(await secondsUntilRejected([one, other], await prepare(core.app))).toBeLessThan(1);
  });

  it('notice within two seconds what nobody signals', async () => {
    const { user } = await core.app.get(UsersService).create({ login: 'silent', password: 'a long enough password' });
    const authorization = `Basic ${Buffer.from('silent:a long enough password').toString('base64')}`;
    const use = async (server: string): Promise<number> =>
      (await fetch(`${server}/api/v1/me`, { headers: { authorization } })).status;
    const client = new Client({ connectionString: database.url });
    await client.connect();
    // As another instance would write it whose signal is lost.
    const revoke = async (): Promise<void> => {
      await client.query('BEGIN');
      await client.query('UPDATE users SET disabled = true, epoch = epoch + 1 WHERE id = $1', [user.id]);
      await client.query(
        `INSERT INTO revocations (kind, key, transaction_id)
         SELECT 'user', subject, pg_current_xact_id()::text::bigint FROM users WHERE id = $1`,
        [user.id],
      );
      await client.query('COMMIT');
    };
    const seconds = await secondsUntilRejected([one, other], { use, revoke });
    await client.end();
    expect(seconds).toBeLessThan(2);
  });

  it('miss no change whose transaction commits after later ones', async () => {
    const people = await Promise.all(
      ['early', 'late'].map((login) =>
        core.app.get(UsersService).create({ login, password: 'a long enough password' }),
      ),
    );
    const status = async (login: string): Promise<number> => {
      const authorization = `Basic ${Buffer.from(`${login}:a long enough password`).toString('base64')}`;
      return (await fetch(`${one.url}/api/v1/me`, { headers: { authorization } })).status;
    };
    expect([await status('early'), await status('late')]).toEqual([200, 200]);
    const slow = core.dataSource.createQueryRunner();
    await slow.startTransaction();
    const [early, late] = people.map(({ user }) => user.id);
    await slow.query('UPDATE users SET disabled = true WHERE id = $1', [early]);
    await slow.query(
      `INSERT INTO revocations (kind, key, transaction_id)
       SELECT 'user', subject, pg_current_xact_id()::text::bigint FROM users WHERE id = $1`,
      [early],
    );
    await core.app.get(UsersService).disable(late ?? 0);
    while ((await status('late')) === 200) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await status('early')).toBe(200);
    await slow.commitTransaction();
    await slow.release();
    const from = performance.now();
    while ((await status('early')) === 200) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});
