import type { INestApplicationContext } from '@nestjs/common';
import { AuthenticationService, SignInService, type SignInOptions, UsersService } from '#auth';
import { SettingsService } from '#settings';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SessionPruner } from '../../src/auth/tokens/session-pruner.js';
import { openAuth, origin } from '../support/auth-core.js';
import type { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

const password = 'correct horse battery staple';
const options: SignInOptions = {
  profile: 'watcher',
  accessSeconds: 900,
  refreshSeconds: 3600,
  rotation: 'off',
  sessionKey: true,
};

let database: TestDatabase;
let app: INestApplicationContext;
let dataSource: DataSource;
let clock: ManualClock;
let signIn: SignInService;
let next = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, dataSource, clock } = await openAuth(database));
  signIn = app.get(SignInService);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
afterEach(() => clock.home());

async function person(maxSessions?: number): Promise<{ readonly id: number; readonly login: string }> {
  next += 1;
  return (await app.get(UsersService).create({ login: `Sitter${next}`, password, maxSessions })).user;
}

const begin = (login: string, life: Partial<SignInOptions> = {}) =>
  signIn.withPassword(login, password, { ...options, ...life }, origin);

describe('a session that lives for a minute or two', () => {
  it.each([30, 120, 299])('of %i s goes on for as long as somebody uses it, by either credential', async (seconds) => {
    const { login } = await person();
    const first = await signIn.withPassword(login, password, { ...options, refreshSeconds: seconds }, origin);
    const key = first.sessionKey ?? '';
    for (let step = 0; step < 6; step += 1) {
      clock.travel(Math.floor(seconds * 0.7));
      if (step % 2 === 0)
        await signIn.refresh(
          first.refreshToken,
          { profile: 'watcher', accessSeconds: 900, refreshSeconds: seconds },
          origin,
        );
      else await app.get(AuthenticationService).authenticate({ kind: 'session-key', key }, origin);
    }
    clock.travel(seconds + 1);
    await expect(
      signIn.refresh(first.refreshToken, { profile: 'watcher', accessSeconds: 900, refreshSeconds: seconds }, origin),
    ).rejects.toMatchObject({ code: 'refresh.invalid' });
  });
});

describe('the limit of sessions', () => {
  it('is the installation’s for people without one of their own', async () => {
    await app.get(SettingsService).change({ maxSessions: 2 });
    const [modest, eager] = [await person(), await person(4)];
    for (const { login } of [modest, eager]) await Promise.all(Array.from({ length: 8 }, () => begin(login)));
    expect(await signIn.sessions(modest.id)).toHaveLength(2);
    expect(await signIn.sessions(eager.id)).toHaveLength(4);
    await app.get(SettingsService).change({ maxSessions: null });
    await Promise.all(Array.from({ length: 5 }, () => begin(modest.login)));
    expect(await signIn.sessions(modest.id)).toHaveLength(7);
  });

  it('is 50 by default: the oldest session ends', async () => {
    const { id, login } = await person();
    const first = await begin(login);
    for (let count = 0; count < 50; count += 1) {
      clock.travel(1);
      await begin(login);
    }
    const live = await signIn.sessions(id);
    expect(live).toHaveLength(50);
    expect(live.map((session) => session.id)).not.toContain(first.caller.sessionId);
  });

  it('holds for 50 concurrent logins: exactly that many stay live', async () => {
    const { id, login } = await person(3);
    await Promise.all(Array.from({ length: 50 }, () => begin(login)));
    expect(await signIn.sessions(id)).toHaveLength(3);
  });
});

describe('a session', () => {
  it('can be ended by naming its owner; nobody else’s can', async () => {
    const [one, other] = [await person(), await person()];
    const { caller } = await begin(one.login);
    const id = caller.sessionId ?? '';
    expect(await signIn.endOf(other.id, id, origin)).toBe(false);
    expect(await signIn.endOf(one.id, 'no-id', origin)).toBe(false);
    expect(await signIn.endOf(one.id, id, origin, 'user:1')).toBe(true);
    expect(await signIn.endOf(one.id, id, origin, 'user:1')).toBe(false);
    expect(await signIn.sessions(one.id)).toHaveLength(0);
  });

  it('is deleted 30 days after it ended or expired, and no day earlier', async () => {
    await dataSource.query('DELETE FROM sessions');
    const { id, login } = await person();
    const ended = await begin(login);
    await signIn.end(ended.caller.sessionId ?? '', origin);
    await begin(login);
    const kept = await begin(login, { refreshSeconds: 40 * 86_400 });
    clock.travel(30 * 86_400 - 60);
    expect(await app.get(SessionPruner).prune()).toBe(0);
    clock.travel(120);
    expect(await app.get(SessionPruner).prune()).toBe(1);
    clock.travel(3600);
    expect(await app.get(SessionPruner).prune()).toBe(1);
    expect((await signIn.sessions(id)).map((session) => session.id)).toEqual([kept.caller.sessionId]);
  });

  it('is deleted once under concurrency', async () => {
    const { id } = await person();
    await dataSource.query(
      `INSERT INTO sessions (id, user_id, door, user_epoch, idle_expires_at, absolute_expires_at)
       SELECT gen_random_uuid(), $1, 'test', 0, now() - interval '90 days', now() FROM generate_series(1, 12000)`,
      [id],
    );
    const counts = await Promise.all(Array.from({ length: 3 }, () => app.get(SessionPruner).prune()));
    const later = await app.get(SessionPruner).prune();
    expect(counts.reduce((sum, count) => sum + count, later)).toBe(12_000);
  });
});
