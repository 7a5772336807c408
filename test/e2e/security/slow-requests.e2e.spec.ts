import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer, systemApiKey } from '../../support/server.js';
import { connectTo, readAnswer, type RawAnswer } from '../../support/raw-request.js';

let server: TestServer;

beforeAll(async () => {
  server = await openServer({ REQUEST_TIMEOUT_SECONDS: '1' });
});
afterAll(() => server.close());

const key = `X-Vsaas-Api-Key: ${systemApiKey}\r\n`;
const head = (path: string, more = ''): string =>
  `POST ${path} HTTP/1.1\r\nHost: camgate.test\r\n${more}Content-Type: application/json\r\nContent-Length: 50000\r\n\r\n`;

/** Sends a beginning and then a byte now and then, until the server has had enough. */
async function trickle(beginning: string): Promise<RawAnswer> {
  const socket = connectTo(server.url);
  socket.write(beginning);
  const drops = setInterval(() => socket.write('x'), 200);
  try {
    return await readAnswer(socket);
  } finally {
    clearInterval(drops);
  }
}

describe('a request that does not arrive within REQUEST_TIMEOUT_SECONDS', () => {
  it.each([
    ['/api/v1/auth/login', '{"type":"urn:camgate:problem:input.too-slow"'],
    ['/token/', '{"detail":'],
    ['/watcher/client-api/v3/login', '{"errors":[{"status":"408"'],
    ['/vsaas/api/v2/auth/login', '{"success":false'],
    ['/oauth/token', '{"error":'],
    ['/media/mediamtx/auth', 'too slow'],
    ['/vsaas/api/v2/cameras/import', '{"success":false'],
  ])('at %s is answered in the words of its API', async (path, shape) => {
    const answer = await trickle(head(path, path.endsWith('/import') ? key : ''));
    expect([answer.status, answer.body.slice(0, shape.length)]).toEqual([408, shape]);
    expect(answer.headers.get('connection')).toBe('close');
    expect(answer.headers.get('x-request-id')).toBeDefined();
  });

  it.each([
    ['in its headers', 'GET /api/v1/cameras HTTP/1.1\r\nHost: camgate.test\r\nX-Slow: '],
    ['before its first line', ''],
  ])('%s is answered, too', async (_, beginning) => {
    const answer = await trickle(beginning);
    expect([400, 408]).toContain(answer.status);
    expect(answer.headers.get('x-request-id')).toBeDefined();
  });

  it('although it was answered already, does not keep its connection', async () => {
    const answer = await trickle(head('/health/live').replace('POST', 'GET'));
    expect(answer.status).toBe(200);
  });
});

describe('an import', () => {
  it('may take longer while it keeps its rate', async () => {
    const socket = connectTo(server.url);
    const row = `a camera,${'n'.repeat(1_014)}\n`;
    const table = `title,note\n${row.repeat(96)}`;
    socket.write(
      `POST /vsaas/api/v2/cameras/import HTTP/1.1\r\nHost: camgate.test\r\n${key}Connection: close\r\nContent-Type: text/csv\r\nContent-Length: ${table.length}\r\n\r\n`,
    );
    let sent = 0;
    const parts = setInterval(() => {
      socket.write(table.slice(sent, sent + 8 * 1024));
      sent += 8 * 1024;
      if (sent >= table.length) clearInterval(parts);
    }, 300);
    const answer = await readAnswer(socket);
    clearInterval(parts);
    expect(sent).toBeGreaterThanOrEqual(table.length);
    expect(answer.status).toBe(200);
  });
});
