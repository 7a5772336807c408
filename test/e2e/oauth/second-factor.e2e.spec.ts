import { OrganizationsService } from '#access';
import { ApplicationsService, SecondFactorsService } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { createUser, password } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { basic, restClient } from '../rest/rest-client.js';

const callback = 'https://app.example.org/callback';
let server: TestServer;
let clientId: string;
let login: string;
let userId: number;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  const { application } = await server.app
    .get(ApplicationsService)
    .register({ name: 'Map', level: 'user' }, { authMethod: 'none', redirectUris: [callback], firstParty: true });
  ({ clientId } = application);
});
afterAll(() => server.close());
beforeEach(async () => {
  login = `ann-${randomBytes(4).toString('hex')}`;
  ({ id: userId } = await createUser(server, login));
});

/** The code that an app shows now; `later` in steps of 30 seconds. */
function codeOf(secret: string, later = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: server.clock.now().getTime() + later * 30_000,
  });
}

async function enrol(): Promise<{ secret: string; recoveryCodes: readonly string[]; token: string }> {
  const token = await bearer(login);
  const offer = (await send('POST', '/api/v1/me/factors/totp', {}, token)).body as { ticket: string; secret: string };
  const body = { ticket: offer.ticket, code: codeOf(offer.secret, -1), name: 'Phone' };
  const made = await send('POST', '/api/v1/me/factors/totp/confirm', body, token);
  expect(made.status).toBe(201);
  return { secret: offer.secret, recoveryCodes: made.body['recovery_codes'] as readonly string[], token };
}

const signIn = (more: object = {}) => send('POST', '/api/v1/auth/login', { login, password, ...more });

interface Client {
  readonly url: string;
  readonly verifier: string;
}

function client(): Client {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid cameras:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  return { verifier, url: `${server.url}/oauth/authorize?${new URLSearchParams(parameters).toString()}` };
}

async function idTokenOf(code: string | null, verifier: string): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: callback,
    code: code ?? '',
    code_verifier: verifier,
  });
  const answer = await fetch(`${server.url}/oauth/token`, { method: 'POST', body });
  const { id_token: token } = (await answer.json()) as { id_token: string };
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

describe('An account with an authenticator app', () => {
  it('signs in at REST with a code that works once; the password alone gives nothing', async () => {
    const { secret } = await enrol();
    expect(await signIn()).toBeProblem(401, 'factor.missing');
    expect(await signIn({ code: '000000' })).toBeProblem(401, 'password.wrong');
    const both = await Promise.all([signIn({ code: codeOf(secret) }), signIn({ code: codeOf(secret) })]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    const list = await ask(
      '/api/v1/me/factors',
      `Bearer ${String(both.find(({ status }) => status === 200)?.body['access_token'])}`,
    );
    expect(list.body).toMatchObject({ items: [{ kind: 'totp', name: 'Phone' }], recovery_codes: 10 });
    expect(JSON.stringify(list.body)).not.toContain(secret);
  });

  it('cannot be guessed: wrong codes are throttled although each comes with the right password', async () => {
    await enrol();
    const statuses: number[] = [];
    for (let guess = 0; guess < 8; guess += 1) statuses.push((await signIn({ code: `00000${guess}` })).status);
    expect(statuses.slice(0, 4)).toEqual([401, 401, 401, 401]);
    expect(statuses).toContain(429);
  });

  it('signs in once with each recovery code', async () => {
    const { recoveryCodes } = await enrol();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ''] = recoveryCodes;
    expect((await signIn({ code: code.toLowerCase() })).status).toBe(200);
    expect((await signIn({ code })).status).toBe(401);
  });

  it('is asked for the code on a page of its own, and the ID token says so', async () => {
    const { secret } = await enrol();
    const { url, verifier } = client();
    const browser = new BrowserPerson(server.url);
    const asked = await (await browser.open(url)).submit('sign-in', { login, password });
    expect(asked.html).toContain('authenticator app');
    expect(browser.cookies.has('camgate_session')).toBe(false);
    const wrong = await asked.submit('second-factor', { code: '123' });
    expect(wrong.status).toBe(401);
    const granted = await wrong.submit('second-factor', { code: codeOf(secret) });
    expect((await idTokenOf(granted.answer.get('code'), verifier))['amr']).toEqual(['pwd', 'otp', 'mfa']);
    expect((await asked.submit('second-factor', { code: codeOf(secret, 1) })).status).toBe(403);
  });

  it('does not let a person skip the page', async () => {
    await enrol();
    const asked = await (await new BrowserPerson(server.url).open(client().url)).submit('sign-in', { login, password });
    for (const step of ['new-password', 'enrol', 'recovery-codes'])
      expect((await asked.submit(step, { password: 'another one entirely', code: '123456' })).status).toBe(403);
  });

  it('works at Watcher and with Basic by app passwords only, and an app password opens no page', async () => {
    const { token, secret } = await enrol();
    const v3 = (given: string) =>
      fetch(`${server.url}/watcher/client-api/v3/login`, {
        method: 'POST',
        headers: { authorization: basic(login, given) },
      });
    expect((await v3(password)).status).toBe(401);
    expect(await ask('/api/v1/me', basic(login, password))).toBeProblem(401, 'password.wrong');
    // The session from before the factor is no proof of it.
    expect(await send('POST', '/api/v1/me/app-passwords', { name: 'Wall' }, token)).toBeProblem(401, 'sign-in.too-old');
    const proven = `Bearer ${String((await signIn({ code: codeOf(secret) })).body['access_token'])}`;
    const made = await send('POST', '/api/v1/me/app-passwords', { name: 'Wall' }, proven);
    expect(made.body).toMatchObject({ name: 'Wall', password: expect.stringMatching(/^cga_[0-9A-Za-z]{36}$/) });
    const app = String(made.body['password']);
    const watcher = await v3(app);
    expect(watcher.status).toBe(200);
    const { access_token: v3Token } = (await watcher.json()) as { access_token: string };
    expect((await ask('/api/v1/me', basic(login, app))).status).toBe(200);
    expect(await send('POST', '/api/v1/me/app-passwords', { name: 'More' }, basic(login, app))).toBeProblem(
      401,
      'sign-in.too-old',
    );
    expect(await send('POST', '/api/v1/auth/login', { login, password: app })).toBeProblem(401, 'password.wrong');
    const page = await (
      await new BrowserPerson(server.url).open(client().url)
    ).submit('sign-in', { login, password: app });
    expect(page.status).toBe(401);
    const gone = await ask(`/api/v1/me/app-passwords/${String(made.body['id'])}`, proven, { method: 'DELETE' });
    expect(gone.status).toBe(204);
    expect((await v3(app)).status).toBe(401);
    const streams = await fetch(`${server.url}/watcher/client-api/v3/streams`, {
      headers: { authorization: `Bearer ${v3Token}` },
    });
    expect(streams.status).toBe(401);
  });

  it('gets back to the password alone when an administrator resets the factors', async () => {
    await enrol();
    await server.app.get(SecondFactorsService).reset(userId, { actor: 'cli' });
    expect((await signIn()).status).toBe(200);
  });
});

describe('An organization that requires a second factor', () => {
  it('makes its members set one up on the sign-in page', async () => {
    const organizations = server.app.get(OrganizationsService);
    const { id } = await organizations.createWithoutOwner({ title: 'Harbour', isPublic: false });
    await organizations.addMember(id, userId, {});
    expect((await signIn()).status).toBe(200);
    await organizations.requireSecondFactor(id, true);
    expect(await signIn()).toBeProblem(403, 'factor.enrolment-required');
    const { url, verifier } = client();
    const asked = await (await new BrowserPerson(server.url).open(url)).submit('sign-in', { login, password });
    const secret = /<code>([A-Z2-7]+)<\/code>/.exec(asked.html)?.[1] ?? '';
    const wrong = await asked.submit('enrol', { code: '1' });
    expect(wrong.html).toContain(secret);
    const codes = await wrong.submit('enrol', { code: codeOf(secret) });
    expect(codes.html.match(/<li><code>/g)).toHaveLength(10);
    const granted = await codes.submit('recovery-codes');
    expect((await idTokenOf(granted.answer.get('code'), verifier))['amr']).toEqual(['pwd', 'otp', 'mfa']);
    expect(await signIn()).toBeProblem(401, 'factor.missing');
  });
});

describe('Making an API key, or giving one a new secret', () => {
  it('needs a sign-in that is not older than 15 minutes', async () => {
    const token = await bearer(login);
    expect((await send('POST', '/api/v1/api-keys', { name: 'now' }, token)).status).toBe(201);
    const { body } = await signIn();
    const later = `Bearer ${String(body['access_token'])}`;
    server.clock.travel(890);
    const key = await send('POST', '/api/v1/api-keys', { name: 'just' }, later);
    expect(key.status).toBe(201);
    const rotation = `/api/v1/api-keys/${String(key.body['id'])}/rotate`;
    expect((await send('POST', rotation, {}, later)).status).toBe(200);
    const refreshed = await send('POST', '/api/v1/auth/refresh', { refresh_token: body['refresh_token'] });
    server.clock.travel(15);
    const renewed = `Bearer ${String(refreshed.body['access_token'])}`;
    const refused = await send('POST', '/api/v1/api-keys', { name: 'late' }, renewed);
    expect(await send('POST', rotation, {}, renewed)).toBeProblem(401, 'sign-in.too-old');
    expect(refused).toBeProblem(401, 'sign-in.too-old');
    expect(refused.headers.get('www-authenticate')).toMatch(/error="insufficient_user_authentication".*max_age="900"/);
  });
});

describe('Whoever holds an access token of a person', () => {
  it('does not sign in as them with the ticket of an offer and a code of an app of their own', async () => {
    const offer = await send('POST', '/api/v1/me/factors/totp', {}, await bearer(login));
    expect(offer.status).toBe(200);
    const { secret } = await enrol();
    const page = await new BrowserPerson(server.url).open(client().url);
    const asked = await page.submit('sign-in', { login, password });
    expect(asked.html).toContain('name="code"');
    const forged = await asked.submit('second-factor', { ticket: String(offer.body['ticket']), code: codeOf(secret) });
    expect(forged.status).toBe(403);
    expect(forged.location).toBeUndefined();
  });
});
