import { OrganizationsService } from '#access';
import { SecondFactorsService, UsersService } from '#auth';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApplication, createUser, type Person } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { restClient } from './rest-client.js';

let server: TestServer;
let administrator: Person;
let person: Person;
let next = 0;
const { ask, send, login, bearer, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  administrator = await createUser(server, 'root', { isAdmin: true });
});
afterAll(() => server.close());
beforeEach(async () => {
  next += 1;
  person = await createUser(server, `ann-${next}`);
});
afterEach(() => server.clock.home());

async function enrol({ id }: Person): Promise<void> {
  const factors = server.app.get(SecondFactorsService);
  const offer = await factors.offer(await server.app.get(UsersService).ownerOf(id));
  const timestamp = server.clock.now().getTime();
  const code = new TOTP({ secret: Secret.fromBase32(offer.secret) }).generate({ timestamp });
  await factors.accept(offer.ticket, code, 'Phone', { ip: '192.0.2.1', dialect: 'rest' });
}

const eventsAbout = (subject: string, event: string) =>
  server.dataSource.query<{ actor: string; ip: string }[]>(
    'SELECT actor, ip, reason FROM audit_events WHERE subject = $1 AND event = $2 ORDER BY id',
    [subject, event],
  );

describe('Taking away the second factors of somebody who lost them', () => {
  it('lets them sign in with the password again, and is recorded with who did it', async () => {
    await enrol(person);
    expect(await login(person.login)).toBeProblem(401, 'factor.missing');
    const path = `/api/v1/users/${person.id}/factors`;
    expect((await ask(path, await bearer('root'), { method: 'DELETE' })).status).toBe(204);
    expect((await login(person.login)).status).toBe(200);
    expect(await eventsAbout(`user:${person.id}`, 'authn_factor_removed')).toEqual([
      { actor: `user:${administrator.id}`, ip: '127.0.0.1', reason: 'reset' },
    ]);
  });

  it('is for administrators who signed in lately', async () => {
    await enrol(person);
    const path = `/api/v1/users/${person.id}/factors`;
    const byDelete = { method: 'DELETE' };
    const other = await createUser(server, `bob-${next}`);
    expect((await ask(path, await bearer(other.login), byDelete)).status).toBe(403);
    const program = await createApplication(server, { level: 'admin' });
    expect((await ask(path, await tokenOf(program), byDelete)).status).toBe(403);
    const { body } = await login('root');
    server.clock.travel(890);
    const { body: renewed } = await send('POST', '/api/v1/auth/refresh', { refresh_token: body['refresh_token'] });
    server.clock.travel(15);
    const late = await ask(path, `Bearer ${String(renewed['access_token'])}`, byDelete);
    expect(late).toBeProblem(401, 'sign-in.too-old');
    expect(await login(person.login)).toBeProblem(401, 'factor.missing');
  });

  it('is not for domain administrators where the person is an administrator', async () => {
    const domain = await createUser(server, `dom-${next}`, { accessLevel: 'domain_admin' });
    const path = `/api/v1/users/${administrator.id}/factors`;
    expect((await ask(path, await bearer(domain.login), { method: 'DELETE' })).status).toBe(403);
    const own = `/api/v1/users/${person.id}/factors`;
    expect((await ask(own, await bearer(domain.login), { method: 'DELETE' })).status).toBe(204);
  });

  it.each(['0', 'x', '999999', '99999999999'])('answers 404 for %s', async (id) => {
    expect((await ask(`/api/v1/users/${id}/factors`, await bearer('root'), { method: 'DELETE' })).status).toBe(404);
  });
});

describe('Signing out', () => {
  it('is recorded as done by the person, with either token', async () => {
    const first = await login(person.login);
    await send('POST', '/api/v1/auth/logout', { refresh_token: first.body['refresh_token'] });
    await ask('/api/v1/auth/logout', await bearer(person.login), { method: 'POST' });
    const events = await server.dataSource.query<unknown[]>(
      `SELECT e.actor FROM audit_events e JOIN sessions s ON e.subject = 'session:' || s.id
       WHERE e.event = 'session_logout' AND s.user_id = $1`,
      [person.id],
    );
    expect(events).toEqual([{ actor: `user:${person.id}` }, { actor: `user:${person.id}` }]);
  });
});

describe('An organization', () => {
  it('can require a second factor of its people, and stop to; both are recorded', async () => {
    const organizations = server.app.get(OrganizationsService);
    const { id } = await organizations.createWithoutOwner({ title: 'Harbour', isPublic: false });
    await organizations.addMember(id, person.id, {});
    const path = `/api/v1/organizations/${id}`;
    const root = await bearer('root');
    const required = await send('PATCH', path, { second_factor_required: true }, root);
    expect(required.body).toMatchObject({ id, title: 'Harbour', second_factor_required: true });
    expect(await login(person.login)).toBeProblem(403, 'factor.enrolment-required');
    expect((await send('PATCH', path, {}, root)).body).toMatchObject({ second_factor_required: true });
    await send('PATCH', path, { second_factor_required: true }, root);
    expect((await send('PATCH', path, { second_factor_required: false }, root)).status).toBe(200);
    expect((await login(person.login)).status).toBe(200);
    const events = await eventsAbout(`organization:${id}`, 'authz_change');
    const actor = `user:${administrator.id}`;
    expect(events.filter((one) => one.actor === actor)).toEqual([
      { actor, ip: '127.0.0.1', reason: 'second factor required' },
      { actor, ip: '127.0.0.1', reason: 'second factor not required' },
    ]);
  });

  it('is changed by administrators only, and with values of the right kind', async () => {
    const organizations = server.app.get(OrganizationsService);
    const { id } = await organizations.createWithoutOwner({ title: 'Pier', isPublic: true });
    await organizations.addMember(id, person.id, { canEditUsers: true });
    const path = `/api/v1/organizations/${id}`;
    expect((await send('PATCH', path, { second_factor_required: true }, await bearer(person.login))).status).toBe(403);
    const root = await bearer('root');
    for (const body of [{ second_factor_required: null }, { second_factor_required: 'yes' }, { titel: 'x' }])
      expect((await send('PATCH', path, body, root)).status).toBe(400);
    expect((await send('PATCH', '/api/v1/organizations/999999', { second_factor_required: true }, root)).status).toBe(
      404,
    );
  });
});
