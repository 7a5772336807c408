import { createApplication, createUser } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { itemsOf, restClient, type Said } from './rest-client.js';

const path = '/api/v1/identity-providers';
let server: TestServer;
let root: string;
let next = 0;
const { ask, send, login, bearer, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  await createUser(server, 'root', { isAdmin: true });
  root = await bearer('root');
});
afterAll(() => server.close());
afterEach(() => server.clock.home());

async function create(more: object = {}, authorization = root): Promise<Said> {
  next += 1;
  const body = { name: `company-${next}`, issuer: `https://sso${next}.example.org`, client_id: 'camgate', ...more };
  return send('POST', path, body, authorization);
}

describe('An external provider', () => {
  it('is added, read, changed and removed; its secret is written and never shown', async () => {
    const rules = [{ claim: 'groups', value: 'cam-admins', accessLevel: 'domain_admin' }];
    const made = await create({ title: 'Company', client_secret: 'a deep secret', makes_accounts: true, rules });
    expect(made.status).toBe(201);
    const address = made.headers.get('location') ?? '';
    expect(address).toBe(`${path}/company-${next}`);
    expect(made.body).toEqual({
      name: `company-${next}`,
      title: 'Company',
      issuer: `https://sso${next}.example.org`,
      client_id: 'camgate',
      has_secret: true,
      scope: 'openid profile email',
      login_claim: null,
      makes_accounts: true,
      enabled: true,
      rules,
      trusted_amr: ['mfa'],
      trusted_acr: [],
      callback_url: `http://camgate.test/oauth/external/company-${next}/callback`,
      signed_out_url: `http://camgate.test/oauth/external/company-${next}/signed-out`,
      backchannel_logout_url: `http://camgate.test/oauth/external/company-${next}/backchannel-logout`,
      version: 1,
    });
    const read = await ask(address, root);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual(made.body);
    expect((await ask(address, root, { headers: { 'if-none-match': '"1"' } })).status).toBe(304);
    expect(itemsOf(await ask(path, root))).toContainEqual(made.body);
    const changed = await send('PATCH', address, { enabled: false, client_secret: null, trusted_amr: [] }, root);
    expect(changed.body).toMatchObject({
      enabled: false,
      has_secret: false,
      trusted_amr: [],
      version: 2,
      title: 'Company',
    });
    expect(changed.headers.get('etag')).toBe('"2"');
    const rows = await server.dataSource.query<{ row: string }[]>(
      `SELECT to_jsonb(p)::text AS row FROM identity_providers p UNION ALL SELECT to_jsonb(e)::text FROM audit_events e`,
    );
    expect(rows.map(({ row }) => row).join()).not.toContain('a deep secret');
    expect((await ask(address, root, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(address, root)).status).toBe(404);
  });

  it('is changed and removed by who knows its version only, where they name one', async () => {
    const address = (await create()).headers.get('location') ?? '';
    const [one, two] = await Promise.all(
      ['One', 'Two'].map((title) => send('PATCH', address, { title }, root, { 'if-match': '"1"' })),
    );
    expect(new Set([one?.status, two?.status])).toEqual(new Set([200, 412]));
    expect(await send('PATCH', address, { title: 'x', version: 1 }, root)).toBeProblem(412, 'object.changed');
    expect(await send('PATCH', address, { title: 'x' }, root, { 'if-match': '"other"' })).toBeProblem(
      412,
      'object.changed',
    );
    const remove = (tag: string) => ask(address, root, { method: 'DELETE', headers: { 'if-match': tag } });
    expect(await remove('"1"')).toBeProblem(412, 'object.changed');
    expect((await remove('"2"')).status).toBe(204);
  });

  it.each([
    [{ name: 'No Name' }],
    [{ issuer: 'http://sso.example.org' }],
    [{ client_id: 'a b' }],
    [{ scope: 'profile' }],
    [{ rules: [{ claim: 'x' }] }],
    [{ trusted_acr: ['a b'] }],
  ])('is not added with %j', async (wrong) => {
    const refused = await create(wrong);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body['errors'])).toContain(Object.keys(wrong)[0] ?? 'nothing');
  });

  it('has a name and an issuer of its own', async () => {
    const made = await create();
    expect(await create({ name: made.body['name'] })).toBeProblem(409, 'object.taken');
    expect(await create({ issuer: made.body['issuer'] })).toBeProblem(409, 'object.taken');
    expect(
      (await send('PATCH', made.headers.get('location') ?? '', { issuer: 'https://x.example' }, root)).status,
    ).toBe(400);
  });

  it('is for administrators, and for people who signed in lately; programs of level admin work', async () => {
    await createUser(server, 'ann');
    await createUser(server, 'dom', { accessLevel: 'domain_admin' });
    for (const name of ['ann', 'dom']) {
      const token = await bearer(name);
      expect((await ask(path, token)).status).toBe(403);
      expect((await create({}, token)).status).toBe(403);
    }
    const program = await tokenOf(await createApplication(server, { level: 'admin' }));
    expect((await create({}, program)).status).toBe(201);
    const { body } = await login('root');
    server.clock.travel(890);
    const { body: renewed } = await send('POST', '/api/v1/auth/refresh', { refresh_token: body['refresh_token'] });
    server.clock.travel(15);
    const late = `Bearer ${String(renewed['access_token'])}`;
    expect(await create({}, late)).toBeProblem(401, 'sign-in.too-old');
    expect((await ask(path, late)).status).toBe(200);
  });
});
