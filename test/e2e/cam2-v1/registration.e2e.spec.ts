import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createUser, type Person } from '../../support/people.js';
import { type Answer, Cam2V1Client, member } from '../clients/cam2-v1.js';

let server: TestServer;
let administrator: Person;
let person: Person;
let nobody: Cam2V1Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  administrator = await createUser(server, 'ada', { isAdmin: true });
  person = await createUser(server, 'bob');
  nobody = Cam2V1Client.anonymous(server);
});
afterAll(() => server.close());

const basic = ({ login, password }: { readonly login: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;

function register(body: unknown, authorization: string | undefined, path = '/register_app/'): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
  return nobody.ask('POST', path, headers, JSON.stringify(body));
}

async function applications(): Promise<unknown> {
  return server.dataSource.query('select * from applications order by id');
}

describe('registering an application', () => {
  it.each(['/register_app', '/register_app/', '/register_app.json', '/register_app.json/'])(
    'by an administrator at %s gives an id and a secret that work',
    async (path) => {
      const name = `downloader ${path.length}`;
      const { status, body, headers } = await register(
        { app_name: name, permission_level: 'Admin' },
        basic(administrator),
        path,
      );
      expect(status).toBe(201);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(body).toEqual({
        app_name: name,
        permission_level: 'Admin',
        client_id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        client_secret: expect.stringMatching(/^[0-9a-f]{48}$/) as string,
      });
      const program = { clientId: member(body, 'client_id'), clientSecret: member(body, 'client_secret') };
      const client = await Cam2V1Client.of(server, program);
      expect((await client.delete('/999/')).status).toBe(404);
    },
  );

  it('by an Admin application, as a form, gives a Basic one that only reads', async () => {
    const admin = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin' }));
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await admin.ask('POST', '/register_app/', form, 'app_name=reader&permission_level=Basic');
    expect({ status, body }).toMatchObject({ status: 201, body: { permission_level: 'Basic' } });
    const program = { clientId: member(body, 'client_id'), clientSecret: member(body, 'client_secret') };
    const client = await Cam2V1Client.of(server, program);
    expect((await client.get('/cameras/')).status).toBe(200);
    expect((await client.delete('/999/')).status).toBe(403);
  });

  it.each<[unknown, unknown]>([
    [{}, { app_name: ['This field is required.'] }],
    [null, { app_name: ['This field is required.'] }],
    [{ app_name: ' ', permission_level: 'Basic' }, { app_name: ['This field may not be blank.'] }],
    [{ app_name: null, permission_level: 'Basic' }, { app_name: ['This field may not be null.'] }],
    [
      { app_name: 'x'.repeat(21), permission_level: 'Nobody' },
      { app_name: ['Ensure this field has no more than 20 characters.'] },
    ],
    [{ app_name: ['x'], permission_level: 'Basic' }, { app_name: ['Not a valid string.'] }],
    [{ app_name: 'fine' }, { non_field_errors: ['Permission_level provided is not valid'] }],
    [{ app_name: 'fine', permission_level: 'basic' }, { non_field_errors: ['Permission_level provided is not valid'] }],
    [
      { app_name: 'fine', permission_level: ['Admin'] },
      { non_field_errors: ['Permission_level provided is not valid'] },
    ],
    [[], { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
  ])('with %j is refused with %j and leaves nothing', async (given, said) => {
    const before = await applications();
    const { status, body } = await register(given, basic(administrator));
    expect({ status, body }).toEqual({ status: 400, body: said });
    expect(await applications()).toEqual(before);
  });

  it('under a name that is taken is refused; of ten at once one succeeds; a revoked one gives its name back', async () => {
    const one = { app_name: 'wanted', permission_level: 'Basic' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(one, basic(administrator))));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 400),
    ]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body).toEqual({ app_name: ['application with this app name already exists.'] });
    const made = answers.find(({ status }) => status === 201);
    await server.app.get(ApplicationsService).revoke(member(made?.body, 'client_id'));
    expect((await register(one, basic(administrator))).status).toBe(201);
  });
});

describe('whoever is no administrator', () => {
  const one = { app_name: 'never', permission_level: 'Admin' };

  it.each<[string, () => string | undefined, string]>([
    ['no header', () => undefined, 'Please provide Authorization Header'],
    ['the original’s fixed word', () => 'Basic CAM2API', 'Invalid Token'],
    ['another scheme', () => 'Digest abc', 'Invalid Authorization method'],
    ['Basic alone', () => 'Basic', 'Invalid Authorization Header. No credentials provided'],
    ['three words', () => 'Basic a b', 'Invalid Authorization Header. Credential string should not contain string'],
    ['a wrong password', () => basic({ ...administrator, password: 'wrong' }), 'Invalid username/password.'],
    ['an unknown login', () => basic({ login: 'eve', password: 'wrong' }), 'Invalid username/password.'],
  ])('with %s gets 401 and both schemes', async (_, authorization, detail) => {
    const before = await applications();
    const { status, body, headers } = await register(one, authorization());
    expect({ status, body }).toEqual({ status: 401, body: { detail } });
    expect(headers.get('www-authenticate')).toBe('JWT realm="api", Basic realm="api", charset="UTF-8"');
    expect(await applications()).toEqual(before);
  });

  it.each<[string, () => Promise<string>]>([
    ['a person', async () => basic(person)],
    [
      'a Basic application',
      async () => `JWT ${(await Cam2V1Client.of(server, await createApplication(server))).token}`,
    ],
    [
      'an application that manages others',
      async () => `JWT ${(await Cam2V1Client.of(server, await createApplication(server, { level: 'webui' }))).token}`,
    ],
  ])('as %s gets 403', async (_, authorization) => {
    const header = await authorization();
    const before = await applications();
    expect(await register(one, header)).toMatchObject({
      status: 403,
      body: { detail: 'You do not have permission to perform this action.' },
    });
    expect(await applications()).toEqual(before);
  });

  it('finds that Basic opens nothing else', async () => {
    expect((await nobody.get('/cameras/', { authorization: basic(administrator) })).status).toBe(401);
  });
});
