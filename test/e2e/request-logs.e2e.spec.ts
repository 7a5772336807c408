import { createServer, request as requestHttp } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type ServerProcess, startServer } from '../support/process.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
const adminPassword = 'a long enough password 1';

let database: TestDatabase;
let server: ServerProcess;
const given = 'given-by-the-proxy-1';

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startServer({
    DATABASE_URL: database.url,
    CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
    CAMGATE_ADMIN_PASSWORD: adminPassword,
    TRUST_PROXY: '127.0.0.2',
    ALLOWED_NETWORKS: '127.0.0.0/8',
    METRICS_PORT: '0',
    LOG_LEVEL: 'debug',
  });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
});

/** Lines of the log that state a request. */
function linesOf(requestId: string): readonly Readonly<Record<string, unknown>>[] {
  return server
    .stdout()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes(`"reqId":"${requestId}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('A request', () => {
  it('has the same id in its problem, its header and each of its lines, and its trace there', async () => {
    const answer = await fetch(`${server.url}/api/v1/me`, {
      headers: { traceparent, authorization: 'Bearer nonsense' },
    });
    const { request_id: id } = (await answer.json()) as { request_id: string };
    expect(answer.headers.get('x-request-id')).toBe(id);
    await vi.waitFor(() => expect(linesOf(id).map(({ msg }) => msg)).toEqual(['refused', 'answered']));
    for (const line of linesOf(id)) expect(line['trace_id']).toBe(traceId);
  });

  it('is named by a trusted proxy, and by nobody else', async () => {
    const headers = { 'x-request-id': given };
    const direct = await fetch(`${server.url}/health/live`, { headers });
    expect(direct.headers.get('x-request-id')).not.toBe(given);
    const ask = async (id: string): Promise<unknown> => {
      const sent = requestHttp(`${server.url}/health/live`, {
        localAddress: '127.0.0.2',
        headers: { 'x-request-id': id },
      });
      sent.end();
      const [{ headers: answered }] = (await once(sent, 'response')) as [{ headers: Record<string, string> }];
      return answered['x-request-id'];
    };
    expect(await ask(given)).toBe(given);
    expect(await ask('x'.repeat(65))).not.toBe('x'.repeat(65));
    expect(await ask('a b c d e f')).not.toBe('a b c d e f');
  });

  it('passes its trace on to whom it asks', async () => {
    const heard: string[] = [];
    const receiver = createServer((request, response) => {
      heard.push(String(request.headers['traceparent']));
      response.end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const login = await fetch(`${server.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password: adminPassword }),
    });
    const { access_token: token } = (await login.json()) as { access_token: string };
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, traceparent },
        body: JSON.stringify(body),
      });
    const made = await post('/api/v1/webhooks', { url: `http://127.0.0.1:${port}/` });
    const { id } = (await made.json()) as { id: number };
    expect((await post(`/api/v1/webhooks/${id}/test`, {})).ok).toBe(true);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-01$`));
    expect(heard[0]).not.toBe(traceparent);
    receiver.close();
  });
});

it('METRICS_PORT answers /metrics, and then PORT does not', async () => {
  const port = /Metrics are on port (\d+)/.exec(server.stdout())?.[1];
  const own = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(own.status).toBe(200);
  expect(await own.text()).toContain('http_requests_total{');
  expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
});
