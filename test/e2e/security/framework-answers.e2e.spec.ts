import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { type ServerProcess, startServer } from '../../support/process.js';
import { type RawAnswer, sendRaw } from '../../support/raw-request.js';

let database: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startServer({
    DATABASE_URL: database.url,
    CAMGATE_SECRET: 'a master secret of 32 characters, or more',
    PUBLIC_URL: 'https://camgate.example.org',
    LOG_LEVEL: 'info',
  });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
});

/** The start of a body of each dialect, and a path of it. */
const dialects = [
  ['/api/v1/cameras', '{"type":"urn:camgate:problem:'],
  ['/cameras/', '{"detail":'],
  ['/cam2/v2/cameras/search', '{"message":'],
  ['/watcher/client-api/v3/streams', '{"errors":[{"status":'],
  ['/vsaas/api/v2/cameras', '{"success":false,"error":'],
  ['/oauth/token', '{"error":'],
  ['/docs/x', '{"type":"urn:camgate:problem:'],
] as const;

const host = 'Host: camgate.test\r\nConnection: close\r\n';
const faults = [
  ['a path that is not UTF-8', 400, (path: string) => `GET ${path}/%ff HTTP/1.1\r\n${host}\r\n`],
  ['a broken escape', 400, (path: string) => `GET ${path}/%zz HTTP/1.1\r\n${host}\r\n`],
  ['an unknown version', 400, (path: string) => `GET ${path} HTTP/9.9\r\n${host}\r\n`],
  ['a header without a name', 400, (path: string) => `GET ${path} HTTP/1.1\r\n${host}: x\r\n\r\n`],
  [
    'two lengths',
    400,
    (path: string) => `POST ${path} HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
  ],
  ['no host', 400, (path: string) => `GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`],
  ['headers of 50 kB', 431, (path: string) => `GET ${path} HTTP/1.1\r\n${host}X-Long: ${'x'.repeat(50_000)}\r\n\r\n`],
] as const;

function expectUsualHeaders({ headers }: RawAnswer): void {
  expect(headers.get('x-request-id')).toMatch(/^[\w.-]{8,64}$/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get('strict-transport-security')).toContain('max-age=');
}

async function expectLogged({ headers }: RawAnswer): Promise<void> {
  const id = headers.get('x-request-id') ?? 'none';
  await expect
    .poll(
      () =>
        server
          .stdout()
          .split('\n')
          .filter((line) => line.includes(id)).length,
    )
    .toBe(1);
}

describe('what the framework refuses', () => {
  for (const [path, shape] of dialects) {
    it.each(faults)(
      `at ${path} (%s) has the headers, the words and the log line of every other answer`,
      async (...[, status, request]) => {
        const answer = await sendRaw(server.url, request(path));
        // CAM2 v2 says 422 to what it can read at all.
        expect(path.startsWith('/cam2/v2') && answer.status === 422 ? status : answer.status).toBe(status);
        expect(answer.body.slice(0, shape.length)).toBe(shape);
        expectUsualHeaders(answer);
        await expectLogged(answer);
      },
    );
  }

  it.each([
    ['/%ff%fe/', 400],
    [`/api/v1/cameras/${'x'.repeat(2_100)}`, 404],
    [`/watcher/client-api/v3/streams/${'x'.repeat(2_100)}`, 404],
  ])('%.60s is answered as everything is', async (path, status) => {
    const answer = await sendRaw(server.url, `GET ${path} HTTP/1.1\r\n${host}\r\n`);
    expect(answer.status).toBe(status);
    expect(answer.body.length).toBeLessThan(5_000);
    expectUsualHeaders(answer);
    await expectLogged(answer);
  });

  it('and a path that leads out of the documentation are no fault of ours', async () => {
    const answer = await sendRaw(server.url, `GET /docs/${'../'.repeat(10_000)} HTTP/1.1\r\n${host}\r\n`);
    expect(answer.status).toBe(404);
    expect(answer.body.length).toBeLessThan(5_000);
    await expectLogged(answer);
  });

  it.each([
    ['TRACE /api/v1/cameras HTTP/1.1', 405],
    ['CONNECT camgate.test:443 HTTP/1.1', 405],
    ['GET /health/live HTTP/1.1\r\nUpgrade: websocket', 200],
    ['GET /health/live HTTP/1.1\r\nExpect: the-unexpected', 200],
    ['GET /health/live HTTP/1.0', 200],
    ['OPTIONS /api/v1/cameras HTTP/1.1', 405],
  ])('%s is answered with the usual headers', async (line, status) => {
    const answer = await sendRaw(server.url, `${line}\r\n${host}\r\n`);
    expect(answer.status).toBe(status);
    expectUsualHeaders(answer);
  });
});
