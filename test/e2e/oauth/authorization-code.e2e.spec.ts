import { ApplicationsService, type NewRegistration, UsersService } from '#auth';
import { randomBytes, createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson, type Visit } from '../../support/browser-person.js';
import { openServer, type TestServer } from '../../support/server.js';

const callback = 'https://app.example.org/callback';
const issuer = 'http://camgate.test';
const person = { login: 'ann', password: 'a quiet harbour at dawn' };

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
  await server.app.get(UsersService).create({ ...person, fullName: 'Ann Example', email: 'ann@example.org' });
});

afterAll(() => server.close());

interface Client {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

async function register(wanted: NewRegistration = {}, scope?: string): Promise<Client> {
  const { application, clientSecret } = await server.app
    .get(ApplicationsService)
    .register(
      { name: 'Harbour <map>', level: 'user', scope },
      { authMethod: 'none', redirectUris: [callback], ...wanted },
    );
  return { clientId: application.clientId, clientSecret };
}

interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

function authorizeUrl(client: Client, challenge: string, more: Readonly<Record<string, string>> = {}): string {
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: callback,
    scope: 'openid profile cameras:read',
    state: 'st&te',
    nonce: 'n-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  };
  const kept = Object.entries(parameters).filter(([, value]) => value !== '');
  return `${server.url}/oauth/authorize?${new URLSearchParams(kept).toString()}`;
}

async function signInAndAllow(
  client: Client,
  { challenge }: Pkce,
  more: Readonly<Record<string, string>> = {},
  browser = new BrowserPerson(server.url),
): Promise<Visit> {
  const page = await browser.open(authorizeUrl(client, challenge, more));
  const consent = page.html.includes('name="password"') ? await page.submit('sign-in', person) : page;
  return consent.location === undefined ? consent.submit('allow') : consent;
}

interface Answer {
  readonly status: number;
  /** The members that are texts; a test compares the others as a whole. */
  readonly body: Readonly<Record<string, string>>;
}

async function post(path: string, form: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, string>) };
}

function exchange(
  client: Client,
  code: string | null,
  { verifier }: Pkce,
  more: Readonly<Record<string, string>> = {},
) {
  return post('/oauth/token', {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    code: code ?? '',
    redirect_uri: callback,
    code_verifier: verifier,
    ...more,
  });
}

function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

describe('the authorization code grant', () => {
  it('signs a person in, asks for consent, and gives tokens that name client, person and scope', async () => {
    const client = await register();
    const keys = pkce();
    const browser = new BrowserPerson(server.url);
    const signIn = await browser.open(authorizeUrl(client, keys.challenge));
    expect(signIn.status).toBe(200);
    expect(signIn.html).toContain('Harbour &lt;map&gt;');
    const consent = await signIn.submit('sign-in', person);
    expect(consent.html).toContain('see your cameras');
    expect(consent.html).toContain('Afterwards you return to app.example.org.');
    const granted = await consent.submit('allow');
    expect(granted.status).toBe(303);
    expect(granted.location).toMatch(/^https:\/\/app\.example\.org\/callback\?/);
    expect(granted.answer.get('state')).toBe('st&te');
    expect(granted.answer.get('iss')).toBe(issuer);

    const { status, body } = await exchange(client, granted.answer.get('code'), keys);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'openid profile cameras:read', expires_in: 900 });
    expect(body['refresh_token']).toMatch(/^cgr_/);
    expect(claimsOf(body['access_token'])).toMatchObject({
      client_id: client.clientId,
      aud: issuer,
      scope: 'openid profile cameras:read',
      amr: ['pwd'],
    });
    expect(claimsOf(body['id_token'])).toMatchObject({ aud: client.clientId, nonce: 'n-1', iss: issuer, amr: ['pwd'] });
    expect(claimsOf(body['id_token'])['sub']).toBe(claimsOf(body['access_token'])['sub']);

    const cameras = await fetch(`${server.url}/api/v1/cameras`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(cameras.status).toBe(200);
    const info = await fetch(`${server.url}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(await info.json()).toEqual({
      sub: claimsOf(body['access_token'])['sub'],
      preferred_username: 'ann',
      name: 'Ann Example',
    });
  });

  it('remembers consent and the sign-in, and asks again for more scope', async () => {
    const client = await register();
    const browser = new BrowserPerson(server.url);
    await signInAndAllow(client, pkce(), {}, browser);
    const again = await browser.open(authorizeUrl(client, pkce().challenge));
    expect(again.status).toBe(302);
    expect(again.answer.get('code')).toMatch(/^[\w-]{43}$/);
    const more = await browser.open(authorizeUrl(client, pkce().challenge, { scope: 'openid cameras:write' }));
    expect(more.html).toContain('change cameras');
  });

  it('does not ask for consent for a first-party client', async () => {
    const client = await register({ firstParty: true });
    const page = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge));
    const granted = await page.submit('sign-in', person);
    expect(granted.answer.get('code')).toBeTruthy();
  });

  it('asks nobody for the installation unless it is registered for that by name, or ours', async () => {
    const administrator = { login: 'root', password: 'a quiet lighthouse at noon' };
    await server.app.get(UsersService).create({ ...administrator, accessLevel: 'admin' });
    const asked = { scope: 'openid cameras:read users:manage admin applications:manage' };
    const granted = async (client: Client): Promise<string | undefined> => {
      const keys = pkce();
      const page = await new BrowserPerson(server.url).open(authorizeUrl(client, keys.challenge, asked));
      const consent = await page.submit('sign-in', administrator);
      const back = consent.location === undefined ? await consent.submit('allow') : consent;
      return (await exchange(client, back.answer.get('code'), keys)).body['scope'];
    };
    expect(await granted(await register())).toBe('openid cameras:read users:manage');
    expect(await granted(await register({}, 'openid cameras:read admin'))).toBe('openid cameras:read admin');
    expect(await granted(await register({ firstParty: true }))).toContain('applications:manage');
    const only = await new BrowserPerson(server.url).open(
      authorizeUrl(await register(), pkce().challenge, { scope: 'admin' }),
    );
    expect(only.answer.get('error')).toBe('invalid_scope');
  });

  it('tells the client when the person denies', async () => {
    const client = await register();
    const page = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge));
    const denied = await (await page.submit('sign-in', person)).submit('deny');
    expect(Object.fromEntries(denied.answer)).toMatchObject({ error: 'access_denied', state: 'st&te', iss: issuer });
    expect(denied.answer.get('code')).toBeNull();
  });

  it('shows the page again after a wrong password, with the login and without a hint at which was wrong', async () => {
    const client = await register();
    const page = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge));
    const wrong = await page.submit('sign-in', { login: 'ann"><script>', password: 'no' });
    expect(wrong.status).toBe(401);
    expect(wrong.html).toContain('The login or the password is wrong.');
    expect(wrong.html).toContain('value="ann&quot;&gt;&lt;script&gt;"');
    expect(wrong.html).not.toContain('<script');
  });
});

describe('a code', () => {
  it('works once; its second use ends the session that it gave', async () => {
    const client = await register();
    const keys = pkce();
    const code = (await signInAndAllow(client, keys)).answer.get('code');
    const first = await exchange(client, code, keys);
    expect(first.status).toBe(200);
    expect(await exchange(client, code, keys)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const cameras = await fetch(`${server.url}/api/v1/cameras`, {
      headers: { authorization: `Bearer ${first.body['access_token']}` },
    });
    expect(cameras.status).toBe(401);
    const refreshed = await post('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: client.clientId,
      refresh_token: first.body['refresh_token'] ?? '',
    });
    expect(refreshed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('is given once of sixteen at the same time, and the session then ends', async () => {
    const client = await register();
    const keys = pkce();
    const code = (await signInAndAllow(client, keys)).answer.get('code');
    const answers = await Promise.all(Array.from({ length: 16 }, () => exchange(client, code, keys)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body['error'] === 'invalid_grant')).toHaveLength(15);
  });

  it.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another redirect URI', { redirect_uri: 'https://app.example.org/other' }],
    ['no redirect URI', { redirect_uri: '' }],
    ['a code that nobody issued', { code: 'A'.repeat(43) }],
  ])('with %s gives nothing, and stays usable', async (_, change) => {
    const client = await register();
    const keys = pkce();
    const code = (await signInAndAllow(client, keys)).answer.get('code');
    expect(await exchange(client, code, keys, change)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await exchange(client, code, keys)).status).toBe(200);
  });

  it('of another client gives nothing, and does not end the session of that client', async () => {
    const [client, other] = [await register(), await register()];
    const keys = pkce();
    const code = (await signInAndAllow(client, keys)).answer.get('code');
    expect(await exchange(other, code, keys)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const { body } = await exchange(client, code, keys);
    await exchange(other, code, keys);
    const cameras = await fetch(`${server.url}/api/v1/cameras`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(cameras.status).toBe(200);
  });

  it('expires after 60 seconds', async () => {
    const client = await register();
    const keys = pkce();
    const code = (await signInAndAllow(client, keys)).answer.get('code');
    server.clock.travel(61);
    expect(await exchange(client, code, keys)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('of a person who got a new password meanwhile gives nothing', async () => {
    const users = server.app.get(UsersService);
    const { user } = await users.create({ login: 'bob', password: person.password });
    const client = await register({ firstParty: true });
    const keys = pkce();
    const page = await new BrowserPerson(server.url).open(authorizeUrl(client, keys.challenge));
    const granted = await page.submit('sign-in', { ...person, login: 'bob' });
    await users.update(user.id, { password: 'another quiet harbour' });
    expect(await exchange(client, granted.answer.get('code'), keys)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });
});

describe('a confidential client', () => {
  it('must authenticate with its code, by the method that it is registered for', async () => {
    const client = await register({ authMethod: 'post' });
    const keys = pkce();
    const code = (await signInAndAllow(client, keys)).answer.get('code');
    const secret = client.clientSecret ?? '';
    expect(await exchange(client, code, keys)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const basic = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client.clientId}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: callback }),
    });
    expect(basic.status).toBe(401);
    expect((await exchange(client, code, keys, { client_secret: secret })).status).toBe(200);
  });

  it('signs people in with its old secret until the overlap of a rotation ends', async () => {
    const client = await register({ authMethod: 'post' });
    const { clientSecret: next } = await server.app.get(ApplicationsService).rotate(client.clientId, 3600);
    const signIn = async (secret = client.clientSecret ?? ''): Promise<Answer> => {
      const keys = pkce();
      const code = (await signInAndAllow(client, keys)).answer.get('code');
      return exchange(client, code, keys, { client_secret: secret });
    };
    const refresh = async ({ body }: Answer, secret = client.clientSecret ?? ''): Promise<Answer> =>
      post('/oauth/token', {
        grant_type: 'refresh_token',
        client_id: client.clientId,
        client_secret: secret,
        refresh_token: body['refresh_token'] ?? '',
      });
    const signedIn = await signIn();
    expect(signedIn.status).toBe(200);
    expect((await signIn(next)).status).toBe(200);
    server.clock.travel(3590);
    const refreshed = await refresh(signedIn);
    expect(refreshed.status).toBe(200);
    server.clock.travel(20);
    expect(await refresh(refreshed)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await signIn()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect((await refresh(refreshed, next)).status).toBe(200);
    server.clock.home();
  });

  it('cannot use a grant that it is not registered for', async () => {
    const client = await register({ authMethod: 'post' });
    const answer = await post('/oauth/token', {
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret ?? '',
    });
    expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
  });
});

describe('the authorization endpoint', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody-knows-it' }],
    ['no client', { client_id: '' }],
    ['an address that is not registered', { redirect_uri: 'https://evil.example.org/callback' }],
    ['a longer path', { redirect_uri: `${callback}/more` }],
    ['another query', { redirect_uri: `${callback}?x=1` }],
    ['another case', { redirect_uri: 'https://APP.example.org/callback' }],
    ['no address', { redirect_uri: '' }],
  ])('with %s shows a page and redirects nowhere', async (_, change) => {
    const client = await register();
    const visit = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge, change));
    expect(visit.status).toBe(400);
    expect(visit.location).toBeUndefined();
    expect(visit.headers.get('content-type')).toMatch(/^text\/html/);
    expect(visit.html).not.toContain('evil');
  });

  it.each([
    ['without PKCE', { code_challenge: '' }, 'invalid_request'],
    ['with the method plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['without a method', { code_challenge_method: '' }, 'invalid_request'],
    ['with a short challenge', { code_challenge: 'abc' }, 'invalid_request'],
    ['with another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['without a response type', { response_type: '' }, 'invalid_request'],
    ['with an unknown scope', { scope: 'cameras:eat' }, 'invalid_scope'],
    ['with a malformed scope', { scope: 'cameras:read  openid' }, 'invalid_scope'],
    ['with a request object', { request: 'e30.e30.' }, 'request_not_supported'],
    ['with a foreign resource', { resource: 'https://evil.example.org/' }, 'invalid_target'],
    ['silently, nobody being signed in', { prompt: 'none' }, 'login_required'],
    ['with prompts that exclude each other', { prompt: 'none login' }, 'invalid_request'],
    ['with fragments as response mode', { response_mode: 'fragment' }, 'invalid_request'],
    ['with a max_age that is no number', { max_age: '-1' }, 'invalid_request'],
  ])('%s tells the client', async (_, change, error) => {
    const client = await register();
    const visit = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge, change));
    expect(visit.status).toBe(302);
    expect(visit.location?.startsWith(`${callback}?`)).toBe(true);
    expect(visit.answer.get('error')).toBe(error);
    expect(visit.answer.get('state')).toBe('st&te');
    expect(visit.answer.get('iss')).toBe(issuer);
  });

  it('refuses a repeated parameter', async () => {
    const client = await register();
    const visit = await new BrowserPerson(server.url).open(
      `${authorizeUrl(client, pkce().challenge)}&scope=cameras:write`,
    );
    expect(visit.answer.get('error')).toBe('invalid_request');
    const twice = await new BrowserPerson(server.url).open(
      `${authorizeUrl(client, pkce().challenge)}&redirect_uri=https://evil.example.org`,
    );
    expect(twice.status).toBe(400);
  });

  it('lets an installed app choose its port on the own machine, and nothing else', async () => {
    const client = await register({ redirectUris: ['http://127.0.0.1/cb', 'com.example.app:/cb'] });
    const visit = (uri: string) =>
      new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge, { redirect_uri: uri }));
    expect((await visit('http://127.0.0.1:53211/cb')).status).toBe(200);
    expect((await visit('com.example.app:/cb')).status).toBe(200);
    for (const uri of [
      'http://127.0.0.1:53211/other',
      'http://localhost:53211/cb',
      'http://127.0.0.1:53211@evil.example.org/cb',
      'http://127.0.0.2/cb',
      'https://127.0.0.1:53211/cb',
    ])
      expect([uri, (await visit(uri)).status]).toEqual([uri, 400]);
  });

  it('asks for the password again with prompt=login and after max_age, and then goes on', async () => {
    const client = await register({ firstParty: true });
    const browser = new BrowserPerson(server.url);
    await (await browser.open(authorizeUrl(client, pkce().challenge))).submit('sign-in', person);
    const asked = await browser.open(authorizeUrl(client, pkce().challenge, { prompt: 'login' }));
    expect(asked.html).toContain('name="password"');
    expect((await asked.submit('sign-in', person)).answer.get('code')).toBeTruthy();
    server.clock.travel(120);
    const old = await browser.open(authorizeUrl(client, pkce().challenge, { max_age: '60' }));
    expect(old.html).toContain('name="password"');
    const silent = await browser.open(authorizeUrl(client, pkce().challenge, { max_age: '60', prompt: 'none' }));
    expect(silent.answer.get('error')).toBe('login_required');
    expect((await browser.open(authorizeUrl(client, pkce().challenge, { max_age: '600' }))).status).toBe(302);
  });

  it('shows consent again with prompt=consent, also after a sign-in of the same request', async () => {
    const client = await register();
    const browser = new BrowserPerson(server.url);
    await signInAndAllow(client, pkce(), {}, browser);
    const page = await browser.open(authorizeUrl(client, pkce().challenge, { prompt: 'login consent' }));
    const consent = await page.submit('sign-in', person);
    expect(consent.html).toContain('Allow access?');
    expect((await consent.submit('allow')).answer.get('code')).toBeTruthy();
  });

  it('takes the request as a form, too', async () => {
    const client = await register();
    const url = new URL(authorizeUrl(client, pkce().challenge));
    const page = await new BrowserPerson(server.url).open(`${server.url}/oauth/authorize`, {
      method: 'POST',
      body: url.searchParams,
    });
    const consent = await page.submit('sign-in', person);
    expect((await consent.submit('allow')).answer.get('code')).toBeTruthy();
  });

  it('accepts its forms from its own pages only', async () => {
    const client = await register();
    const page = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge));
    const foreign = await page.submit('sign-in', { ...person, form_token: 'A'.repeat(43) });
    expect(foreign.status).toBe(403);
    const cross = await page.submit('sign-in', person, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(cross.status).toBe(403);
    expect(cross.headers.getSetCookie().join()).not.toContain('camgate_session');
    const stranger = new BrowserPerson(server.url);
    const form = new URLSearchParams({ ...person, step: 'sign-in', form_token: 'A'.repeat(43) });
    const forged = await stranger.open(authorizeUrl(client, pkce().challenge), { method: 'POST', body: form });
    expect(forged.status).toBe(403);
  });

  it('sends pages that no other site can frame, that need no script, and cookies that no script can read', async () => {
    const client = await register();
    const page = await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge));
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('form-action');
    expect(policy).not.toContain('unsafe');
    expect(page.html).not.toContain('<script');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const signedIn = await page.submit('sign-in', person);
    const cookie = signedIn.headers.getSetCookie().find((one) => one.startsWith('camgate_session='));
    expect(cookie).toMatch(/; Path=\/oauth; HttpOnly; SameSite=Lax$/);
  });

  it('speaks the language of the request, then of the browser', async () => {
    const client = await register();
    const html = async (more: Readonly<Record<string, string>>, accept: string) =>
      (
        await new BrowserPerson(server.url).open(authorizeUrl(client, pkce().challenge, more), {
          headers: { 'accept-language': accept },
        })
      ).html;
    expect(await html({}, 'de-CH,en;q=0.5')).toContain('<html lang="de">');
    expect(await html({ ui_locales: 'ru' }, 'de')).toContain('Вход');
    expect(await html({}, 'zz')).toContain('<html lang="en">');
  });
});

describe('the session of a browser', () => {
  it('is no session key of another API', async () => {
    const client = await register({ firstParty: true });
    const browser = new BrowserPerson(server.url);
    await (await browser.open(authorizeUrl(client, pkce().challenge))).submit('sign-in', person);
    const key = browser.cookies.get('camgate_session') ?? '';
    expect(key).not.toBe('');
    const response = await fetch(`${server.url}/vsaas/api/v2/cameras`, { headers: { 'x-vsaas-session': key } });
    expect(response.status).toBe(403);
  });

  it('ends at the logout endpoint with the client sessions of it, and the person comes back to the client', async () => {
    const after = 'https://app.example.org/bye';
    const client = await register({ firstParty: true, postLogoutUris: [after] });
    const browser = new BrowserPerson(server.url);
    const keys = pkce();
    const granted = await (await browser.open(authorizeUrl(client, keys.challenge))).submit('sign-in', person);
    const { body } = await exchange(client, granted.answer.get('code'), keys);
    const logout = new URLSearchParams({
      id_token_hint: body['id_token'] ?? '',
      post_logout_redirect_uri: after,
      state: 's 1',
    });
    const out = await browser.open(`${server.url}/oauth/logout?${logout.toString()}`);
    expect(out.location).toBe(`${after}?state=s+1`);
    expect(browser.cookies.has('camgate_session')).toBe(false);
    const cameras = await fetch(`${server.url}/api/v1/cameras`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(cameras.status).toBe(401);
  });

  it('ends only after a question when no ID token proves who asks, and never redirects elsewhere', async () => {
    const client = await register({ firstParty: true });
    const browser = new BrowserPerson(server.url);
    await (await browser.open(authorizeUrl(client, pkce().challenge))).submit('sign-in', person);
    const asked = await browser.open(`${server.url}/oauth/logout`);
    expect(asked.html).toContain('Do you want to sign out, ann?');
    expect((await browser.open(authorizeUrl(client, pkce().challenge))).status).toBe(302);
    const evil = await browser.open(
      `${server.url}/oauth/logout?client_id=${client.clientId}&post_logout_redirect_uri=https://evil.example.org`,
    );
    expect([evil.status, evil.location]).toEqual([400, undefined]);
    expect((await asked.submit('sign-out')).html).toContain('You are signed out.');
    expect((await browser.open(authorizeUrl(client, pkce().challenge))).html).toContain('name="password"');
  });
});

describe('a page of a public client’s origin', () => {
  const ask = (path: string, origin: string, init: RequestInit = {}) =>
    fetch(server.url + path, { ...init, headers: { origin, ...Object.fromEntries(new Headers(init.headers)) } });

  it('may read tokens and the API without any setting, never with cookies, and not the sign-in pages', async () => {
    await register({ redirectUris: ['https://spa.example.org/cb'] });
    server.clock.travel(6);
    const origin = 'https://spa.example.org';
    for (const path of ['/oauth/token', '/oauth/userinfo', '/api/v1/cameras']) {
      const preflight = await ask(path, origin, {
        method: 'OPTIONS',
        headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
      expect([path, preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
        path,
        204,
        origin,
      ]);
      expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
      expect((await ask(path, origin)).headers.get('access-control-allow-origin')).toBe(origin);
    }
    for (const path of ['/oauth/authorize', '/oauth/logout', '/watcher/client-api/v3/streams'])
      expect((await ask(path, origin)).headers.get('access-control-allow-origin')).toBeNull();
    for (const other of ['https://spa.example.org:444', 'http://spa.example.org', 'null', 'https://evil.example.org'])
      expect((await ask('/oauth/token', other)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
