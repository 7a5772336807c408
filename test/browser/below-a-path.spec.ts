import { spawnSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, createCamera, createUser, password, type Person, type Program } from '../support/people.js';
import { freePort } from '../support/process.js';
import { openBrowser, visit, type Visit } from './browser.js';
import { startStrippingProxy } from './stripping-proxy.js';
import { SwaggerUi } from './swagger-ui.js';

const missing = spawnSync('which', ['nginx']).status !== 0;
if (missing) console.warn('Not run, because nginx is missing.');

describe.skipIf(missing)('A person in Swagger UI behind nginx, which serves Camgate below /camgate', () => {
  let url: string;
  let server: TestServer;
  let proxy: { close(): Promise<void> };
  let browser: Browser;
  let visitor: Visit;
  let program: Program;
  let person: Person;
  let expected: string[];
  /** Challenges upon which the browser asks for a password in a window of its own, if there is a person before it. */
  let prompts: number;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/camgate`;
    server = await openServer({ PUBLIC_URL: url });
    proxy = await startStrippingProxy(port, server.url);
    browser = await openBrowser();
    program = await createApplication(server);
    person = await createUser(server, 'ada');
    await createCamera(server, { title: 'Shibuya crossing', city: 'Tokyo', country: 'JP' });
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await server?.close();
  });
  beforeEach(async () => {
    expected = [];
    prompts = 0;
    visitor = await visit(browser);
    visitor.page.on('response', (answer) => {
      if (answer.headers()['www-authenticate']?.includes('Basic')) prompts += 1;
    });
  });
  afterEach(() => visitor.close());
  afterEach(() => {
    if (visitor.complaints.join() !== expected.join()) throw new Error(`The page: ${visitor.complaints.join('; ')}`);
  });

  it('signs in with client credentials and lists cameras', async () => {
    const ui = await SwaggerUi.open(visitor.page, url);
    await ui.chooseDoor('REST');
    await ui.authorize('clientCredentials', [program.clientId, program.clientSecret], ['cameras:read']);
    const shown = await ui.execute('get', '/api/v1/cameras');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject({ items: [{ title: 'Shibuya crossing' }] });
  });

  it('opens it with a slash at its end, too', async () => {
    const ui = await SwaggerUi.open(visitor.page, url, '/docs/');
    await ui.chooseDoor('Watcher client-api v3');
    await ui.authorize('Basic', [person.login, person.password]);
    const shown = await ui.execute('get', '/watcher/client-api/v3/streams');
    expect(shown.status).toBe('200');
  });

  it('sees a wrong password in the page, and no window of the browser', async () => {
    const ui = await SwaggerUi.open(visitor.page, url);
    await ui.chooseDoor('Watcher client-api v3');
    await ui.authorize('Basic', [person.login, 'a wrong password']);
    const login = await ui.execute('post', '/watcher/client-api/v3/login');
    expect(login.status).toBe('401');
    expect(JSON.parse(login.body)).toMatchObject({ errors: [{ status: '401' }] });
    expect(prompts).toBe(0);
    expected = ['console: Failed to load resource: the server responded with a status of 401 (Unauthorized)'];
  });

  it('gets that window where no page is, so that its absence above says something', async () => {
    const form = `<form method="post" action="${url}/watcher/client-api/v3/login"><button>Sign in</button></form>`;
    await visitor.page.setContent(form);
    await visitor.page.getByRole('button').click();
    await expect.poll(() => visitor.complaints.length, { timeout: 15_000 }).toBe(1);
    expect(prompts).toBe(1);
    expected = ['console: Failed to load resource: the server responded with a status of 401 ()'];
  });

  it('has a cookie for its path alone, and the metadata where clients look for it', async () => {
    const { page } = visitor;
    await page.goto(`${url}/docs`);
    const answers = await page.evaluate(
      async ({ base, login, secret }) => {
        const post = (path: string, body: object): Promise<Response> =>
          fetch(base + path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
        const signedIn = await post('/api/v1/auth/login', { login, password: secret, cookie: true });
        const again = await post('/api/v1/auth/refresh', {});
        const inserted = await fetch('/.well-known/oauth-authorization-server/camgate');
        const appended = await fetch(`${base}/.well-known/oauth-authorization-server`);
        const issuers = [await inserted.json(), await appended.json()] as { issuer: string }[];
        return { statuses: [signedIn.status, again.status], issuers: issuers.map(({ issuer }) => issuer) };
      },
      { base: url, login: person.login, secret: password },
    );
    expect(answers).toEqual({ statuses: [200, 200], issuers: [url, url] });
    const [cookie] = await page.context().cookies(`${url}/api/v1/auth/refresh`);
    expect(cookie).toMatchObject({ path: '/camgate/api/v1/auth', httpOnly: true, sameSite: 'Strict' });
  });
});
