import { AuditLogService, AuditRetention, AuditSealer, AuditVerifierService } from '#audit';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { asOwner } from '../support/audit.js';
import { openAuth } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

const day = 86_400;

let database: TestDatabase;
let server: Awaited<ReturnType<typeof openAuth>>;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await openAuth(database, { AUDIT_RETENTION_DAYS: '30' });
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

const remove = (): Promise<number> => server.app.get(AuditRetention).remove();
const seal = (): Promise<number> => server.app.get(AuditSealer).seal();
const verify = () => server.app.get(AuditVerifierService).verify();
const actors = async (): Promise<readonly (string | null)[]> =>
  (await server.dataSource.query<{ actor: string | null }[]>('SELECT actor FROM audit_events ORDER BY sequence')).map(
    ({ actor }) => actor,
  );

async function record(...names: readonly string[]): Promise<void> {
  const log = server.app.get(AuditLogService);
  const events = names.map((name) => ({ event: 'user_updated', actor: `user:${name}` }) as const);
  await server.dataSource.transaction((manager) => log.recordIn(manager, ...events));
}

it('removes what is too old, in batches, and the chain still verifies', async () => {
  await record(...Array.from({ length: 4500 }, (_, index) => `old-${index}`));
  await seal();
  server.clock.travel(20 * day);
  await record('middle');
  await seal();
  expect(await remove()).toBe(0);
  server.clock.travel(11 * day);
  await record('new');
  expect(await remove()).toBe(4500);
  await seal();
  const { ok, first, sealed, problems } = await verify();
  expect(problems).toEqual([]);
  expect({ ok, first, sealed }).toEqual({ ok: true, first: 4501, sealed: 5 });
  expect(await actors()).toEqual(['user:middle', 'user:new', 'system', 'system', 'system']);
  const [cut] = await server.dataSource.query<{ subject: string; reason: string }[]>(
    `SELECT subject, reason FROM audit_events WHERE event = 'audit_rows_removed' ORDER BY id LIMIT 1`,
  );
  expect(cut).toEqual({ subject: 'audit:1-2000', reason: 'older than 30 days' });
});

it('still finds what is removed behind the cut, and rows before it', async () => {
  const { head } = await verify();
  await asOwner(
    server.dataSource,
    `INSERT INTO audit_events (at, event, sequence, hash) VALUES (now(), 'user_updated', 17, '\\x00')`,
  );
  expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'inserted', sequence: 17 })]);
  await asOwner(server.dataSource, `DELETE FROM audit_events WHERE sequence IN (17, ${head.sequence})`);
  expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'removed', sequence: head.sequence })]);
});

it('removes everything that is old, and nothing twice', async () => {
  await record('last');
  await seal();
  server.clock.travel(40 * day);
  const before = await verify();
  expect(before.problems.map(({ kind }) => kind)).toEqual(['removed']);
  const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  // The gap of the test before is evidence: it stays, with all that follows.
  await remove();
  expect(complain.mock.calls.join(' ')).toContain('Old audit events stay');
  complain.mockRestore();
  await seal();
  expect((await verify()).problems.map(({ kind }) => kind)).toEqual(['removed']);
});

it('does not remove rows that somebody dated back', async () => {
  const other = await cloneDatabase();
  const fresh = await openAuth(other, { AUDIT_RETENTION_DAYS: '30' });
  const log = fresh.app.get(AuditLogService);
  await log.recordIn(fresh.dataSource.manager, { event: 'user_deleted', actor: 'user:1' });
  await fresh.app.get(AuditSealer).seal();
  await asOwner(fresh.dataSource, `UPDATE audit_events SET at = at - interval '1 year'`);
  const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await fresh.app.get(AuditRetention).remove()).toBe(0);
  complain.mockRestore();
  expect((await fresh.app.get(AuditVerifierService).verify()).problems).toEqual([
    expect.objectContaining({ kind: 'changed' }),
  ]);
  await fresh.app.close();
  await other.drop();
});
