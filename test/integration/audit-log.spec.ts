import { AuditLogService } from '#audit';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

let database: TestDatabase;
let server: Awaited<ReturnType<typeof openAuth>>;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await openAuth(database);
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});
afterEach(() => vi.restoreAllMocks());

const rows = () =>
  server.dataSource.query<Record<string, string | null>[]>(
    'SELECT event, actor, subject, door, ip, user_agent, request_id, reason FROM audit_events ORDER BY id',
  );

describe('the audit log (R-LOG)', () => {
  it('writes what is recorded within moments, many in one statement', async () => {
    for (let time = 0; time < 1200; time += 1)
      server.app.get(AuditLogService).record({ event: 'authz_fail', actor: `user:${time}`, origin, reason: 'test' });
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1200), { timeout: 5000 });
    expect((await rows())[0]).toEqual({
      event: 'authz_fail',
      actor: 'user:0',
      subject: null,
      door: 'test',
      ip: '192.0.2.1',
      user_agent: 'vitest',
      request_id: 'request-1',
      reason: 'test',
    });
  });

  it('keeps strangers from forging lines or breaking the insert', async () => {
    const userAgent = `evil\r\n2027 authn_login_success\0\u001b[2J\ud800${'x'.repeat(10_000)}`;
    server.app.get(AuditLogService).record({ event: 'authn_login_fail', origin: { ...origin, userAgent } });
    await server.app.get(AuditLogService).flush();
    const written = (await rows()).at(-1)?.['user_agent'] ?? '';
    expect(written).toHaveLength(255);
    expect(written).not.toMatch(/\p{Cc}/u);
  });

  it('waits while the database is away, and drops the oldest beyond ten thousand', async () => {
    const log = server.app.get(AuditLogService);
    await server.dataSource.query('ALTER TABLE audit_events RENAME TO audit_events_away');
    const before = (
      await server.dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM audit_events_away')
    )[0]?.count;
    const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    for (let time = 0; time < 10_100; time += 1) log.record({ event: 'authz_fail', actor: `user:late-${time}` });
    await log.flush();
    await server.dataSource.query('ALTER TABLE audit_events_away RENAME TO audit_events');
    await log.flush();
    complain.mockRestore();
    const written = await rows();
    expect(written).toHaveLength((before ?? 0) + 10_000);
    expect(written.at(-1)?.['actor']).toBe('user:late-10099');
    expect(written[before ?? 0]?.['actor']).toBe('user:late-100');
  });
});

describe('an event of a change', () => {
  const actors = async (): Promise<readonly unknown[]> => (await rows()).map(({ actor }) => actor);

  it('stands with its transaction, and goes with it', async () => {
    const log = server.app.get(AuditLogService);
    await server.dataSource.transaction((manager) =>
      log.recordIn(
        manager,
        { event: 'user_updated', actor: 'user:in-1' },
        { event: 'authz_change', actor: 'user:in-2' },
      ),
    );
    expect((await actors()).slice(-2)).toEqual(['user:in-1', 'user:in-2']);
    await expect(
      server.dataSource.transaction(async (manager) => {
        await log.recordIn(manager, { event: 'user_updated', actor: 'user:in-3' });
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect((await actors()).at(-1)).toBe('user:in-2');
  });

  it('rides along with a single statement, if that changed something', async () => {
    const log = server.app.get(AuditLogService);
    await server.dataSource.query('CREATE TABLE things (id integer, title text)');
    await server.dataSource.query(`INSERT INTO things VALUES (1, 'one')`);
    const change = (id: number, actor: string): Promise<readonly { title: string }[]> =>
      log.recordWith(
        server.dataSource.manager,
        'UPDATE things SET title = $2 WHERE id = $1 RETURNING title',
        [id, 'new'],
        { event: 'settings_changed', actor },
      );
    expect(await change(1, 'user:with-1')).toEqual([{ title: 'new' }]);
    expect(await change(2, 'user:with-2')).toEqual([]);
    expect((await actors()).at(-1)).toBe('user:with-1');
  });
});
