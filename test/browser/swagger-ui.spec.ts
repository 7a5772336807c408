import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type House, openHouse, systemApiKey } from '../support/house.js';
import { createApplication, createCamera, createUser, type Person, type Program } from '../support/people.js';
import { openBrowser, visit, type Visit } from './browser.js';
import { SwaggerUi } from './swagger-ui.js';

/** `PICTURES=1` renews the picture that the README shows. */
const pictures = process.env['PICTURES'] ? 'docs/images' : 'test-results';

describe('A person in Swagger UI', () => {
  let house: House;
  let browser: Browser;
  let visitor: Visit;
  let ui: SwaggerUi;
  let program: Program;
  let person: Person;

  beforeAll(async () => {
    house = await openHouse();
    browser = await openBrowser();
    program = await createApplication(house);
    person = await createUser(house, 'ada');
    await createCamera(house, { title: 'Shibuya crossing', city: 'Tokyo', country: 'JP' });
    mkdirSync(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  beforeEach(async () => {
    visitor = await visit(browser);
    ui = await SwaggerUi.open(visitor.page, house.url);
  });
  afterEach(async () => {
    const { complaints } = visitor;
    await visitor.close();
    expect(complaints).toEqual([]);
  });

  it('lists cameras at the REST door with client credentials', async () => {
    await ui.chooseDoor('REST');
    await ui.authorize('clientCredentials', [program.clientId, program.clientSecret]);
    const shown = await ui.execute('get', '/api/v1/cameras');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject({ items: [{ title: 'Shibuya crossing' }], next: null });
    await visitor.page.screenshot({ path: `${pictures}/swagger-ui.png` });
  });

  it('fetches a CAM2 v1 token and lists cameras with it', async () => {
    await ui.chooseDoor('CAM2 v1');
    const token = await ui.execute('post', '/token', {
      client_id: program.clientId,
      client_secret: program.clientSecret,
    });
    expect(token.status).toBe('201');
    await ui.authorize('jwt', [`JWT ${tokenIn(token.body)}`]);
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

  it('lists cameras at Watcher v2 with the system key', async () => {
    await ui.chooseDoor('Watcher API v2');
    await ui.authorize('x-vsaas-api-key', [systemApiKey]);
    const shown = await ui.execute('get', '/vsaas/api/v2/cameras');
    expect(shown.status).toBe('200');
    expect(JSON.parse(shown.body)).toMatchObject([{ title: 'Shibuya crossing' }]);
  });

  it('is refused, in words, with a wrong password', async () => {
    await ui.chooseDoor('Watcher client-api v3');
    await ui.authorize('Basic', [person.login, 'a wrong password']);
    const shown = await ui.execute('get', '/watcher/client-api/v3/streams');
    expect(shown.status).toBe('401');
  });
});

function tokenIn(body: string): string {
  const answer: unknown = JSON.parse(body);
  if (typeof answer === 'object' && answer !== null && 'token' in answer) return String(answer.token);
  throw new Error(`no token in ${body}`);
}
