import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type ServerProcess, startServer } from '../support/process.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const adminPassword = 'canary-admin-password-1';
const systemKey = 'canary-system-key-0123456789abcdef0123';
const cameraPassword = 'canary-camera-password';

let database: TestDatabase;
let server: ServerProcess;
/** Every secret of this run: those that were set, sent and answered. */
const secrets = new Set([adminPassword, systemKey, cameraPassword, 'canary-wrong-password', 'canary-query-token']);

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startServer({
    DATABASE_URL: database.url,
    CAMGATE_SECRET: 'canary-master-secret-of-32-characters',
    CAMGATE_ADMIN_PASSWORD: adminPassword,
    CAMGATE_SYSTEM_API_KEY: systemKey,
    SMTP_URL: 'smtp://canary:canary-smtp-password@127.0.0.1:1',
    LOG_LEVEL: 'trace',
  });
  for (const secret of ['canary-master-secret-of-32-characters', 'canary-smtp-password', 'canary-mail-password'])
    secrets.add(secret);
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
});

const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

async function ask(path: string, init: RequestInit = {}): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(server.url + path, init);
  const body: unknown = await answer.json().catch(() => ({}));
  return Object(body) as Record<string, unknown>;
}

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof ask> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Calls every API with secrets in every place that takes one, right ones and wrong ones. */
async function goThroughEveryDoor(): Promise<void> {
  const admin = basic('admin', adminPassword);
  secrets.add(admin.slice('Basic '.length));
  const rest = await post('/api/v1/auth/login', { login: 'admin', password: adminPassword });
  const watcher = await ask('/watcher/client-api/v3/login', { method: 'POST', headers: { authorization: admin } });
  const v2 = await post('/vsaas/api/v2/auth/login', { login: 'admin', password: adminPassword });
  for (const answered of [rest, watcher, v2]) {
    for (const key of ['access_token', 'refresh_token', 'session'])
      if (typeof answered[key] === 'string') secrets.add(answered[key]);
  }
  await post('/api/v1/auth/refresh', { refresh_token: rest['refresh_token'] }).then((next) =>
    secrets.add(String(next['refresh_token'])),
  );
  await post('/api/v1/auth/login', { login: 'admin', password: 'canary-wrong-password' });
  await post('/token/', { client_id: 'nobody', client_secret: 'canary-wrong-password' });
  await post('/refresh_token/', { token: `${String(rest['access_token'])}x` });
  await ask('/oauth/token', {
    method: 'POST',
    headers: { authorization: basic('c_1', 'canary-wrong-password') },
    body: 'grant_type=client_credentials',
  });
  await ask('/vsaas/api/v2/cameras', { headers: { 'x-vsaas-api-key': systemKey } });
  await ask('/vsaas/api/v2/cameras', { headers: { 'x-vsaas-session': String(v2['session']) } });
  await ask('/api/v1/cameras?access_token=canary-query-token');
  await ask('/no/such/route?token=canary-query-token&password=canary-wrong-password');
  const camera = {
    name: 'canary',
    location: { latitude: 1, longitude: 1 },
    streams: { stream_url: `rtsp://canary-user:${cameraPassword}@10.0.0.9/live` },
  };
  const made = await post('/api/v1/cameras', camera, { authorization: admin });
  expect(made['has_credentials']).toBe(true);
  await askAsMediaServers();
  await putSecretsIntoPaths(admin);
  await askForLettersAndTokens(admin);
  // An error that quotes its input must not quote a secret.
  await post('/api/v1/cameras', { ...camera, name: 'canary', kind: 7 }, { authorization: admin });
}

/** Secrets in paths: in parameters of routes, with wrong methods, and where there is no route. */
async function putSecretsIntoPaths(admin: string): Promise<void> {
  const shortOnes = ['2AbC3dEfGh', 'canary-activation-token-of-an-agent'];
  for (const secret of [...shortOnes, ...secrets]) {
    secrets.add(secret);
    const escaped = encodeURIComponent(secret);
    for (const path of [
      '/watcher/admin-api/v3/shares/',
      '/watcher/client-api/v3/organizations/invite/',
      '/watcher/client-api/v3/profile/device-tokens/',
      '/watcher/client-api/v3/agent-activation-tokens/',
      '/watcher/client-api/v3/reset_password/',
      '/vsaas/api/v2/notifications/devices/',
      '/vsaas/api/v2/auth/login/',
      '/media/share/',
      '/oauth/token/',
      '/no/such/key/',
    ])
      for (const method of ['GET', 'DELETE']) await ask(path + escaped, { method, headers: { authorization: admin } });
    await ask(`/api/v1/cameras/%ff${escaped}`);
  }
  const broken = await post('/api/v1/auth/login', undefined, { authorization: admin });
  expect(JSON.stringify(broken)).not.toContain('canary');
}

/** One-time tokens and the routes that send them; no mail server takes the email, which is an error in the log. */
async function askForLettersAndTokens(admin: string): Promise<void> {
  const watcher = '/watcher/client-api/v3';
  const put = (path: string, body: unknown): ReturnType<typeof ask> =>
    ask(path, {
      method: 'PUT',
      headers: { authorization: admin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await put(`${watcher}/profile`, { email: 'a@example.com', old_password: 'canary-wrong-password' });
  await put(`${watcher}/profile`, { email: 'a@example.com' });
  await post(`${watcher}/password_recovery`, { email: 'a@example.com' });
  const reset = { token: 'canary-query-token', password: 'canary-wrong-password' };
  await post(`${watcher}/reset_password?token=canary-query-token`, reset);
  await ask(`${watcher}/reset_password?token=canary-query-token`);
  const made = await post(`${watcher}/autologin/generate`, { login: 'admin' }, { authorization: admin });
  const token = textOf(made['autologin_token']);
  secrets.add(token).add(token.split(':').at(-1) ?? token);
  for (let times = 0; times < 2; times += 1) {
    const came = await post(`${watcher}/autologin`, { autologin_token: token });
    if (times === 0) secrets.add(textOf(came['access_token'])).add(textOf(came['refresh_token']));
  }
  const { apikey } = await post(`${watcher}/profile/apikey`, {}, { authorization: admin });
  secrets.add(textOf(apikey));
  const place = { sending_method: 'SMTP', host: '127.0.0.1', port: 1, login: 'canary' };
  await put('/watcher/admin-api/v3/domain_config', { mail: { ...place, password: 'canary-mail-password' } });
  await post(`${watcher}/password_recovery`, { email: 'a@example.com' });
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no text was answered');
  return value;
}

/** Tokens and passwords of viewers, right and wrong ones, in all the places where media servers put them. */
async function askAsMediaServers(): Promise<void> {
  const token = 'canary-query-token';
  const shared = 'canaryShareKey0000000000027';
  secrets.add(shared);
  for (const ticket of [token, shared, `4.${'canary'.padEnd(46, 'A')}`]) {
    secrets.add(ticket);
    await ask(`/vsaas/api/camera_auth?name=canary&ip=192.0.2.7&token=${ticket}&qs=token%3D${ticket}`);
    await post('/vsaas/api/camera_auth', { name: 'canary', token: ticket });
    await ask('/media/nginx/auth', { headers: { 'x-original-uri': `/canary/index.m3u8?token=${ticket}` } });
    await post('/media/nginx-rtmp', { call: 'play', name: 'canary', token: ticket });
    await post('/media/node-media-server', { action: 'prePlay', name: 'canary', query: { token: ticket } });
    const viewer = { ip: '192.0.2.7', user: 'admin', password: 'canary-wrong-password', token: ticket, id: null };
    const more = { action: 'read', path: 'canary', protocol: 'hls', query: `token=${ticket}`, userAgent: '' };
    await post('/media/mediamtx/auth', { ...viewer, ...more });
  }
  await post('/media/mediamtx/auth', `token=${token}`);
  await ask(`/media/nothing?token=${token}&secret=${token}`);
}

async function everythingStored(): Promise<string> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ text: string | null }>(
      `SELECT string_agg(to_json(t)::text, E'\\n') AS text FROM "${name}" t`,
    );
    texts.push(rows[0]?.text ?? '');
  }
  await client.end();
  return texts.join('\n');
}

describe('a secret (R-LOG)', () => {
  it('sent to every API is in no log line at any level, and in no table', async () => {
    await goThroughEveryDoor();
    // The audit log is written within 250 ms; ending the server writes the rest.
    await server.end('SIGTERM');
    const logged = server.stdout() + server.stderr();
    const stored = await everythingStored();
    expect(logged).toContain('"path":"/api/v1/auth/login"');
    expect(logged).toContain('did not take the letter');
    expect(stored).toContain('authn_login_fail');
    expect(secrets.size).toBeGreaterThan(10);
    for (const secret of secrets) {
      expect(logged.includes(secret), `logged: ${secret}`).toBe(false);
      expect(stored.includes(secret), `stored: ${secret}`).toBe(false);
    }
  });
});
