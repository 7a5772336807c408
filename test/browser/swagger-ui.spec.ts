import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestServer, openServer, systemApiKey } from '../support/server.js';
import { createApplication, createCamera, createUser, type Person, type Program } from '../support/people.js';
import { openBrowser, visit, type Visit } from './browser.js';
import { SwaggerUi } from './swagger-ui.js';

/** `PICTURES=1` renews the pictures of the documentation. */
const pictures = process.env['PICTURES'] ? 'docs/images' : 'test-results';

describe('A person in Swagger UI', () => {
  let server: TestServer;
  let browser: Browser;
  let visitor: Visit;
  let ui: SwaggerUi;
  /** What the page may complain about. */
  let expected: string[];
  let program: Program;
  let person: Person;

  beforeAll(async () => {
    server = await openServer();
    browser = await openBrowser();
    program = await createApplication(server);
    person = await createUser(server, 'ada');
    await createCamera(server, { title: 'Shibuya crossing', city: 'Tokyo', country: 'JP', cameraId: 1 });
    mkdirSync(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    expected = [];
    visitor = await visit(browser);
    ui = await SwaggerUi.open(visitor.page, server.url);
  });
  afterEach(() => visitor.close());
  afterEach(() => {
    if (visitor.complaints.join() !== expected.join()) throw new Error(`The page: ${visitor.complaints.join('; ')}`);
  });

  it('lists cameras in the REST API with client credentials', async () => {
    await ui.chooseDoor('REST');
    await ui.authorize('clientCredentials', [program.clientId, program.clientSecret], ['cameras:read']);
    await visitor.page.screenshot({ path: `${pictures}/swagger-ui.png` });
    const shown = await ui.execute('get', '/api/v1/cameras');
    await visitor.page.getByText('Server response').first().scrollIntoViewIfNeeded();
    await visitor.page.screenshot({ path: `${pictures}/swagger-ui-cameras.png` });
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject({ items: [{ title: 'Shibuya crossing' }], next: null });
  });

  it('fetches a CAM2 v1 token and lists cameras with it', async () => {
    await ui.chooseDoor('CAM2 v1');
    const token = await ui.execute('post', '/token', {
      client_id: program.clientId,
      client_secret: program.clientSecret,
    });
    expect(token.status).toBe('201');
    await ui.authorize('jwt', [`JWT ${fieldIn(token.body, 'token')}`]);
    const shown = await ui.execute('get', '/cameras');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject([{ city: 'Tokyo', country: 'JP' }]);
  });

  it('lists streams at Watcher v3 with login and password', async () => {
    await ui.chooseDoor('Watcher client-api v3');
    await ui.authorize('Basic', [person.login, person.password]);
    const shown = await ui.execute('get', '/watcher/client-api/v3/streams');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject({ streams: [{ title: 'Shibuya crossing' }] });
  });

  it('lists cameras at Watcher v2 with the system key, and becomes a user beside it', async () => {
    await ui.chooseDoor('Watcher API v2');
    await ui.authorize('x-vsaas-api-key', [systemApiKey]);
    const shown = await ui.execute('get', '/vsaas/api/v2/cameras');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject([{ title: 'Shibuya crossing' }]);
    await ui.authorize('x-vsaas-user', [person.login]);
    const me = await ui.execute('get', '/vsaas/api/v2/auth/whoami');
    expect(JSON.parse(me.body)).toMatchObject({ login: person.login });
  });

  it('logs in at Watcher v2 and lists cameras with the session', async () => {
    await ui.chooseDoor('Watcher API v2');
    const login = await ui.execute(
      'post',
      '/vsaas/api/v2/auth/login',
      JSON.stringify({ login: person.login, password: person.password }),
    );
    expect(login.status).toBe('200');
    await ui.authorize('x-vsaas-session', [fieldIn(login.body, 'session')]);
    const shown = await ui.execute('get', '/vsaas/api/v2/cameras');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject([{ title: 'Shibuya crossing' }]);
  });

  it('is refused, in words, with a wrong password', async () => {
    await ui.chooseDoor('Watcher client-api v3');
    await ui.authorize('Basic', [person.login, 'a wrong password']);
    const shown = await ui.execute('get', '/watcher/client-api/v3/streams');
    expect(shown.status).toBe('401');
    expect(JSON.parse(shown.body)).toMatchObject({ errors: [{ status: '401' }] });
    expected = ['console: Failed to load resource: the server responded with a status of 401 (Unauthorized)'];
  });

  it('registers a CAM2 v1 application as an administrator, and adds, changes and deletes a camera with it', async () => {
    const administrator = await createUser(server, 'grace', { isAdmin: true });
    await ui.chooseDoor('CAM2 v1');
    await ui.authorize('administrator', [administrator.login, administrator.password]);
    const registered = await ui.execute(
      'post',
      '/register_app',
      JSON.stringify({ app_name: 'browser', permission_level: 'Admin' }),
    );
    expect(registered.status).toBe('201');
    const token = await ui.execute('post', '/token', {
      client_id: fieldIn(registered.body, 'client_id'),
      client_secret: fieldIn(registered.body, 'client_secret'),
    });
    await ui.authorize('jwt', [`JWT ${fieldIn(token.body, 'token')}`]);
    // Nothing is filled in: the examples work as they stand, on the camera that everybody above has seen.
    const added = await ui.execute('post', '/cameras');
    expect(added.status).toBe('201');
    const changed = await ui.execute('patch', '/cameras/{camera_id}');
    expect(changed.status).toBe('200');
    expect(JSON.parse(changed.body)).toMatchObject({ camera_id: 1, framerate: 0.2 });
    const deleted = await ui.execute('delete', '/cameras/{camera_id}');
    expect(JSON.parse(deleted.body)).toBe('Camera deleted');
  });
});

function fieldIn(body: string, name: string): string {
  const answer: Readonly<Record<string, unknown>> = JSON.parse(body);
  const value = answer[name];
  if (typeof value !== 'string') throw new Error(`no ${name} in ${body}`);
  return value;
}
