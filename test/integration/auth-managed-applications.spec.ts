import { DomainError } from '#errors';
import { type INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApplicationCaller,
  type ApplicationLevel,
  ApplicationsService,
  ApplicationUsesService,
  AuthenticationService,
  ClientTokensService,
  ManagedApplicationsService,
  system,
} from '#auth';
import { openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { application } from '../support/registry.js';

let database: TestDatabase;
let app: INestApplicationContext;
let managed: ManagedApplicationsService;
let applications: ApplicationsService;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app } = await openAuth(database));
  managed = app.get(ManagedApplicationsService);
  applications = app.get(ApplicationsService);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const webui = (facts: Partial<ApplicationCaller> = {}): { caller: ApplicationCaller; origin: typeof origin } => ({
  caller: application({ level: 'webui', ...facts }),
  origin,
});
const admin = { caller: application({ level: 'admin' }), origin };
const register = (owner: string, level: ApplicationLevel = 'user', by = admin): ReturnType<typeof managed.register> =>
  managed.register(by, { owner, level, format: 'cam2-v2' });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const tokenOf = async (client: { clientId: string; clientSecret: string }): Promise<string> =>
  (await app.get(ClientTokensService).exchange({ ...client, profile: 'cam2-v2', seconds: 300 }, origin)).accessToken;
const present = (token: string): Promise<string> =>
  codeOf(app.get(AuthenticationService).authenticate({ kind: 'access-token', token, accepts: ['cam2-v2'] }, origin));

describe('an application that manages others', () => {
  it('registers with ids and secrets of 96 hex digits, and finds them by owner until they are revoked', async () => {
    const [one, two] = [await register('ann'), await register('ann', 'webui', webui())];
    expect([one.clientId, one.clientSecret]).toEqual([
      expect.stringMatching(/^[0-9a-f]{96}$/),
      expect.stringMatching(/^[0-9a-f]{96}$/),
    ]);
    expect(await managed.clientIdsOf(webui(), 'ann')).toEqual([one.clientId, two.clientId]);
    await applications.revoke(one.clientId);
    expect(await managed.clientIdsOf(webui(), 'ann')).toEqual([two.clientId]);
    expect(await managed.clientIdsOf(webui(), 'nobody')).toEqual([]);
  });

  it('changes the owner and leaves tokens alone; another level ends them, the same one does not', async () => {
    const client = await register('bob');
    const token = await tokenOf(client);
    await managed.change(webui(), client.clientId, { owner: 'bill' });
    await managed.change(webui(), client.clientId, { level: 'user' });
    expect(await present(token)).toBe('done');
    expect(await managed.clientIdsOf(webui(), 'bill')).toEqual([client.clientId]);
    await managed.change(webui(), client.clientId, { level: 'webui' });
    expect(await present(token)).toBe('token.revoked');
    expect(await applications.get(client.clientId)).toMatchObject({ owner: 'bill', level: 'webui' });
    expect(await present(await tokenOf(client))).toBe('done');
  });

  it('issues a new secret; the old one ends at once', async () => {
    const client = await register('cid');
    const { clientSecret } = await managed.newSecret(webui(), client.clientId);
    expect(clientSecret).toMatch(/^[0-9a-f]{96}$/);
    expect(await codeOf(tokenOf(client))).toBe('client.wrong');
    expect(await codeOf(tokenOf({ ...client, clientSecret }))).toBe('done');
  });

  it('manages only within its own rights: none of level admin, none of another organization', async () => {
    const [{ id: organizationId }] = await app
      .get(DataSource)
      .query<[{ id: number }]>("insert into organizations (title) values ('theirs') returning id");
    const boss = await register('dan', 'admin');
    const inside = await applications.create({ name: 'x', level: 'user', owner: 'dan', organizationId });
    const { clientId } = inside.application;
    expect(await codeOf(register('dan', 'admin', webui()))).toBe('permission.missing');
    expect(await codeOf(managed.newSecret(webui(), boss.clientId))).toBe('permission.missing');
    expect(await codeOf(managed.change(webui(), boss.clientId, { owner: 'me' }))).toBe('permission.missing');
    const own = await register('dan', 'user', webui());
    expect(await codeOf(managed.change(webui(), own.clientId, { level: 'admin' }))).toBe('permission.missing');
    expect(await codeOf(managed.newSecret(webui(), clientId))).toBe('account.not-found');
    expect(await codeOf(managed.usesOf(webui(), clientId, 'dan'))).toBe('account.not-found');
    expect(await managed.clientIdsOf(webui(), 'dan')).toEqual([own.clientId]);
    expect(await managed.clientIdsOf(webui({ organizationId }), 'dan')).toEqual([clientId, own.clientId]);
    expect(await managed.clientIdsOf(admin, 'dan')).toEqual([boss.clientId, clientId, own.clientId]);
    const theirs = await register('dan', 'user', webui({ organizationId }));
    expect(await applications.get(theirs.clientId)).toMatchObject({ organizationId });
  });

  it('is rejected for an unknown or revoked one', async () => {
    const { clientId } = await register('eve');
    await applications.revoke(clientId);
    for (const id of [clientId, 'f'.repeat(96), 'x', ''])
      for (const work of [
        () => managed.newSecret(admin, id),
        () => managed.change(admin, id, { owner: 'x' }),
        () => managed.usesOf(admin, id, undefined),
      ])
        expect(await codeOf(work())).toBe('account.not-found');
  });
});

describe('the uses of an application', () => {
  it('are counted exactly under concurrent counts and flushes', async () => {
    const [one, two] = [await register('fay'), await register('fay')];
    const [a, b] = [await applications.get(one.clientId), await applications.get(two.clientId)];
    const { app: other } = await openAuth(database);
    const [ours, theirs] = [app.get(ApplicationUsesService), other.get(ApplicationUsesService)];
    await Promise.all(
      Array.from({ length: 400 }, async (_, at) => {
        const counter = at % 2 === 0 ? ours : theirs;
        counter.count(at % 3 === 0 ? a.id : b.id);
        if (at % 20 === 0) await counter.flush();
      }),
    );
    // What is not flushed yet is flushed at the end of a process.
    await other.close();
    expect(await managed.usesOf(webui(), one.clientId, 'fay')).toBe(134);
    expect(await managed.usesOf(webui(), two.clientId, 'fay')).toBe(266);
    expect(await managed.usesOf({ caller: system, origin }, two.clientId, undefined)).toBe(266);
  });

  it('are returned to whoever names the owner, and to nobody else', async () => {
    const { clientId } = await register('gil');
    expect(await codeOf(managed.usesOf(webui(), clientId, 'somebody'))).toBe('permission.missing');
    expect(await codeOf(managed.usesOf(webui(), clientId, undefined))).toBe('permission.missing');
    expect(await managed.usesOf(webui(), clientId, 'gil')).toBe(0);
  });
});
