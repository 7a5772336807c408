import { ApplicationsService, type NewRegistration, UsersService } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuth } from '../../support/auth-core.js';
import { BrowserPerson } from '../../support/browser-person.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { type ServerProcess, startServer } from '../../support/process.js';
import { openServer, type TestServer } from '../../support/server.js';

const callback = 'https://app.example.org/callback';
const person = { login: 'ann', password: 'a quiet harbour at dawn' };

interface Client {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

async function register(applications: ApplicationsService, wanted: NewRegistration = {}): Promise<Client> {
  const { application, clientSecret } = await applications.register(
    { name: 'Harbour map', level: 'user' },
    { authMethod: 'none', redirectUris: [callback], firstParty: true, ...wanted },
  );
  return { clientId: application.clientId, clientSecret };
}

async function post(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function signIn(url: string, client: Client, scope = 'cameras:read cameras:live'): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: callback,
    scope,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await new BrowserPerson(url).open(`${url}/oauth/authorize?${parameters.toString()}`);
  const code = (await page.submit('sign-in', person)).answer.get('code') ?? '';
  const { body } = await post(`${url}/oauth/token`, {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
    code,
    redirect_uri: callback,
    code_verifier: verifier,
  });
  return body['refresh_token'] ?? '';
}

const refresh = (url: string, client: Client, token: string | undefined, more: Readonly<Record<string, string>> = {}) =>
  post(`${url}/oauth/token`, {
    grant_type: 'refresh_token',
    client_id: client.clientId,
    refresh_token: token ?? '',
    ...more,
  });

const dead = { status: 400, body: { error: 'invalid_grant' } };

describe('The refresh token of a client', () => {
  let server: TestServer;
  let applications: ApplicationsService;

  beforeAll(async () => {
    server = await openServer({ REFRESH_GRACE_SECONDS: '30' });
    applications = server.app.get(ApplicationsService);
    await server.app.get(UsersService).create(person);
  });
  afterAll(() => server.close());

  it('gives the same successor again as long as the setting says, and then ends the session', async () => {
    const client = await register(applications);
    const first = await signIn(server.url, client);
    const second = await refresh(server.url, client, first);
    server.clock.travel(29);
    const again = await refresh(server.url, client, first);
    expect(again.body['refresh_token']).toBe(second.body['refresh_token']);
    expect(again.body['access_token']).not.toBe(second.body['access_token']);
    server.clock.travel(2);
    expect(await refresh(server.url, client, first)).toMatchObject(dead);
    expect(await refresh(server.url, client, second.body['refresh_token'])).toMatchObject(dead);
  });

  it('of two generations ago is a theft, also within the time of grace', async () => {
    const client = await register(applications);
    const first = await signIn(server.url, client);
    const second = await refresh(server.url, client, first);
    const third = await refresh(server.url, client, second.body['refresh_token']);
    expect(third.status).toBe(200);
    expect(await refresh(server.url, client, first)).toMatchObject(dead);
    expect(await refresh(server.url, client, third.body['refresh_token'])).toMatchObject(dead);
    const me = await fetch(`${server.url}/api/v1/me`, {
      headers: { authorization: `Bearer ${third.body['access_token']}` },
    });
    expect(me.status).toBe(401);
  });

  it('is worth nothing to another client, and takes no harm from it', async () => {
    const [client, other] = [await register(applications), await register(applications)];
    const token = await signIn(server.url, client);
    expect(await refresh(server.url, other, token)).toMatchObject(dead);
    expect((await refresh(server.url, client, token)).status).toBe(200);
  });

  it('of a confidential client needs the client’s secret', async () => {
    const client = await register(applications, { authMethod: 'post' });
    const token = await signIn(server.url, client);
    expect((await refresh(server.url, client, token)).status).toBe(401);
    expect((await refresh(server.url, client, token, { client_secret: client.clientSecret ?? '' })).status).toBe(200);
  });

  it('narrows an access token, never widens it, and keeps its own scope', async () => {
    const client = await register(applications);
    const first = await signIn(server.url, client);
    expect(await refresh(server.url, client, first, { scope: 'cameras:write' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    const narrow = await refresh(server.url, client, first, { scope: 'cameras:read' });
    expect(narrow.body['scope']).toBe('cameras:read');
    const whole = await refresh(server.url, client, narrow.body['refresh_token']);
    expect(whole.body['scope']).toBe('cameras:read cameras:live');
  });

  it('ends with the application', async () => {
    const client = await register(applications);
    const token = await signIn(server.url, client);
    await applications.revoke(client.clientId);
    expect(await refresh(server.url, client, token)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});

describe('Two servers on one database', () => {
  let database: TestDatabase;
  let core: Awaited<ReturnType<typeof openAuth>>;
  let servers: readonly ServerProcess[] = [];

  beforeAll(async () => {
    database = await cloneDatabase();
    const settings = {
      CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
      PUBLIC_URL: 'http://camgate.test',
    };
    core = await openAuth(database, settings);
    await core.app.get(UsersService).create(person);
    const start = (): Promise<ServerProcess> => startServer({ ...settings, DATABASE_URL: database.url });
    servers = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
    await core.app.close();
    await database.drop();
  });

  it('give one live successor to 64 uses of a refresh token at once', async () => {
    const [one, other] = servers.map(({ url }) => url);
    if (one === undefined || other === undefined) throw new Error('two servers');
    const client = await register(core.app.get(ApplicationsService));
    const token = await signIn(one, client);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) => refresh(index % 2 === 0 ? one : other, client, token)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 200));
    const successors = new Set(answers.map(({ body }) => body['refresh_token']));
    expect(successors.size).toBe(1);
    expect((await refresh(other, client, [...successors][0])).status).toBe(200);
  });
});
