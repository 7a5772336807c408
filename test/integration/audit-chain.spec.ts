import { type AuditEvent, AuditLogService, AuditSealer, type AuditVerification, AuditVerifierService } from '#audit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asOwner } from '../support/audit.js';
import { openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

type Server = Awaited<ReturnType<typeof openAuth>>;

let database: TestDatabase;
let servers: Server[];

beforeEach(async () => {
  database = await cloneDatabase();
  servers = [];
  await start();
});
afterEach(async () => {
  for (const server of servers) await server.app.close();
  await database.drop();
});

/** Another instance over the same database. */
async function start(): Promise<Server> {
  const server = await openAuth(database);
  servers.push(server);
  return server;
}

function first(): Server {
  const [server] = servers;
  if (server === undefined) throw new Error('No server is open.');
  return server;
}

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  first().dataSource.query<T[]>(text, values);
const seal = (server = first()): Promise<number> => server.app.get(AuditSealer).seal();
const verify = (...noted: Parameters<AuditVerifierService['verify']>): Promise<AuditVerification> =>
  first()
    .app.get(AuditVerifierService)
    .verify(...noted);

async function record(count: number, event: Partial<AuditEvent> = {}, server = first()): Promise<void> {
  const log = server.app.get(AuditLogService);
  for (let time = 0; time < count; time += 1)
    await log.recordIn(server.dataSource.manager, {
      event: 'user_updated',
      actor: `user:${time}`,
      origin,
      reason: 'title',
      ...event,
    });
}

/** Ten sealed rows, whose numbers follow those of the start. */
async function tenSealed(): Promise<{ readonly ids: readonly string[]; readonly head: AuditVerification['head'] }> {
  await seal();
  await record(10);
  await seal();
  const rows = await sql<{ id: string }>(`SELECT id FROM audit_events WHERE actor LIKE 'user:%' ORDER BY sequence`);
  const { ok, head, problems } = await verify();
  expect(problems).toEqual([]);
  expect(ok).toBe(true);
  return { ids: rows.map(({ id }) => id), head };
}

describe('the chain', () => {
  it('has every committed row within two seconds', async () => {
    await record(3);
    await vi.waitFor(async () => expect(await sql('SELECT FROM audit_events WHERE sequence IS NULL')).toEqual([]), {
      timeout: 2500,
    });
    expect(await verify()).toMatchObject({ ok: true, sealed: 3, unsealed: 0, head: { sequence: 3 } });
  });

  it('takes the row of a slow transaction later, and loses none', async () => {
    const { dataSource, app } = first();
    const slow = dataSource.createQueryRunner();
    await slow.startTransaction();
    await app.get(AuditLogService).recordIn(slow.manager, { event: 'user_created', actor: 'user:slow' });
    await record(2);
    expect(await seal()).toBe(2);
    await slow.commitTransaction();
    await slow.release();
    expect(await seal()).toBe(1);
    expect((await sql<{ actor: string }>('SELECT actor FROM audit_events ORDER BY sequence')).at(-1)?.actor).toBe(
      'user:slow',
    );
    const [{ id } = { id: '' }] = await sql<{ id: string }>('SELECT min(id) AS id FROM audit_events');
    expect(await sql(`SELECT FROM audit_events WHERE id = $1 AND actor = 'user:slow'`, [id])).toHaveLength(1);
    expect(await verify()).toMatchObject({ ok: true, sealed: 3 });
  });

  it('is one chain where many write and three instances seal at once', async () => {
    const all = [first(), await start(), await start()];
    const writing = all.map((server) => Promise.all(Array.from({ length: 5 }, () => record(20, {}, server))));
    const sealers = all.map(async (server) => {
      for (let time = 0; time < 20; time += 1) await seal(server);
    });
    await Promise.all([...writing, ...sealers]);
    await seal();
    const [counted] = await sql<{ rows: number; newest: number }>(
      'SELECT count(*)::int AS rows, max(sequence)::int AS newest FROM audit_events',
    );
    expect(counted).toEqual({ rows: 300, newest: 300 });
    expect(await verify()).toMatchObject({ ok: true, sealed: 300, unsealed: 0 });
  });

  it('never makes a writer wait, however long somebody seals', async () => {
    const runner = first().dataSource.createQueryRunner();
    await record(1);
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock(4207561)');
    await runner.query('SELECT FROM audit_chains FOR UPDATE');
    await record(1);
    expect(await seal()).toBe(0);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await seal()).toBe(2);
  });

  it('is whole after the sealer died between its rows and its head', async () => {
    await record(3);
    await sql(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`);
    await sql('CREATE TRIGGER dying BEFORE UPDATE ON audit_chains FOR EACH ROW EXECUTE FUNCTION die()');
    await expect(seal()).rejects.toThrow(/terminat|Connection/i);
    expect(await sql('SELECT FROM audit_events WHERE sequence IS NOT NULL')).toEqual([]);
    await sql('DROP TRIGGER dying ON audit_chains');
    expect(await seal()).toBe(3);
    expect(await verify()).toMatchObject({ ok: true, sealed: 3 });
  });

  it('takes the rows of older versions first, and no more of their kind afterwards', async () => {
    await first().app.close();
    servers.splice(0);
    await database.drop();
    database = await cloneDatabase();
    const old = `INSERT INTO audit_events (at, event) SELECT now(), 'authn_login_success' FROM generate_series(1, 2500)`;
    const server = await start();
    await sql(old);
    expect(await seal(server)).toBe(2500);
    expect(await verify()).toMatchObject({ ok: true, sealed: 2500 });
    await sql(`INSERT INTO audit_events (at, event) VALUES (now(), 'authn_login_success')`);
    expect(await verify()).toMatchObject({ ok: false, unsealed: 1, problems: [{ kind: 'inserted' }] });
  });
});

describe('the table', () => {
  it.each([
    ['UPDATE', `UPDATE audit_events SET actor = 'user:9'`],
    ['UPDATE', `UPDATE audit_events SET sequence = NULL, hash = NULL`],
    ['UPDATE', `UPDATE audit_events SET sequence = 99, hash = '\\x00', reason = 'other' WHERE sequence IS NULL`],
    ['DELETE', 'DELETE FROM audit_events'],
    ['DELETE', `SET LOCAL camgate.audit_retention = 'on'; DELETE FROM audit_events WHERE sequence IS NULL`],
    ['TRUNCATE', 'TRUNCATE audit_events'],
    ['TRUNCATE', 'TRUNCATE audit_events CASCADE'],
  ])('refuses %s, also to its owner: %s', async (_, statement) => {
    await tenSealed();
    await record(1);
    await expect(sql(statement)).rejects.toThrow(/append-only/);
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe('verification names what an owner of the database did:', () => {
  it.each([
    ['actor', `'user:666'`],
    ['subject', `'camera:1'`],
    ['event', `'user_created'`],
    ['at', `at + interval '1 microsecond'`],
    ['at', `'infinity'`],
    ['client', `'c_else'`],
    ['door', 'NULL'],
    ['ip', `'198.51.100.1'`],
    ['user_agent', `''`],
    ['request_id', `'other'`],
    ['outcome', `'failure'`],
    ['reason', `'nothing'`],
    ['id', 'id + 1000'],
    ['mark', `decode(repeat('00', 24), 'hex')`],
    ['hash', `decode(repeat('00', 32), 'hex')`],
  ])('a changed %s', async (column, value) => {
    const { ids } = await tenSealed();
    await asOwner(first().dataSource, `UPDATE audit_events SET ${column} = ${value} WHERE id = ${ids[4]}`);
    const { ok, problems } = await verify();
    expect(ok).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      kind: 'changed',
      id: column === 'id' ? String(Number(ids[4]) + 1000) : ids[4],
    });
  });

  it('removed rows, in the middle and at the end', async () => {
    const { ids, head } = await tenSealed();
    const { sequence } = head;
    await asOwner(first().dataSource, `DELETE FROM audit_events WHERE id IN (${ids.slice(3, 5).join(',')}, ${ids[9]})`);
    const { problems } = await verify();
    expect(problems).toEqual([
      expect.objectContaining({ kind: 'removed', sequence: sequence - 6, through: sequence - 5 }),
      expect.objectContaining({ kind: 'removed', sequence, through: sequence }),
    ]);
    expect(problems[0]?.message).toContain(`before row ${ids[5]}`);
    await record(5);
    await seal();
    expect((await verify()).problems.map(({ kind }) => kind)).toEqual(['removed', 'removed']);
  });

  it('an emptied table', async () => {
    const { head } = await tenSealed();
    await asOwner(first().dataSource, 'TRUNCATE audit_events');
    expect((await verify()).problems).toEqual([
      expect.objectContaining({ kind: 'removed', sequence: 1, through: head.sequence }),
    ]);
  });

  it('an inserted row, before and after it was sealed', async () => {
    await tenSealed();
    const [{ id } = { id: '' }] = await sql<{ id: string }>(
      `INSERT INTO audit_events (at, event, actor) VALUES (now(), 'authn_login_success', 'user:1') RETURNING id`,
    );
    expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'inserted', id })]);
    const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await seal();
    complain.mockRestore();
    expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'inserted', id })]);
  });

  it('a row with an invented mark, a copy of a genuine row, and one with a number of its own', async () => {
    const { ids, head } = await tenSealed();
    await asOwner(
      first().dataSource,
      `INSERT INTO audit_events (at, event, actor, mark) VALUES (now(), 'user_updated', 'user:1', '\\x${'ab'.repeat(24)}');
       INSERT INTO audit_events (at, event, actor, door, ip, user_agent, request_id, outcome, reason, mark)
         SELECT at, event, actor, door, ip, user_agent, request_id, outcome, reason, mark FROM audit_events WHERE id = ${ids[2]};
       INSERT INTO audit_events (at, event, actor, sequence, hash)
         SELECT at, event, actor, ${head.sequence + 1}, hash FROM audit_events WHERE id = ${ids[2]}`,
    );
    const { problems } = await verify();
    expect(problems.map(({ kind }) => kind)).toEqual(['inserted', 'inserted', 'inserted']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`number ${head.sequence + 1}`),
      expect.stringContaining('was not written by Camgate'),
      expect.stringContaining(`is a copy of row ${ids[2]}`),
    ]);
  });

  it('a row that takes the next number, or the last there can be', async () => {
    const { head } = await tenSealed();
    const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    for (const number of [head.sequence + 1, '9223372036854775807'])
      await sql(
        `INSERT INTO audit_events (at, event, sequence, hash) VALUES (now(), 'user_updated', ${number}, '\\x00')`,
      );
    await record(2);
    await seal();
    complain.mockRestore();
    expect(await sql('SELECT FROM audit_events WHERE sequence IS NULL')).toEqual([]);
    expect((await verify()).problems).toEqual([
      expect.objectContaining({ kind: 'changed', sequence: head.sequence + 1 }),
      expect.objectContaining({ kind: 'removed', sequence: head.sequence + 2 }),
      expect.objectContaining({ kind: 'inserted' }),
    ]);
    expect(await sql(`SELECT FROM audit_events WHERE event = 'audit_chain_broken'`)).toHaveLength(1);
  });

  it('rows that were taken out of the chain to be sealed anew', async () => {
    const { ids } = await tenSealed();
    await asOwner(first().dataSource, `UPDATE audit_events SET sequence = NULL, hash = NULL WHERE id = ${ids[5]}`);
    await seal();
    expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'removed' })]);
  });

  it('rows that changed places', async () => {
    const { ids } = await tenSealed();
    await asOwner(
      first().dataSource,
      `UPDATE audit_events SET sequence = -sequence WHERE id IN (${ids[5]}, ${ids[6]});
       UPDATE audit_events SET sequence = CASE id WHEN ${ids[5]} THEN -sequence + 1 ELSE -sequence - 1 END
         WHERE id IN (${ids[5]}, ${ids[6]})`,
    );
    const { ok, problems } = await verify();
    expect(ok).toBe(false);
    expect(problems.map(({ id }) => id)).toEqual(expect.arrayContaining([ids[5], ids[6]]));
  });

  it('a changed head, which the sealer does not make good', async () => {
    const { ids, head } = await tenSealed();
    await asOwner(
      first().dataSource,
      `DELETE FROM audit_events WHERE id = ${ids[9]};
       UPDATE audit_chains SET sequence = ${head.sequence - 1},
         hash = (SELECT hash FROM audit_events WHERE id = ${ids[8]})`,
    );
    expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'head' })]);
    const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await record(1);
    await seal();
    complain.mockRestore();
    expect((await verify()).problems).toEqual([
      expect.objectContaining({ kind: 'removed', sequence: head.sequence, through: head.sequence }),
    ]);
    expect(await sql(`SELECT FROM audit_events WHERE event = 'audit_chain_broken'`)).toHaveLength(1);
  });

  it('an older state put back as a whole, against a head that was noted', async () => {
    const { head } = await tenSealed();
    const [ends] = await sql<{ sequence: string; hash: Buffer; mark: Buffer }>('SELECT * FROM audit_chains');
    await record(3);
    await seal();
    const { head: noted } = await verify(head);
    expect((await verify(noted)).ok).toBe(true);
    await asOwner(first().dataSource, `DELETE FROM audit_events WHERE sequence > ${head.sequence}`);
    await sql('UPDATE audit_chains SET sequence = $1, hash = $2, mark = $3', [ends?.sequence, ends?.hash, ends?.mark]);
    expect((await verify()).ok).toBe(true);
    expect((await verify(noted)).problems).toEqual([
      expect.objectContaining({ kind: 'head', sequence: noted.sequence }),
    ]);
    const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await record(1);
    await seal();
    expect(complain.mock.calls.join(' ')).toContain('went back');
    complain.mockRestore();
  });

  it('a removed head', async () => {
    await tenSealed();
    await sql('DELETE FROM audit_chains');
    expect((await verify()).problems).toEqual([expect.objectContaining({ kind: 'head' })]);
    await start();
    const { ok, problems } = await verify();
    expect(ok).toBe(false);
    expect(problems.length).toBeGreaterThan(0);
  });
});
