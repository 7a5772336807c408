import type { INestApplicationContext } from '@nestjs/common';
import { AuditLogService, AuditTrailService } from '#audit';
import { UsersService } from '#auth';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyAuditLog } from '../support/audit.js';
import { openAuth } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

let database: TestDatabase;
let app: INestApplicationContext;
let dataSource: DataSource;
let trail: AuditTrailService;
let ann: number;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, dataSource } = await openAuth(database));
  trail = app.get(AuditTrailService);
  const { user } = await app.get(UsersService).create({ login: 'ann', password: 'correct horse battery staple' });
  ann = user.id;
  await app.get(AuditLogService).flush();
  await emptyAuditLog(dataSource);
  const log = app.get(AuditLogService);
  const origin = { dialect: 'watcher-v3', ip: '192.0.2.7', userAgent: 'curl/8.5.0', requestId: 'request-7' };
  log.record({ event: 'authn_login_success', actor: `user:${ann}`, origin });
  log.record({ event: 'authn_login_fail', subject: `user:${ann}`, origin, reason: 'password' });
  log.record({ event: 'authn_login_fail', origin, reason: 'unknown' });
  log.record({ event: 'user_updated', actor: 'system', subject: `user:${ann}`, reason: 'note' });
  log.record({ event: 'user_updated', actor: 'cli', subject: 'user:999999999' });
  log.record({ event: 'authz_fail', actor: 'client:c_1', origin });
  log.record({ event: 'session_created', actor: 'user:999999999', subject: 'session:1', origin });
  log.record({ event: 'authz_fail', actor: 'user:99999999999999999999', subject: 'user:1; DROP', origin });
  log.record({ event: 'session_logout', subject: 'session:1', origin });
  log.record({ event: 'key_rotated' });
  await log.flush();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('reading the audit log', () => {
  it('is newest first, and names actors', async () => {
    const { items } = await trail.list({ where: [] }, { limit: 100 });
    expect(items.map(({ actorName, subjectLogin }) => [actorName, subjectLogin])).toEqual([
      ['system', null],
      ['guest', null],
      ['user:99999999999999999999', null],
      ['user:999999999', null],
      ['c_1', null],
      ['system', null],
      ['system', 'ann'],
      ['', null],
      ['ann', 'ann'],
      ['ann', null],
    ]);
    expect(items.at(-1)).toMatchObject({
      event: 'authn_login_success',
      actor: `user:${ann}`,
      dialect: 'watcher-v3',
      ip: '192.0.2.7',
      userAgent: 'curl/8.5.0',
      requestId: 'request-7',
      reason: null,
    });
    expect(items.map(({ id }) => typeof id)).toEqual(Array<string>(10).fill('number'));
    expect(items.every(({ createdAt }) => createdAt instanceof Date)).toBe(true);
  });

  it('is narrowed by any field, and counted', async () => {
    const where = [{ operator: 'in', field: 'actorName', values: ['ann'] }] as const;
    expect((await trail.list({ where }, { limit: 10 })).items).toHaveLength(2);
    expect(await trail.count({ where })).toBe(2);
    for (const [name, count] of [
      ['ann', 2],
      ['c_1', 1],
      ['user:999999999', 1],
      ['system', 3],
      ['guest', 1],
      ['', 1],
      ['nobody', 0],
      ['ANN', 0],
    ] as const)
      expect([
        name,
        await trail.count({ where: [{ operator: 'in', field: 'actorName', values: [name, 'none'] }] }),
      ]).toEqual([name, count]);
    expect(await trail.count({ where: [{ operator: 'present', field: 'subjectLogin' }] })).toBe(2);
    expect(await trail.count({ where: [{ operator: 'like', field: 'event', value: 'login' }] })).toBe(3);
    expect(await trail.count({ where: [] })).toBe(10);
  });

  it('is paged in both directions without losing events of the same moment', async () => {
    const read = async (
      sort: NonNullable<Parameters<AuditTrailService['list']>[0]['sort']>,
    ): Promise<readonly number[]> => {
      const ids: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await trail.list({ where: [], sort }, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      return ids;
    };
    const newest = await read([]);
    expect(newest).toHaveLength(10);
    expect(newest).toEqual([...newest].sort((one, other) => other - one));
    for (const sort of [[{ field: 'createdAt', descending: false }], [{ field: 'ip', descending: true }]] as const)
      expect(new Set(await read(sort))).toEqual(new Set(newest));
    const second = await trail.list({ where: [] }, { limit: 3 });
    const third = await trail.list({ where: [] }, { limit: 3, cursor: second.next ?? '' });
    const back = await trail.list({ where: [] }, { limit: 3, cursor: third.previous ?? '' });
    expect(back.items).toEqual(second.items);
  });

  it('reads the first page of a long log without reading all of it or all people', async () => {
    await dataSource.query(
      `INSERT INTO audit_events (at, event, actor, subject)
       SELECT now(), 'session_created', 'user:' || n % 500, 'session:' || n FROM generate_series(1, 50000) n`,
    );
    await dataSource.query('ANALYZE audit_events');
    const begun = performance.now();
    const { items } = await trail.list({ where: [] }, { limit: 100 });
    expect(items).toHaveLength(100);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
