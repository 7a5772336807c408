import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { basic, itemsOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let member: string;
/** A program of the north that manages applications. */
let manager: string;
const { ask, send, bearer, login, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, member } = await settleNorthAndSouth(server, bearer));
  const program = await createApplication(server, { level: 'webui', organizationId: north.organizationId });
  manager = await tokenOf(program);
});
afterAll(() => server.close());

const path = '/api/v1/applications';
const create = (body: object, as = admin): Promise<Said> => send('POST', path, body, as);

async function tokenStatus(clientId: unknown, secret: unknown): Promise<number> {
  const said = await ask('/oauth/token', basic(String(clientId), String(secret)), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return said.status;
}

describe('An administrator of applications over REST', () => {
  it('registers one, whose secret is shown once, and finds it again', async () => {
    const made = await create({ name: 'Traffic study', owner: 'Institute', scope: 'cameras:read' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Traffic study',
        level: 'user',
        owner: 'Institute',
        organization_id: null,
        scope: 'cameras:read',
        grants: ['client_credentials'],
        auth_method: null,
        client_secret: expect.stringMatching(/^cgc_/),
      },
    });
    expect(made.headers.get('cache-control')).toBe('no-store');
    const { client_secret: secret, ...shown } = made.body;
    expect(await tokenStatus(shown['client_id'], secret)).toBe(200);
    const location = made.headers.get('location') ?? '';
    const read = await ask(location, admin);
    expect(read.body).toEqual(shown);
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
    const listed = await ask(`${path}?q=TRAFFIC&level=user&total=true`, admin);
    expect(listed.body).toMatchObject({ items: [shown], total: 1 });
    expect(JSON.stringify([read, listed])).not.toContain(String(secret));
  });

  it('registers a public client that people sign in through', async () => {
    const made = await create({
      name: 'Lobby app',
      auth_method: 'none',
      redirect_uris: ['https://app.example/back'],
      organization_id: north.organizationId,
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        grants: ['authorization_code', 'refresh_token'],
        redirect_uris: ['https://app.example/back'],
        organization_id: north.organizationId,
        client_secret: null,
      },
    });
    const location = made.headers.get('location') ?? '';
    expect(await send('POST', `${location}/rotate`, {}, admin)).toBeProblem(400, 'account.invalid', 'client_secret');
  });

  it('changes one as it was read, and ends its tokens where it may do less', async () => {
    const made = await create({ name: 'Changed' });
    const location = made.headers.get('location') ?? '';
    const clientId = String(made.body['client_id']);
    const token = await tokenOf({ clientId, clientSecret: String(made.body['client_secret']) });
    expect((await ask('/api/v1/me', token)).status).toBe(200);
    const tag = made.headers.get('etag') ?? '';
    const changed = await send('PATCH', location, { scope: 'cameras:read' }, admin, { 'if-match': tag });
    expect(changed.body).toMatchObject({ name: 'Changed', scope: 'cameras:read' });
    expect(await ask('/api/v1/me', token)).toBeProblem(401, 'token.revoked');
    const stale = await send('PATCH', location, { name: 'Again' }, admin, { 'if-match': tag });
    expect(stale).toBeProblem(412, 'object.changed');
  });

  it('gives one a new secret beside the old one, and ends it with both', async () => {
    const made = await create({ name: 'Rotated' });
    const { client_id: id, client_secret: old } = made.body;
    const rotated = await send('POST', `${path}/${String(id)}/rotate`, { overlap_seconds: 60 }, admin);
    const { client_secret: fresh } = rotated.body;
    expect(rotated.body).toMatchObject({ client_id: id, client_secret: expect.stringMatching(/^cgc_/) });
    expect(fresh).not.toBe(old);
    expect([await tokenStatus(id, old), await tokenStatus(id, fresh)]).toEqual([200, 200]);
    server.clock.travel(61);
    expect([await tokenStatus(id, old), await tokenStatus(id, fresh)]).toEqual([401, 200]);
    const token = await tokenOf({ clientId: String(id), clientSecret: String(fresh) });
    expect((await ask(`${path}/${String(id)}`, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await tokenStatus(id, fresh)).toBe(401);
    expect(await ask('/api/v1/me', token)).toBeProblem(401, 'token.revoked');
    expect(await ask(`${path}/${String(id)}`, admin)).toBeProblem(404, 'account.not-found');
    expect(itemsOf(await ask(`${path}?client_id=${String(id)}`, admin))).toEqual([]);
  });

  it('signs in anew for a secret, when the last time is long ago', async () => {
    const early = await bearer('root');
    server.clock.travel(890);
    expect((await create({ name: 'In time' }, early)).status).toBe(201);
    const refresh = await login('root');
    server.clock.travel(880);
    const refreshed = await send('POST', '/api/v1/auth/refresh', { refresh_token: refresh.body['refresh_token'] });
    const renewed = `Bearer ${String(refreshed.body['access_token'])}`;
    server.clock.travel(30);
    expect((await ask(path, renewed)).status).toBe(200);
    expect(await create({ name: 'Too late' }, renewed)).toBeProblem(401, 'sign-in.too-old');
    admin = await bearer('root');
    member = await bearer(north.member.login);
    const program = await createApplication(server, { level: 'webui', organizationId: north.organizationId });
    manager = await tokenOf(program);
  });

  it.each([
    [{}, 'name'],
    [{ name: 'x', level: 'emperor' }, 'level'],
    [{ name: 'x', redirect_uris: ['http://app.example/'] }, 'redirect_uris'],
    [{ name: 'x', auth_method: 'private_key_jwt' }, 'jwks'],
    [{ name: 'x', organization_id: 999_999 }, 'organization_id'],
    [{ name: 'x', client_secret: 'short' }, 'client_secret'],
    [{ name: 'x', secret: 'y' }, 'secret'],
    [{ name: 'x', resources: ['no uri'] }, 'resources'],
  ])('is told what is wrong with %j', async (body, field) => {
    const refused = await create(body);
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });
});

describe('A program that manages applications over REST', () => {
  it('registers plain ones of its organization, and nothing wider than itself', async () => {
    const made = await create({ name: 'Sensor' }, manager);
    expect(made).toMatchObject({ status: 201, body: { organization_id: north.organizationId, level: 'user' } });
    for (const wider of [
      { level: 'admin' },
      { organization_id: south.organizationId },
      { first_party: true },
      { grants: ['token_exchange'] },
      { redirect_uris: ['https://app.example/back'] },
      { client_id: 'chosen-client' },
    ])
      expect(await create({ name: 'Wider', ...wider }, manager)).toBeProblem(403, 'permission.missing');
    const location = made.headers.get('location') ?? '';
    expect(await send('PATCH', location, { level: 'admin' }, manager)).toBeProblem(403, 'permission.missing');
    expect(await send('PATCH', location, { first_party: true }, manager)).toBeProblem(403, 'permission.missing');
    expect((await send('PATCH', location, { name: 'Sensors' }, manager)).body).toMatchObject({ name: 'Sensors' });
    expect((await send('POST', `${location}/rotate`, {}, manager)).status).toBe(200);
  });

  it('sees none of level admin, of another organization, or that acts for people', async () => {
    const hidden = await Promise.all([
      create({ name: 'hidden admin', level: 'admin' }),
      create({ name: 'hidden south', organization_id: south.organizationId }),
      create({ name: 'hidden web', redirect_uris: ['https://app.example/back'] }),
    ]);
    expect(itemsOf(await ask(`${path}?q=hidden&total=true`, manager))).toEqual([]);
    for (const { headers } of hidden) {
      const location = headers.get('location') ?? '';
      expect(await ask(location, manager)).toBeProblem(404, 'account.not-found');
      expect(await send('PATCH', location, { name: 'x' }, manager)).toBeProblem(404, 'account.not-found');
      expect(await send('POST', `${location}/rotate`, {}, manager)).toBeProblem(404, 'account.not-found');
      expect(await ask(location, manager, { method: 'DELETE' })).toBeProblem(404, 'account.not-found');
      expect((await ask(location, admin)).status).toBe(200);
    }
  });

  it('needs the permission', async () => {
    for (const as of [member, await tokenOf(north.program)]) {
      expect(await ask(path, as)).toBeProblem(403, 'permission.missing');
      expect(await create({ name: 'x' }, as)).toBeProblem(403, 'permission.missing');
    }
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
    expect(await ask(`${path}/${'x'.repeat(90)}`, admin)).toBeProblem(404, 'account.not-found');
  });
});
