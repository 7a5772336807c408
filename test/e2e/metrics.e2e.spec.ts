import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectTo, sendRaw } from '../support/raw-request.js';
import { createUser, password } from '../support/people.js';
import { openServer, type TestServer } from '../support/server.js';

const token = 'a token of the metrics, long enough'.replaceAll(' ', '-');

/** The lines of one metric whose labels hold all of these. */
function valuesOf(text: string, metric: string, ...labels: readonly string[]): readonly number[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .filter((line) => labels.every((label) => line.includes(label)))
    .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));
}

async function metricsOf(server: TestServer, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await fetch(`${server.url}/metrics`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return answer.text();
}

describe('who reads /metrics', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.close());

  it('finds requests by API, route, method and status, however many paths there are', async () => {
    for (const id of [1, 2, 3]) await fetch(`${server.url}/api/v1/cameras/${id}`);
    for (const path of ['/health/nowhere-1', '/nowhere-2', '/api/v1/nowhere-3'])
      await fetch(server.url + path, { method: path.endsWith('2') ? 'PROPFIND' : 'GET' });
    const text = await metricsOf(server);
    const camera = ['api="rest"', 'route="/api/v1/cameras/:id"'];
    expect(valuesOf(text, 'http_requests_total', ...camera, 'method="GET"', 'status="401"')).toEqual([3]);
    expect(valuesOf(text, 'http_request_duration_seconds_count', ...camera)).toEqual([3]);
    expect(valuesOf(text, 'http_request_duration_seconds_bucket', ...camera, 'le="+Inf"')).toEqual([3]);
    expect(text).not.toContain('nowhere');
    expect(text).not.toContain('PROPFIND');
    expect(valuesOf(text, 'http_requests_total', 'api="server"', 'route="(unknown)"').length).toBeGreaterThan(0);
    expect(valuesOf(text, 'camgate_refusals_total', 'api="rest"', 'code="credential.missing"')).toEqual([3]);
    // The reading itself.
    expect(valuesOf(text, 'http_requests_in_flight')).toEqual([1]);
  });

  it('finds tokens by what they were given for, and what was revoked', async () => {
    const login = 'metered';
    await createUser(server, login);
    const signIn = (secret: string): Promise<Response> =>
      fetch(`${server.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password: secret }),
      });
    const { access_token: bearer } = (await (await signIn(password)).json()) as { access_token: string };
    await signIn('wrong');
    await fetch(`${server.url}/api/v1/auth/logout`, { method: 'POST', headers: { authorization: `Bearer ${bearer}` } });
    const text = await metricsOf(server);
    expect(valuesOf(text, 'camgate_tokens_issued_total', 'profile="native"', 'grant="sign_in"')).toEqual([1]);
    expect(valuesOf(text, 'camgate_refusals_total', 'code="password.wrong"')).toEqual([1]);
    expect(valuesOf(text, 'camgate_revocations_total', 'kind="session"')).toEqual([1]);
  });

  it('finds the database, the work in the background, the process and the program', async () => {
    const text = await metricsOf(server);
    const wanted = [
      'camgate_database_connections',
      'camgate_database_connections_max',
      'camgate_database_statement_duration_seconds_count',
      'camgate_database_slow_statements_total',
      'camgate_database_up',
      'camgate_webhook_messages_queued',
      'camgate_webhook_oldest_seconds',
      'camgate_audit_buffered',
      'camgate_audit_unsealed',
      'camgate_audit_lag_seconds',
      'camgate_feed_consumers',
      'camgate_build_info',
      'nodejs_eventloop_lag_p99_seconds',
      'process_cpu_seconds_total',
    ];
    expect(wanted.filter((metric) => valuesOf(text, metric).length === 0)).toEqual([]);
    expect(valuesOf(text, 'camgate_database_statement_duration_seconds_count', 'pool="primary"')[0]).toBeGreaterThan(0);
    expect(valuesOf(text, 'camgate_database_up')).toEqual([1]);
  });

  it('finds who is being answered, and who did not wait for it', async () => {
    const socket = connectTo(server.url);
    socket.write(
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    const inFlight = async (): Promise<readonly number[]> =>
      valuesOf(await metricsOf(server), 'http_requests_in_flight');
    await vi.waitFor(async () => expect(await inFlight()).toEqual([2]));
    socket.destroy();
    await vi.waitFor(async () => expect(await inFlight()).toEqual([1]));
    const text = await metricsOf(server);
    expect(valuesOf(text, 'http_requests_total', 'route="/api/v1/auth/login"', 'status="aborted"')).toEqual([1]);
  });

  it.each([
    ['a proxy says for whom it asks', { 'X-Forwarded-For': '203.0.113.9' }],
    ['a proxy says so in the standard way', { Forwarded: 'for=203.0.113.9' }],
    ['a proxy only says that it is one', { Via: '1.1 proxy' }],
    ['another name leads to this machine', { Host: 'cams.example.org' }],
  ])('is refused without a token where %s', async (_, headers) => {
    const fields = Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const { status, body } = await sendRaw(
      server.url,
      `GET /metrics HTTP/1.1\r\n${fields.join('')}Connection: close\r\n\r\n`,
    );
    expect(status).toBe(403);
    expect(body).not.toContain('http_requests_total');
  });
});

it('who reads /metrics presents METRICS_TOKEN, where it is set, wherever they are', async () => {
  const server = await openServer({ METRICS_TOKEN: token, TRUST_PROXY: '127.0.0.1' });
  const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(`${server.url}/metrics`, { headers })).status;
  expect(await status({})).toBe(401);
  expect(await status({ authorization: `Bearer ${token}x` })).toBe(401);
  expect(await status({ authorization: `Basic ${token}` })).toBe(401);
  expect(await status({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' })).toBe(200);
  await server.close();
});

it('the database that does not answer is told of, and the requests are there all the same', async () => {
  const server = await openServer();
  await server.dataSource.query('alter table imports rename to imports_away');
  const text = await metricsOf(server);
  expect(valuesOf(text, 'camgate_database_up')).toEqual([0]);
  expect(text).toContain('http_requests_in_flight 1');
  await server.close();
});

it('/version names the program and nothing that it runs on', async () => {
  const server = await openServer();
  const answer = await fetch(`${server.url}/version`);
  const { name, version, commit = '0'.repeat(40), ...more } = (await answer.json()) as Record<string, string>;
  expect([answer.status, name, more]).toEqual([200, 'camgate', {}]);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  expect(commit).toMatch(/^[\da-f]{40}$/);
  await server.close();
});
