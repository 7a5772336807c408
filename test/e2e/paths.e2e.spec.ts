import { request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { createCamera, createUser, password, type Person } from '../support/people.js';

let server: TestServer;
let ada: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  ada = await createUser(server, 'ada', { isAdmin: true });
  await createCamera(server, { name: 'north/gate' });
});
afterAll(() => server.close());

interface Said {
  readonly status: number;
  readonly location: string | undefined;
  readonly type: string;
  readonly body: string;
}

/** Sends a path unchanged; `fetch` would normalize it. */
function send(path: string, method = 'GET', headers: Readonly<Record<string, string>> = {}, body = ''): Promise<Said> {
  const { port } = server.app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        const { location, 'content-type': type = '' } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, location, type, body: text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const basic = (secret: string): string => `Basic ${Buffer.from(`${ada.login}:${secret}`).toString('base64')}`;

/** Which dialect answered, by the shape of the body. */
function speakerOf({ type, body }: Said): string {
  if (type.startsWith('text/plain')) return 'media';
  if (type.startsWith('application/problem+json')) return 'problem';
  const answer = Object(JSON.parse(body)) as Readonly<Record<string, unknown>>;
  if ('errors' in answer) return 'watcher-v3';
  if ('success' in answer) return 'watcher-v2';
  if ('error_description' in answer) return 'oauth';
  if ('message' in answer) return 'cam2-v2';
  return 'detail' in answer ? 'cam2-v1' : body;
}

describe('doubled slashes', () => {
  it.each([
    ['//watcher/client-api/v3/streams', 401, 'watcher-v3'],
    ['/watcher//client-api///v3/streams//', 401, 'watcher-v3'],
    ['//vsaas//api/v2//cameras', 403, 'watcher-v2'],
    ['//cam2//v2/cameras/search', 401, 'cam2-v2'],
    ['//cameras//', 401, 'cam2-v1'],
    ['//cameras.json//', 401, 'cam2-v1'],
    ['///api//v1/cameras', 401, 'problem'],
    ['//media//nginx/auth', 403, 'media'],
    ['//oauth/nothing', 404, 'oauth'],
    ['//health/nothing', 404, 'problem'],
  ])('%s is the path with single slashes', async (path, status, speaker) => {
    const said = await send(path);
    expect([said.status, speakerOf(said)]).toEqual([status, speaker]);
  });

  it('change nothing about who may read a route', async () => {
    for (const path of ['//watcher/client-api/v3/streams', '/watcher/client-api//v3//streams/north//gate']) {
      expect((await send(path, 'GET', { authorization: basic(password) })).status).toBe(200);
      expect((await send(path, 'GET', { authorization: basic('wrong') })).status).toBe(401);
    }
    const login = await send('//watcher/client-api/v3//login', 'POST', { authorization: basic(password) });
    const { refresh_token: token } = JSON.parse(login.body) as Readonly<Record<string, string>>;
    const again = await send('/watcher//client-api/v3/login//', 'POST', { authorization: `Bearer ${token}` });
    expect([login.status, again.status]).toEqual([200, 200]);
    const live = await send('//health//live');
    expect([live.status, live.body]).toEqual([200, '{"status":"ok"}']);
  });

  it('are kept in the query string', async () => {
    const headers = { authorization: basic(password) };
    const said = await send('//api//v1/cameras?q=a//b&fields=nothing//here', 'GET', headers);
    expect(said.body).toContain('nothing//here');
  });

  it.each([
    '//evil.example',
    '//evil.example/',
    '///evil.example/%2e%2e',
    '/\\evil.example',
    '//evil.example/docs/',
    '//docs',
    '//docs//',
    '/%2fevil.example/',
    '/.//evil.example',
    '//evil.example/cameras?limit=1',
    'http://evil.example/docs',
    'http://evil.example//docs/..',
  ])('%s never redirects a browser to another host', async (path) => {
    const said = await send(path);
    expect([said.location, said.status < 300 || said.status >= 400]).toEqual([undefined, true]);
  });
});

describe('a path that can be read in two ways', () => {
  it.each([
    // Dots are names here: a client that normalizes paths has removed them before sending.
    ['/watcher/client-api/v3/../../../api/v1/cameras', 404, 'watcher-v3'],
    ['/api/v1/../../watcher/client-api/v3/streams', 404, 'problem'],
    ['/api/v1/./cameras', 404, 'problem'],
    ['/./api/v1/cameras', 404, 'cam2-v1'],
    ['/health/../api/v1/cameras', 404, 'problem'],
    ['/x/..//api/v1/cameras', 404, 'cam2-v1'],
    // An escaped slash is part of a name.
    ['/watcher%2fclient-api/v3/streams', 404, 'cam2-v1'],
    ['/%2fapi/v1/cameras', 404, 'cam2-v1'],
    ['/api%2Fv1/cameras', 404, 'cam2-v1'],
    // An escaped letter is decoded once.
    ['/%77atcher/client-api/v3/streams', 401, 'watcher-v3'],
    ['//%61pi/v1/%63ameras', 401, 'problem'],
    ['/%2577atcher/client-api/v3/streams', 404, 'cam2-v1'],
    ['/%2e%2e/api/v1/cameras', 404, 'cam2-v1'],
    // What follows "#" never belongs to a path.
    ['/api/v1/cameras#/../../vsaas/api/v2/cameras', 401, 'problem'],
    ['/vsaas/api/camera_auth#x', 403, 'media'],
    // A client of a proxy sends the whole URL.
    ['http://camgate.test/api/v1/cameras', 401, 'problem'],
    ['http://camgate.test//watcher/client-api/v3/streams', 401, 'watcher-v3'],
    ['http://camgate.test', 200, '"CAM2 API. Documentation: http://camgate.test/docs"'],
    ['HTTPS://camgate.test/vsaas/api/v2/cameras', 403, 'watcher-v2'],
  ])('%s is answered by the dialect whose route it reaches', async (path, status, speaker) => {
    const said = await send(path);
    expect([said.status, speakerOf(said)]).toEqual([status, speaker]);
  });
});
