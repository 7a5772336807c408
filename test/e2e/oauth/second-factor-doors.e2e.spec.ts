import { OrganizationsService } from '#access';
import { ApiKeysService, AppPasswordsService, AutomaticSignInService, SecondFactorsService, UsersService } from '#auth';
import { IdentityProvidersService, ExternalIdentitiesService } from '#federation';
import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { authorize, codeForm, type OauthClient, postForm, registerClient } from '../../support/oauth.js';
import { createUser, password, type Person } from '../../support/people.js';
import { openProvider, type ProviderThere } from '../../support/provider-there.js';
import { openServer, type TestServer } from '../../support/server.js';
import { basic } from '../rest/rest-client.js';

const origin = { ip: '192.0.2.9', dialect: 'rest' } as const;
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
let server: TestServer;
let company: ProviderThere;
let client: OauthClient;
let wall: OauthClient;

beforeAll(async () => {
  server = await openServer({ ALLOWED_NETWORKS: '127.0.0.0/8' });
  company = await openProvider(['http://camgate.test/oauth/external/company/callback'], []);
  await server.app.get(IdentityProvidersService).create('company', { ...company, title: 'Company' });
  client = await registerClient(server, {
    authMethod: 'none',
    firstParty: true,
    redirectUris: ['https://app.example.org/callback'],
  });
  wall = await registerClient(server, { authMethod: 'none', grants: ['device_code'] });
});
afterAll(async () => {
  await server.close();
  await company.close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A way in: what is done while the password is enough, and what comes after that. */
interface Door {
  readonly name: string;
  readonly prepare: (person: Person) => Promise<() => Promise<Answer>>;
  /** What an account that needs a second factor is answered. */
  readonly refused: readonly [number | readonly number[], string];
  /** No session begins here even for others; the status says that they came in. */
  readonly sessionless?: true;
}

async function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const at =
  (path: string, body: (person: Person) => unknown, headers: (person: Person) => Record<string, string> = () => ({})) =>
  (person: Person): Promise<() => Promise<Answer>> =>
    Promise.resolve(() => post(path, body(person), headers(person)));
const asBasic = ({ login }: Person): Record<string, string> => ({ authorization: basic(login, password) });
const pair = ({ login }: Person): unknown => ({ login, password });

async function linkFor(person: Person, form: 'user-id' | 'login'): Promise<string> {
  return server.app.get(AutomaticSignInService).generate(person.id, { form });
}

/** The token of an email about a forgotten password. */
async function emailed({ id }: Person): Promise<string> {
  const token = randomBytes(20).toString('hex');
  await server.dataSource.query(
    `INSERT INTO one_time_tokens (hash, purpose, user_id, user_epoch, created_at, expires_at)
     SELECT $1, 'password-reset', id, epoch, $3, $3::timestamptz + interval '1 hour' FROM users WHERE id = $2`,
    [createHash('sha256').update(token).digest(), id, server.clock.now()],
  );
  return token;
}

function authorizeUrl(): string {
  return `${server.url}/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: 'https://app.example.org/callback',
    scope: 'openid cameras:read',
    code_challenge: createHash('sha256').update('v').digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()}`;
}

async function signedInBrowser({ login }: Person): Promise<BrowserPerson> {
  const browser = new BrowserPerson(server.url);
  await (await browser.open(authorizeUrl())).submit('sign-in', { login, password });
  return browser;
}

const doors: readonly Door[] = [
  {
    name: 'Watcher v3 with the password',
    prepare: at('/watcher/client-api/v3/login', () => ({}), asBasic),
    refused: [401, 'wrong_credentials'],
  },
  {
    name: 'Watcher admin-api v3 with the password',
    prepare: at('/watcher/admin-api/v3/login', () => ({}), asBasic),
    refused: [401, 'wrong_credentials'],
  },
  {
    name: 'Watcher v3 with an automatic sign-in',
    prepare: async (person) => {
      const token = await linkFor(person, 'user-id');
      return () => post('/watcher/client-api/v3/autologin', { autologin_token: token });
    },
    refused: [403, 'sign_in_incomplete'],
  },
  {
    name: 'Watcher v2 with the password',
    prepare: at('/vsaas/api/v2/auth/login', pair),
    refused: [403, ''],
  },
  {
    name: 'the check of a password at Watcher v2',
    prepare: at('/vsaas/api/v2/auth/check-login', pair),
    refused: [403, ''],
    sessionless: true,
  },
  {
    name: 'Watcher v2 with an automatic sign-in',
    prepare: async (person) => {
      const token = await linkFor(person, 'login');
      return () => post('/vsaas/autologin', { autologin_token: token }, { accept: 'application/json' });
    },
    refused: [403, 'The sign-in is not complete.'],
  },
  {
    name: 'a browser at Watcher v2 with an automatic sign-in',
    prepare: async (person) => {
      const token = await linkFor(person, 'login');
      return () => post('/vsaas/autologin', { autologin_token: token });
    },
    refused: [403, 'The sign-in is not complete.'],
  },
  {
    name: 'Watcher v2 with the link of an email',
    prepare: async (person) => {
      const token = await emailed(person);
      const [password1, password2] = Array.from({ length: 2 }, () => 'an entirely new passphrase');
      return () => post('/vsaas/api/v2/auth/restore-password', { token, password1, password2 });
    },
    // The password is set; it alone opens nothing.
    refused: [200, '"session":null'],
  },
  {
    name: 'REST with the password',
    prepare: at('/api/v1/auth/login', pair),
    refused: [[401, 403], 'factor.'],
  },
  {
    name: 'Basic at REST',
    prepare: (person) =>
      Promise.resolve(async () => {
        const response = await fetch(`${server.url}/api/v1/me`, { headers: asBasic(person) });
        return { status: response.status, text: await response.text() };
      }),
    refused: [401, 'password.wrong'],
    sessionless: true,
  },
  {
    name: 'Basic at CAM2 v1',
    prepare: at('/register_app', ({ login }) => ({ app_name: login, permission_level: 'Admin' }), asBasic),
    refused: [401, 'Invalid username/password.'],
    sessionless: true,
  },
  {
    name: 'the sign-in page with the password',
    prepare: ({ login }) =>
      Promise.resolve(async () => {
        const page = await new BrowserPerson(server.url).open(authorizeUrl());
        const { status, html } = await page.submit('sign-in', { login, password });
        return { status, text: html };
      }),
    refused: [200, 'authenticator app'],
  },
  {
    name: 'an external provider',
    prepare: async (person) => {
      await server.app.get(ExternalIdentitiesService).link(person.id, 'company', `there-${person.id}`);
      return async () => {
        company.person = { sub: `there-${person.id}`, claims: {} };
        const browser = new BrowserPerson(server.url);
        const page = await browser.open(authorizeUrl());
        const link = /href="([^"]*\/oauth\/external\/company\?[^"]*)"/.exec(page.html)?.[1] ?? '';
        const away = await browser.open(new URL(link.replaceAll('&amp;', '&'), server.url));
        const { status, html } = await browser.open(await company.visit(away.location ?? ''));
        return { status, text: html };
      };
    },
    refused: [200, 'authenticator app'],
  },
  {
    name: 'a browser that signed in before, for another client',
    prepare: async (person) => {
      const browser = await signedInBrowser(person);
      return async () => {
        const { status, html, location } = await browser.open(authorizeUrl());
        const code = location === undefined ? '' : (new URL(location).searchParams.get('code') ?? '');
        return { status: code === '' ? status : 200, text: html };
      };
    },
    refused: [200, 'name="password"'],
    sessionless: true,
  },
  {
    name: 'a code from before',
    prepare: async ({ login }) => {
      const given = await authorize(server, client, { login, password });
      return async () => {
        const { status, body } = await postForm(server, '/oauth/token', codeForm(client, given));
        return { status, text: JSON.stringify(body) };
      };
    },
    refused: [400, 'invalid_grant'],
  },
  {
    name: 'a device that a browser of before allows',
    prepare: async (person) => {
      const browser = await signedInBrowser(person);
      const { body } = await postForm(server, '/oauth/device_authorization', {
        client_id: wall.clientId,
        scope: 'openid',
      });
      const page = await browser.open(body['verification_uri_complete'] ?? '');
      return async () => {
        const decided = await page.submit('allow');
        const polled = await postForm(server, '/oauth/token', {
          grant_type: deviceGrant,
          client_id: wall.clientId,
          device_code: body['device_code'] ?? '',
        });
        return { status: polled.status, text: `${decided.location ?? ''} ${JSON.stringify(polled.body)}` };
      };
    },
    refused: [400, 'authorization_pending'],
  },
  {
    name: 'a device that was allowed before',
    prepare: async (person) => {
      const browser = await signedInBrowser(person);
      const { body } = await postForm(server, '/oauth/device_authorization', {
        client_id: wall.clientId,
        scope: 'openid',
      });
      await (await browser.open(body['verification_uri_complete'] ?? '')).submit('allow');
      return async () => {
        const form = { grant_type: deviceGrant, client_id: wall.clientId, device_code: body['device_code'] ?? '' };
        const polled = await postForm(server, '/oauth/token', form);
        return { status: polled.status, text: JSON.stringify(polled.body) };
      };
    },
    refused: [400, 'invalid_grant'],
  },
];

/** What makes the second factor needed. */
const needs = {
  'has a second factor': async ({ id }: Person): Promise<void> => {
    const factors = server.app.get(SecondFactorsService);
    const offer = await factors.offer(await server.app.get(UsersService).ownerOf(id));
    const timestamp = server.clock.now().getTime();
    const code = new TOTP({ secret: Secret.fromBase32(offer.secret) }).generate({ timestamp });
    await factors.accept(offer.ticket, code, 'Phone', origin);
  },
  'must have a second factor': async ({ id, login }: Person): Promise<void> => {
    const organizations = server.app.get(OrganizationsService);
    const organization = await organizations.createWithoutOwner({ title: login, isPublic: false });
    await organizations.addMember(organization.id, id, {});
    await organizations.requireSecondFactor(organization.id, true);
  },
} as const;

async function newPerson(): Promise<Person> {
  return createUser(server, `ann-${randomBytes(5).toString('hex')}`, { isAdmin: true });
}

async function sessionsOf({ id }: Person): Promise<number> {
  const [row] = await server.dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM sessions WHERE user_id = $1',
    [id],
  );
  return row?.count ?? -1;
}

describe.each(doors)('$name', ({ prepare, refused: [status, text], sessionless }) => {
  it('lets in a person whose password is enough', async () => {
    const person = await newPerson();
    const enter = await prepare(person);
    const before = await sessionsOf(person);
    const answer = await enter();
    expect(answer.status).toBeLessThan(400);
    expect((await sessionsOf(person)) - before).toBe(sessionless === true ? 0 : 1);
  });

  it.each(Object.entries(needs))('opens nothing for an account that %s', async (_, need) => {
    const person = await newPerson();
    const enter = await prepare(person);
    await need(person);
    const before = await sessionsOf(person);
    const answer = await enter();
    expect([status].flat()).toContain(answer.status);
    expect(answer.text).toContain(text);
    expect(await sessionsOf(person)).toBe(before);
  });
});

describe.each(Object.entries(needs))('An account that %s', (_, need) => {
  it('goes on with its API keys and app passwords', async () => {
    const person = await newPerson();
    const key = await server.app.get(ApiKeysService).create(person.id);
    await need(person);
    const { password: app } = await server.app.get(AppPasswordsService).create(person.id, 'Wall', { actor: 'cli' });
    const byKey = await fetch(`${server.url}/vsaas/api/v2/auth/whoami`, {
      headers: { 'x-vsaas-api-key': key, 'x-vsaas-user': person.login },
    });
    expect(byKey.status).toBe(200);
    const headers = { authorization: basic(person.login, app) };
    expect((await fetch(`${server.url}/api/v1/me`, { headers })).status).toBe(200);
    expect((await post('/watcher/client-api/v3/login', {}, headers)).status).toBe(200);
    expect((await post('/vsaas/api/v2/auth/login', { login: person.login, password: app })).status).toBe(200);
  });
});
