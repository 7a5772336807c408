import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { createUser, password } from '../support/people.js';
import { freePort } from '../support/process.js';
import { openBrowser, visit } from './browser.js';

interface Seen {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a frontend's script sends; the answer as the script sees it, or `blocked` where the browser keeps it from it. */
type Send = (method: string, path: string, body?: object, token?: unknown, more?: object) => Promise<Seen | 'blocked'>;

const camera = {
  title: 'Gate',
  kind: 'non_ip',
  streams: { snapshot_url: 'http://camera.example/1.jpg', protocol: 'http-image' },
};

/** A server of nothing but an empty page: somebody's frontend. */
async function serveFrontend(): Promise<Server> {
  const server = createServer((_, answer) =>
    answer.setHeader('content-type', 'text/html').end('<title>frontend</title>'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe('A frontend of another origin', () => {
  let browser: Browser;
  let named: Server;
  let unnamed: Server;
  let camgate: TestServer;

  beforeAll(async () => {
    [named, unnamed] = [await serveFrontend(), await serveFrontend()];
    camgate = await openServer({
      CORS_ORIGINS: originOf(named),
      PUBLIC_URL: `http://127.0.0.1:${await freePort()}`,
      RATE_LIMIT_LOGINS_PER_MINUTE: '0',
    });
    await createUser(camgate, 'root', { isAdmin: true });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await camgate?.close();
    named?.close();
    unnamed?.close();
  });

  const sender =
    (page: Page): Send =>
    (method, path, body, token, more = {}) =>
      page.evaluate(
        async (asked) => {
          try {
            const answer = await fetch(asked.url, {
              method: asked.method,
              credentials: 'include',
              headers: {
                ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
                ...(typeof asked.token === 'string' ? { authorization: `Bearer ${asked.token}` } : {}),
                ...asked.more,
              },
              ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
            });
            const text = await answer.text();
            return {
              status: answer.status,
              body: (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>,
              headers: Object.fromEntries(answer.headers),
            };
          } catch {
            return 'blocked' as const;
          }
        },
        { url: camgate.url + path, method, body, token, more },
      );

  async function fromPageOf<T>(server: Server, work: (send: Send, page: Page) => Promise<T>): Promise<T> {
    const visitor = await visit(browser);
    const { page } = visitor;
    try {
      await page.goto(originOf(server));
      return await work(sender(page), page);
    } finally {
      await visitor.close();
    }
  }

  const seen = (answer: Seen | 'blocked'): Seen => {
    if (answer === 'blocked') throw new Error('the browser kept the answer to itself');
    return answer;
  };

  it('signs in with a cookie, creates, changes, deletes and signs out, and reads what the headers say', async () => {
    await fromPageOf(named, async (send, page) => {
      const login = seen(await send('POST', '/api/v1/auth/login', { login: 'root', password, cookie: true }));
      expect([login.status, login.body['refresh_token']]).toEqual([200, undefined]);
      const refreshed = seen(await send('POST', '/api/v1/auth/refresh', {}));
      expect(refreshed.status).toBe(200);
      const token = refreshed.body['access_token'];
      const made = seen(await send('POST', '/api/v1/cameras', camera, token));
      expect(made.status).toBe(201);
      expect(made.headers['location']).toBe(`/api/v1/cameras/${String(made.body['id'])}`);
      expect(made.headers['x-request-id']).toBeTypeOf('string');
      const path = made.headers['location'] ?? '';
      const etag = made.headers['etag'] ?? '';
      expect(etag).not.toBe('');
      const changed = seen(await send('PATCH', path, { title: 'North gate' }, token, { 'if-match': etag }));
      expect([changed.status, changed.body['title']]).toEqual([200, 'North gate']);
      const stale = seen(await send('PATCH', path, { title: 'Gate' }, token, { 'if-match': etag }));
      expect(stale.status).toBe(412);
      expect(seen(await send('DELETE', path, undefined, token)).status).toBe(204);
      expect(seen(await send('GET', path, undefined, token)).status).toBe(404);
      expect(seen(await send('POST', '/api/v1/auth/logout')).status).toBe(204);
      expect(await page.context().cookies(`${camgate.url}/api/v1/auth`)).toEqual([]);
      const late = seen(await send('POST', '/api/v1/auth/refresh', {}));
      expect([late.status, late.body['code']]).toEqual([401, 'credential.missing']);
      expect(late.headers['www-authenticate']).toMatch(/^Bearer/);
    });
  });

  it('speaks every other API, too, and reads their errors', async () => {
    await fromPageOf(named, async (send) => {
      const basic = { authorization: `Basic ${Buffer.from(`root:${password}`).toString('base64')}` };
      const v3 = seen(await send('POST', '/watcher/client-api/v3/login', undefined, undefined, basic));
      expect(v3.status).toBe(200);
      const v2 = seen(await send('POST', '/vsaas/api/v2/auth/login', { login: 'root', password }));
      const session = { 'x-vsaas-session': String(v2.body['session']) };
      expect(seen(await send('GET', '/vsaas/api/v2/cameras', undefined, undefined, session)).status).toBe(200);
      expect(seen(await send('GET', '/cameras/', undefined, undefined, { authorization: 'JWT x' })).status).toBe(401);
      expect(seen(await send('GET', '/cam2/v2/cameras/search', undefined, 'x')).status).toBe(401);
      expect(seen(await send('PUT', '/watcher/client-api/v3/streams/%ff', {}, 'x')).status).toBe(400);
    });
  });

  it('whom nobody named gets nothing, and the cookie does not speak for it', async () => {
    const visitor = await visit(browser);
    const { page } = visitor;
    try {
      await page.goto(originOf(named));
      const login = await sender(page)('POST', '/api/v1/auth/login', { login: 'root', password, cookie: true });
      expect(seen(login).status).toBe(200);
      await page.goto(originOf(unnamed));
      expect(await sender(page)('POST', '/api/v1/auth/refresh', {})).toBe('blocked');
      // What a form can send goes out without a question beforehand, and with the cookie: the site is the same.
      await page.setContent(
        `<form method="post" action="${camgate.url}/api/v1/auth/logout"><button>Out</button></form>`,
      );
      const [answer] = await Promise.all([
        page.waitForResponse(/\/logout$/),
        page.getByRole('button', { name: 'Out' }).click(),
      ]);
      expect(answer.status()).toBe(403);
      await page.goto(originOf(named));
      expect(seen(await sender(page)('POST', '/api/v1/auth/refresh', {})).status).toBe(200);
    } finally {
      await visitor.close();
    }
  });
});
