import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '#config';
import { findRunningEmbeddedPostgres, startEmbeddedPostgres } from '#database';
import { valuesInForce } from '../../src/cli/config-command.js';
import { compileSources, type Compiled } from '../support/compiled.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const masterSecret = 'the master secret of the tests, 32+ characters';

let database: TestDatabase;
let folder: string;
let compiled: Compiled;

beforeAll(async () => {
  [database, compiled] = await Promise.all([cloneDatabase(), compileSources()]);
  folder = mkdtempSync(join(tmpdir(), 'camgate-cli-'));
  // When root runs the tests, the engine runs as somebody else, who must be able to pass.
  chmodSync(folder, 0o711);
});
afterAll(async () => {
  compiled.remove();
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** The real command in a process of its own, with no settings but these. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const settingsOfRun = { DATABASE_URL: database.url, CAMGATE_SECRET: masterSecret, ...environment };
  return spawn(process.execPath, [join(compiled.dist, 'cli/main.js'), ...args], {
    env: { PATH, HOME, ...settingsOfRun },
  });
}

async function run(
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = start(args, environment);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (piece: Buffer) => out.push(piece));
  child.stderr?.on('data', (piece: Buffer) => err.push(piece));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** What a command answered with `--json`; everything on standard output must be that. */
async function json(args: readonly string[], input = ''): Promise<unknown> {
  const { code, stdout, stderr } = await run([...args, '--json'], input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('camgate app', { timeout: 60_000 }, () => {
  it('makes an application, gives it a new secret, ends it, and lists it', async () => {
    const made = await json(['app', 'create', '--name', 'Traffic study', '--level', 'user', '--format', 'cam2-v1']);
    expect(made).toEqual({
      client_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      client_secret: expect.stringMatching(/^[0-9a-f]{48}$/),
      name: 'Traffic study',
      level: 'user',
    });
    const { client_id: id, client_secret: secret } = made as { client_id: string; client_secret: string };
    const rotated = (await json(['app', 'rotate', id])) as { client_secret: string };
    expect(rotated.client_secret).not.toBe(secret);
    expect((await run(['app', 'rotate', id, '--overlap', '2592001'])).stderr).toContain('from 0 to 2592000');
    const overlapping = (await json(['app', 'rotate', id, '--overlap', '3600'])) as { client_secret: string };
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ previous: string; left: number }>(
      `SELECT encode(previous_secret_hash, 'hex') AS previous,
         extract(epoch FROM previous_secret_expires_at - now())::integer AS left FROM applications WHERE client_id = $1`,
      [id],
    );
    await client.end();
    expect(rows[0]?.previous).toBe(createHash('sha256').update(rotated.client_secret).digest('hex'));
    expect(rows[0]?.left).toBeGreaterThan(3500);
    expect(overlapping.client_secret).not.toBe(rotated.client_secret);
    expect(await json(['app', 'revoke', id])).toEqual({ client_id: id, revoked: true });
    expect(await json(['app', 'list'])).toMatchObject([{ client_id: id, name: 'Traffic study', revoked: true }]);
    const listed = await run(['app', 'list', '--json']);
    expect(listed.stdout).not.toContain(secret);
  });

  it('shows an application and changes what is named', async () => {
    const made = (await json([
      'app',
      'create',
      '--name',
      'Map',
      '--level',
      'user',
      '--public',
      '--redirect-uri',
      'https://a.example.org/',
    ])) as { client_id: string };
    const before = (await json(['app', 'show', made.client_id])) as Record<string, unknown>;
    expect(before).toMatchObject({
      name: 'Map',
      auth: 'none',
      redirect_uris: ['https://a.example.org/'],
      first_party: false,
    });
    const change = [
      '--name',
      'Maps',
      '--redirect-uri',
      'https://b.example.org/',
      '--redirect-uri',
      'https://c.example.org/',
    ];
    expect(await json(['app', 'change', made.client_id, ...change, '--first-party'])).toEqual({
      ...before,
      name: 'Maps',
      redirect_uris: ['https://b.example.org/', 'https://c.example.org/'],
      first_party: true,
    });
    const unfit = await run(['app', 'change', made.client_id, '--grant', 'client_credentials']);
    expect(unfit).toMatchObject({ code: 1, stderr: expect.stringContaining('grants do not fit') });
    expect(await json(['app', 'show', made.client_id])).toMatchObject({ name: 'Maps', grants: before['grants'] });
  });

  it('takes over the id and secret of a client that moves here', async () => {
    const given = ['--client-id', 'moved-client-1', '--client-secret', 'a-secret-of-twenty-or-more'];
    const made = await json(['app', 'create', '--name', 'Moved', '--level', 'admin', ...given]);
    expect(made).toMatchObject({ client_id: 'moved-client-1', client_secret: 'a-secret-of-twenty-or-more' });
    const again = await run(['app', 'create', '--name', 'Moved', '--level', 'admin', ...given]);
    expect(again).toEqual({ code: 1, stdout: '', stderr: 'This client id is taken.\n' });
  });
});

describe('camgate user and org', { timeout: 60_000 }, () => {
  it('makes a user with a password from standard input, which appears nowhere', async () => {
    const { code, stdout, stderr } = await run(
      ['user', 'create', '--login', 'kim', '--password-stdin', '--json'],
      'correct horse battery staple\n',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ id: 1, login: 'kim' });
    expect(await json(['user', 'list'])).toMatchObject([{ id: 1, login: 'kim', admin: false, disabled: false }]);
  });

  it('shows a generated password once', async () => {
    const made = await json(['user', 'create', '--login', 'lee']);
    expect(made).toEqual({ id: 2, login: 'lee', password: expect.stringMatching(/^[0-9A-Za-z]{24}$/) });
    expect(await json(['user', 'disable', 'LEE'])).toEqual({ id: 2, login: 'lee', disabled: true });
  });

  it('makes an API key, gives it a new secret, lists it, and ends it', async () => {
    await json(['user', 'create', '--login', 'holder', '--password-stdin'], 'correct horse battery staple');
    const whose = ['--login', 'holder', '--name', 'Lobby', '--scope', 'cameras:read cameras:live'];
    const limits = ['--network', '10.0.0.0/8', '--network', '::1', '--expires', '2099-01-31'];
    const made = (await json(['key', 'create', ...whose, ...limits])) as { id: number; key: string };
    expect(made).toMatchObject({
      key: expect.stringMatching(/^cgk_[0-9A-Za-z]{36}$/),
      name: 'Lobby',
      scope: 'cameras:read cameras:live',
      cameras: null,
      networks: ['10.0.0.0/8', '::1'],
      expires_at: '2099-01-31T00:00:00.000Z',
    });
    const rotated = (await json(['key', 'rotate', String(made.id), '--overlap', '60'])) as Record<string, unknown>;
    expect(rotated['key']).not.toBe(made.key);
    expect(rotated['previous_expires_at']).toEqual(expect.any(String));
    const { key: _secret, ...shown } = rotated;
    expect(await json(['key', 'list', '--login', 'holder'])).toEqual([shown]);
    const refused = await run(['key', 'create', '--login', 'holder', '--name', 'x', '--camera', '999999']);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect((await run(['key', 'create', '--login', 'nobody', '--name', 'x'])).code).toBe(1);
    expect(await json(['key', 'revoke', String(made.id)])).toEqual({ id: made.id, revoked: true });
    expect((await run(['key', 'revoke', String(made.id)])).code).toBe(1);
    expect(await json(['key', 'list', '--login', 'holder'])).toEqual([]);
  });

  it('lets a disabled user in, gives rights and takes them, and sets a password that must be changed', async () => {
    expect(await json(['user', 'enable', 'lee'])).toEqual({ id: 2, login: 'lee', disabled: false });
    expect(await json(['user', 'promote', 'lee'])).toEqual({ id: 2, login: 'lee', admin: true, access_level: 'admin' });
    const last = await run(['user', 'demote', 'lee']);
    expect(last).toEqual({ code: 1, stdout: '', stderr: 'This is the last administrator.\n' });
    await json(['user', 'promote', 'kim', '--to', 'admin']);
    expect(await json(['user', 'demote', 'lee'])).toMatchObject({ admin: false, access_level: 'generic' });
    const generated = await json(['user', 'set-password', 'lee', '--temporary']);
    expect(generated).toEqual({ id: 2, login: 'lee', temporary: true, password: expect.stringMatching(/^\w{24}$/) });
    const { stdout } = await run(
      ['user', 'set-password', 'lee', '--password-stdin', '--json'],
      'a lighthouse in winter\n',
    );
    expect(JSON.parse(stdout)).toEqual({ id: 2, login: 'lee', temporary: false });
    expect(await json(['user', 'sessions', 'lee'])).toEqual([]);
    expect(await json(['user', 'sessions', 'lee', '--end', 'all'])).toEqual({ ended: 0 });
    const none = await run(['user', 'sessions', 'lee', '--end', 'nothing']);
    expect(none).toEqual({ code: 1, stdout: '', stderr: 'There is no such session.\n' });
    expect((await run(['user', 'set-password', 'nobody'])).stderr).toBe(
      'There is no such account, or it was revoked.\n',
    );
  });

  it('deletes a user, recorded as done on the command line', async () => {
    await json(['user', 'create', '--login', 'gone']);
    expect(await json(['user', 'delete', 'gone'])).toMatchObject({ login: 'gone', deleted: true });
    expect(await json(['user', 'list'])).not.toContainEqual(expect.objectContaining({ login: 'gone' }));
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(`SELECT actor FROM audit_events WHERE event = 'user_deleted'`);
    await client.end();
    expect(rows).toEqual([{ actor: 'cli' }]);
  });

  it('makes an organization and a member of it', async () => {
    const made = (await json(['org', 'create', '--title', 'Harbour'])) as { id: number };
    expect(made).toEqual({ id: expect.any(Number), title: 'Harbour', public: false });
    const can = ['--can', 'view_streams,edit_streams'];
    expect(await json(['org', 'add-user', '--organization', String(made.id), '--login', 'kim', ...can])).toEqual({
      organization: made.id,
      login: 'kim',
      can: ['view_streams', 'edit_streams'],
    });
    const week = ['--valid-until', '2099-01-07'];
    expect(
      await json(['org', 'add-user', '--organization', String(made.id), '--login', 'kim', ...can, ...week]),
    ).toMatchObject({ valid_until: '2099-01-07T00:00:00.000Z' });
    expect(await json(['org', 'list'])).toContainEqual({ ...made, default: false });
  });
});

describe('camgate import and export', { timeout: 60_000 }, () => {
  const rows = ['a', 'b'].map((id) => JSON.stringify({ id, name: `Camera ${id}`, lat: 35.68, lng: 139.76 }));

  it('takes a file twice and changes nothing the second time', async () => {
    const file = join(folder, 'cameras.ndjson');
    writeFileSync(file, `${rows[0]}\nnonsense\n${rows[1]}\n`);
    const rejected = [{ line: 2, reason: 'not JSON' }];
    expect(await json(['import', file, '--dry-run'])).toMatchObject({ created: 2, updated: 0, unchanged: 0, rejected });
    const main = { id: expect.any(Number), title: 'Main', public: false };
    expect(await json(['import', file])).toEqual({
      job: expect.any(Number),
      organization: main,
      format: 'ndjson',
      encoding: 'utf-8',
      mapping: { id: 'id', name: 'name', lat: 'latitude', lng: 'longitude' },
      ignored_columns: [],
      created: 2,
      updated: 0,
      unchanged: 0,
      pruned: 0,
      rejected,
      warnings: [],
    });
    expect(await json(['import', file])).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected });
    expect((await run(['import', file])).stdout).toMatch(
      /^New cameras go to organization \d+, Main: its members and administrators alone see them\.\nFormat ndjson, utf-8\nColumns: id, name, lat = latitude, lng = longitude\ncreated 0, updated 0, unchanged 2, rejected 1\n {2}line 2: not JSON\n$/,
    );
  });

  it('takes an import back', async () => {
    const file = join(folder, 'undone.ndjson');
    writeFileSync(file, '{"id":"undone/a"}\n');
    const { job } = (await json(['import', file])) as { job: number };
    expect(await json(['import', 'undo', String(job)])).toEqual({ job, undone: 1, conflicts: [] });
    expect((await run(['import', 'undo', String(job)])).code).toBe(1);
    expect(await json(['import', file, '--dry-run'])).toMatchObject({ created: 1 });
  });

  it('understands a spreadsheet, names what it leaves out, and is told what a column means', async () => {
    const file = join(folder, 'inventory.csv');
    writeFileSync(
      file,
      'Camera Name,Latitude,Lon,RTSP URL,IP,Cable,Wo\rGate,52.37,4.89,rtsp://10.0.0.5/1,10.0.0.5,C17,Oost\r',
    );
    const { code, stdout } = await run(['import', file, '--map', 'Wo=city', '--public', '--dry-run']);
    expect({ code, lines: stdout.split('\n') }).toEqual({
      code: 0,
      lines: [
        expect.stringMatching(/^New cameras would go to organization \d+, .*: everybody who signs in sees them\.$/),
        'Format csv with commas, utf-8',
        'Columns: Camera Name = name, Latitude = latitude, Lon = longitude, RTSP URL = stream_url, IP = ip, Wo = city',
        'Ignored: Cable',
        'would be created 1, updated 0, unchanged 0, rejected 0',
        '',
      ],
    });
    expect(await run(['import', file, '--map', 'Wo=town hall'])).toMatchObject({ code: 2, stdout: '' });
    expect(await run(['import', file, '--public', '--organization', '1'])).toMatchObject({ code: 2, stdout: '' });
  });

  it.each(['ndjson', 'csv', 'geojson'])('takes back from standard input what it wrote as %s', async (format) => {
    const { stdout } = await run(['export', '--format', format, '--country', 'Japan']);
    expect(stdout).toContain('Camera a');
    expect(await json(['import', '-', '--format', format], stdout)).toMatchObject({ updated: 0, unchanged: 2 });
  });

  it('refuses a file of which nothing can be used, and one that is not there', async () => {
    expect(await run(['import', '-', '--format', 'csv'], 'foo,bar\n1,2\n')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('line 1: the header names no known column'),
    });
    const missing = join(folder, 'missing.csv');
    expect(await run(['import', missing])).toEqual({ code: 1, stdout: '', stderr: `There is no file ${missing}.\n` });
  });
});

describe('camgate keys, config and doctor', { timeout: 60_000 }, () => {
  it('puts a new signing key in charge', async () => {
    const before = (await json(['keys', 'list'])) as { kid: string; status: string }[];
    const rotated = (await json(['keys', 'rotate'])) as { kid: string };
    expect(rotated.kid).not.toBe(before[0]?.kid);
    const after = (await json(['keys', 'list'])) as { kid: string; status: string }[];
    expect(after.map(({ status }) => status)).toEqual(['current', 'current', 'next', 'next', 'previous', 'previous']);
  });

  it('shows every setting, and of a secret only that it is set (R-LOG)', async () => {
    expect(Object.keys(valuesInForce).sort()).toEqual(settings.map(({ name }) => name).sort());
    const { stdout } = await run(['config', '--json']);
    expect(stdout).not.toContain(masterSecret);
    const shown = JSON.parse(stdout) as { name: string; value: unknown }[];
    expect(shown.find(({ name }) => name === 'CAMGATE_SECRET')?.value).toBe('(set)');
    expect(shown.find(({ name }) => name === 'PORT')?.value).toBe(8000);
  });

  it('finds what is missing, and says what is there', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query("UPDATE users SET access_level = 'generic'");
    await client.end();
    const { code, stdout } = await run(['doctor', '--json']);
    const failed = (JSON.parse(stdout) as { check: string; ok: boolean }[]).filter(({ ok }) => !ok);
    expect({ code, failed: failed.map(({ check }) => check) }).toEqual({ code: 1, failed: ['administrator'] });
  });
});

describe('a mistake', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await json(['user', 'create', '--login', 'taken']);
    await json(['user', 'create', '--login', 'chief', '--admin']);
  });

  it.each([
    ['no command', []],
    ['a wrong word', ['app', 'create', '--name', 'x', '--level', 'boss', '--json']],
  ])('in the usage (%s) is said on standard error and ends with 2', async (_, args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it.each([
    ['a taken login', ['user', 'create', '--login', 'TAKEN'], {}, /^This login is taken\.\n$/],
    ['an unknown organization', ['import', '-', '--organization', '99'], {}, /^There is no such organization\.\n$/],
    ['an unknown client', ['app', 'rotate', 'nobody-here'], {}, /^There is no such account, or it was revoked\.\n$/],
    ['the last administrator', ['user', 'disable', 'chief'], {}, /^This is the last administrator\.\n$/],
    ['a bad setting', ['app', 'list'], { PORT: 'x' }, /^The setting PORT must be a whole number [^\n]*\n$/],
    ['no database', ['app', 'list'], { DATABASE_URL: 'postgres://u:s3cret@127.0.0.1:1/x' }, /^The database [^\n]*\n$/],
    [
      'another master secret',
      ['keys', 'list'],
      { CAMGATE_SECRET: 'x'.repeat(40) },
      /^The database was sealed with another CAMGATE_SECRET [^\n]*\n$/,
    ],
  ])('of the user (%s) is one sentence and ends with 1', async (_, args, environment, sentence) => {
    const ran = await run(args, '', environment);
    expect(ran).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) });
    expect(ran.stderr).not.toContain('s3cret');
  });

  it('is not a database that goes away while a command opens it: standard output stays empty', async () => {
    const address = new URL(database.url);
    const target = { host: address.hostname, port: Number(address.port) };
    let connections = 0;
    const proxy = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      // The first connection only finds out how to connect.
      if (connections > 1) return void socket.destroy();
      const upstream = connect(target).on('error', () => undefined);
      socket.pipe(upstream).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const listening = proxy.address();
    address.port = typeof listening === 'object' ? String(listening?.port) : '';
    address.search = '?sslmode=disable';
    try {
      const ran = await run(['app', 'list', '--json'], '', { DATABASE_URL: address.toString() });
      expect(ran).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^The database [^\n]*\n$/) });
      expect(connections).toBeGreaterThan(1);
    } finally {
      proxy.close();
    }
  });

  it('is not what asking for help is', async () => {
    const { code, stdout, stderr } = await run(['user', 'create', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('--password-stdin');
  });
});

describe('providers', () => {
  const add = ['provider', 'create', 'company', '--issuer', 'https://sso.example.org', '--client-id', 'camgate'];

  it('are made, shown, changed and removed; the secret is never shown', async () => {
    const rules = join(folder, 'rules.json');
    writeFileSync(rules, JSON.stringify([{ claim: 'groups', value: 'cam-admins', accessLevel: 'admin' }]));
    const secret = join(folder, 'provider-secret');
    writeFileSync(secret, 'not to be shown\n');
    const options = ['--client-secret-file', secret, '--rules', rules, '--make-accounts', '--json'];
    const made = await run([...add, ...options]);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({
      name: 'company',
      has_secret: true,
      makes_accounts: true,
      rules: [{ claim: 'groups', value: 'cam-admins', accessLevel: 'admin' }],
      callback_path: '/oauth/external/company/callback',
    });
    expect(await run(add)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) });
    const changed = await run(['provider', 'change', 'company', '--disable', '--title', 'SSO', '--json']);
    expect(JSON.parse(changed.stdout)).toMatchObject({ title: 'SSO', enabled: false, makes_accounts: true });
    const shown = await run(['provider', 'show', 'company']);
    expect(shown.stdout).toContain('client_secret  (set)');
    expect(`${made.stdout}${shown.stdout}`).not.toContain('not to be shown');
    await run(['user', 'create', '--login', 'linked']);
    const link = ['linked', '--provider', 'company', '--subject', 'abc', '--json'];
    expect(JSON.parse((await run(['user', 'link', ...link])).stdout)).toMatchObject({
      login: 'linked',
      issuer: 'https://sso.example.org',
      subject: 'abc',
    });
    expect(await run(['user', 'link', ...link])).toMatchObject({ code: 1, stdout: '' });
    expect(await run(['user', 'unlink', ...link])).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['provider', 'delete', 'company'])).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse((await run(['provider', 'list', '--json'])).stdout)).toEqual([]);
  });

  it.each([
    ['http://sso.example.org', 'plain HTTP'],
    ['https://sso.example.org?x=1', 'a query'],
    ['sso', 'no address'],
  ])('are refused with the issuer %s (%s)', async (issuer) => {
    const ran = await run(['provider', 'create', 'wrong', '--issuer', issuer, '--client-id', 'camgate']);
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) });
  });
});

describe('on the embedded database', { timeout: 120_000 }, () => {
  it('talks to the server that runs, else starts one for its own duration', async () => {
    const dataDirectory = join(folder, 'data');
    const where = { dataDirectory, explicit: true };
    const environment = { DATABASE_URL: '', DATA_DIR: dataDirectory };
    const running = await startEmbeddedPostgres(where);
    const beside = await run(['org', 'create', '--title', 'Beside', '--json'], '', environment);
    expect(beside).toMatchObject({ code: 0, stderr: '' });
    expect(await findRunningEmbeddedPostgres(where)).toMatchObject({ url: running.url });
    await running.stop();
    const alone = await run(['org', 'list', '--json'], '', environment);
    expect(alone).toMatchObject({ code: 0, stdout: expect.stringContaining('"Beside"'), stderr: '' });
    expect(await findRunningEmbeddedPostgres(where)).toBeUndefined();
  });

  it('is shared by commands that run at the same moment', async () => {
    const environment = { DATABASE_URL: '', DATA_DIR: join(folder, 'data') };
    const titles = ['One', 'Two', 'Three'];
    const ran = await Promise.all(titles.map((title) => run(['org', 'create', '--title', title], '', environment)));
    expect(ran.map(({ code, stderr }) => ({ code, stderr }))).toEqual(titles.map(() => ({ code: 0, stderr: '' })));
    await run(['import', '-'], '{"id":"piped"}\n', environment);
    const exporting = start(['export'], environment);
    const importing = start(['import', '-', '--json'], environment);
    const out: Buffer[] = [];
    importing.stdout?.on('data', (piece: Buffer) => out.push(piece));
    if (importing.stdin) exporting.stdout?.pipe(importing.stdin);
    const codes = await Promise.all([once(exporting, 'close'), once(importing, 'close')]);
    expect(codes.map(([code]) => code as unknown)).toEqual([0, 0]);
    expect(JSON.parse(Buffer.concat(out).toString())).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 1,
      rejected: [],
    });
  });

  it('is stopped when the command is interrupted', async () => {
    const dataDirectory = join(folder, 'data');
    const child = start(['import', '-'], { DATABASE_URL: '', DATA_DIR: dataDirectory });
    const where = { dataDirectory, explicit: true };
    await expect.poll(() => findRunningEmbeddedPostgres(where), { timeout: 30_000, interval: 100 }).toBeDefined();
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(130);
    await expect.poll(() => findRunningEmbeddedPostgres(where), { timeout: 10_000, interval: 100 }).toBeUndefined();
  });
});
