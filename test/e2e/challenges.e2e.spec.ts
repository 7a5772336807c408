import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
});
afterAll(() => server.close());

const wrong = `Basic ${Buffer.from('nobody:wrong').toString('base64')}`;

/** Routes that answer a wrong login and password, or none, with 401. */
const unauthorized: readonly (readonly [string, string, string | undefined])[] = [
  ['POST', '/watcher/client-api/v3/login', wrong],
  ['POST', '/watcher/client-api/v3/login', undefined],
  ['POST', '/watcher/client-api/v3/login', 'Basic !'],
  ['POST', '/watcher/admin-api/v3/login', wrong],
  ['GET', '/watcher/client-api/v3/streams', wrong],
  ['GET', '/watcher/client-api/v3/streams/gate', wrong],
  ['GET', '/watcher/admin-api/v3/streamers', wrong],
  ['GET', '/api/v1/cameras', wrong],
  ['GET', '/api/v1/me', wrong],
  ['POST', '/register_app/', wrong],
  ['POST', '/register_app.json', undefined],
  ['POST', '/oauth/token', wrong],
];

/** What distinguishes a page in a browser from a person who opens an address. */
const pages: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a script', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }],
  ['a picture', { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' }],
  ['a library', { 'x-requested-with': 'XMLHttpRequest' }],
  ['a script on an unencrypted connection', { origin: 'http://camgate.lan' }],
];

async function ask(
  method: string,
  path: string,
  authorization: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly challenge: string; readonly body: string }> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
    ...(path === '/oauth/token' ? { body: new URLSearchParams({ grant_type: 'client_credentials' }) } : {}),
  });
  return {
    status: answer.status,
    challenge: answer.headers.get('www-authenticate') ?? '',
    body: (await answer.text()).replace(/"request_id":"[^"]*"/, ''),
  };
}

describe.each(unauthorized)('%s %s with %s', (method, path, authorization) => {
  it('challenges a program and a person with Basic (R-HDR-1)', async () => {
    const program = await ask(method, path, authorization);
    expect([program.status, program.challenge]).toEqual([401, expect.stringContaining('Basic realm=')]);
    const document = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', origin: 'http://camgate.test' };
    expect(await ask(method, path, authorization, document)).toEqual(program);
  });

  it.each(pages)('does not challenge %s with Basic, which would open the browser’s prompt', async (_, headers) => {
    const program = await ask(method, path, authorization);
    const page = await ask(method, path, authorization, headers);
    expect([page.status, page.body]).toEqual([401, program.body]);
    expect(page.challenge).not.toContain('Basic');
  });
});
