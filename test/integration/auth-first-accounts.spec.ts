import { FirstAccountsService, SignInService, UsersService } from '#auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let instances: readonly Awaited<ReturnType<typeof openAuth>>[];

beforeAll(async () => {
  database = await cloneDatabase();
  instances = await Promise.all(Array.from({ length: 3 }, () => openAuth(database)));
});
afterAll(async () => {
  await Promise.all(instances.map(({ app }) => app.close()));
  await database.drop();
});

describe('the first start', () => {
  it('creates one administrator with a random password, however many instances start (R-PWD-6)', async () => {
    const answers = await Promise.all(instances.map(({ app }) => app.get(FirstAccountsService).ensureAdministrator()));
    const made = answers.filter((answer) => answer !== undefined);
    expect(made).toHaveLength(1);
    expect(made[0]?.login).toBe('admin');
    expect(made[0]?.password).toMatch(/^[0-9A-Za-z]{24}$/);
    const [server] = instances;
    const users = await server?.app.get(UsersService).list();
    expect(users).toMatchObject([{ login: 'admin', accessLevel: 'admin' }]);
    expect(await server?.app.get(FirstAccountsService).ensureAdministrator()).toBeUndefined();
    const signedIn = await server?.app
      .get(SignInService)
      .withPassword(
        'admin',
        made[0]?.password ?? '',
        { profile: 'native', accessSeconds: 900, refreshSeconds: 900, rotation: 'grace', sessionKey: false },
        origin,
      );
    expect(signedIn?.caller.accessLevel).toBe('admin');
  });
});

describe('an empty installation', () => {
  it('is claimed once under concurrency', async () => {
    const empty = await cloneDatabase();
    const claimants = await Promise.all(Array.from({ length: 2 }, () => openAuth(empty)));
    const claims = claimants.flatMap(({ app }, instance) =>
      Array.from({ length: 15 }, (_, index) =>
        app.get(FirstAccountsService).claim(`claimer-${instance}-${index}`, 'correct horse battery staple'),
      ),
    );
    const settled = await Promise.allSettled(claims);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = settled.flatMap((claim) => (claim.status === 'rejected' ? [claim.reason as unknown] : []));
    expect(refusals.every((error) => String(error).includes('permission.missing'))).toBe(true);
    expect(await claimants[0]?.app.get(UsersService).list()).toMatchObject([{ accessLevel: 'admin' }]);
    await Promise.all(claimants.map(({ app }) => app.close()));
    await empty.drop();
  });

  it('is not claimed with an unacceptable password, and stays empty', async () => {
    const empty = await cloneDatabase();
    const { app } = await openAuth(empty);
    const accounts = app.get(FirstAccountsService);
    await expect(accounts.claim('first', 'short')).rejects.toThrow('password.unacceptable');
    expect(await app.get(UsersService).count()).toBe(0);
    expect(await accounts.claim('first', 'correct horse battery staple')).toMatchObject({ login: 'first' });
    await app.close();
    await empty.drop();
  });
});
