import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Vault } from '../../src/config/vault.js';
import { dataSourceOptions } from '../../src/database/data-source.options.js';
import { migrate } from '../../src/database/migrate.js';
import { migrations } from '../../src/database/migrations/index.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { type TestServer, openServer, systemApiKey } from '../support/server.js';
import { createApplication, createUser, password } from '../support/people.js';
import { Cam2V1Client } from './clients/cam2-v1.js';
import { Cam2V2Client, member, rows } from './clients/cam2-v2.js';

const masterSecret = 'the master secret of the tests, 32+ characters';
const secret = 'S3cr3t-Xq7';
const firstOfOurs = 1_795_503_000_000;

type Columns = Readonly<Record<string, string | number | boolean>>;
type Row = Readonly<Record<string, unknown>>;

/** What a version before the snapshot URL was a picture's alone could hold, by the name of the camera. */
const oldRows: Readonly<Record<string, Columns>> = {
  jpeg: { snapshot_url: 'http://a.example/1.jpg', city: 'Zürich', state: 'Zürich' },
  page: { snapshot_url: 'http://a.example/live.html' },
  'page-behind-a-login': { snapshot_url: 'http://b.example/live.html', sealed: true },
  'page-beside-a-page': { snapshot_url: 'http://a.example/2.html', page_url: 'http://a.example/about' },
  'page-with-a-password': { snapshot_url: `http://a.example/view.htm?user=admin&password=${secret}` },
  'page-beside-a-clip': { kind: 'stream', snapshot_url: 'https://youtu.be/x', stream_url: 'http://a.example/3.mp4' },
  youtube: { snapshot_url: 'https://www.youtube.com/watch?v=x', protocol: 'youtube-page' },
  'youtube-picture': { snapshot_url: 'https://img.youtube.com/vi/x/0.jpg' },
  playlist: { snapshot_url: 'http://a.example/4.m3u8' },
  'playlist-behind-a-login': { snapshot_url: 'http://b.example/5.m3u8', sealed: true },
  'clip-behind-a-login': { snapshot_url: 'http://b.example/6.mp4', sealed: true },
  clip: { snapshot_url: 'http://a.example/7.AVI?x=1.jpg', protocol: 'http-image' },
  rtsp: { snapshot_url: 'rtsp://a.example/8' },
  'motion-jpeg': { snapshot_url: 'http://a.example/9.mjpg' },
  'clip-beside-a-stream': {
    kind: 'stream',
    snapshot_url: 'http://a.example/10.mp4',
    stream_url: 'http://a.example/10.m3u8',
  },
  'playlist-that-nobody-named': { kind: 'stream', stream_url: 'http://a.example/11.m3u8' },
  'directory-that-is-called-hls': { kind: 'stream', stream_url: 'http://a.example/12/', protocol: 'hls' },
  'page-that-is-called-hls': { kind: 'stream', stream_url: 'https://youtube.com/x', protocol: 'hls' },
  'unknown-that-is-called-hls': { kind: 'stream', stream_url: 'http://a.example/13', protocol: 'hls' },
  'no-ending': { snapshot_url: 'http://a.example/14' },
  address: { kind: 'ip', ip: '192.0.2.1', port: 80, snapshot_url: 'http://192.0.2.1/15.html' },
};

/** What CAM2 v2 shows of each: its type, and the address of its picture or playlist. */
const shownAfterwards: Readonly<Record<string, readonly [string, string | null]>> = {
  jpeg: ['non_ip', 'http://a.example/1.jpg'],
  page: ['non_ip', null],
  'page-behind-a-login': ['non_ip', null],
  'page-beside-a-page': ['non_ip', null],
  'page-with-a-password': ['non_ip', null],
  'page-beside-a-clip': ['stream', null],
  youtube: ['non_ip', null],
  'youtube-picture': ['non_ip', 'https://img.youtube.com/vi/x/0.jpg'],
  playlist: ['stream', 'http://a.example/4.m3u8'],
  'playlist-behind-a-login': ['stream', 'http://b.example/5.m3u8'],
  'clip-behind-a-login': ['stream', null],
  clip: ['stream', null],
  rtsp: ['stream', null],
  'motion-jpeg': ['stream', null],
  'clip-beside-a-stream': ['stream', 'http://a.example/10.m3u8'],
  'playlist-that-nobody-named': ['stream', 'http://a.example/11.m3u8'],
  'directory-that-is-called-hls': ['stream', null],
  'page-that-is-called-hls': ['stream', null],
  'unknown-that-is-called-hls': ['stream', 'http://a.example/13'],
  'no-ending': ['non_ip', 'http://a.example/14'],
  address: ['ip', '192.0.2.1'],
};
const names = Object.keys(oldRows);

let database: TestDatabase;
let server: TestServer;
let v1: Cam2V1Client;
let v2: Cam2V2Client;
let basic: string;

beforeAll(async () => {
  database = await emptyDatabase();
  await leaveOldRows(database.url);
  await migrate(database.url);
  server = await openServer({ DATABASE_URL: database.url, RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  v1 = await Cam2V1Client.of(server, await createApplication(server, { format: 'cam2-v1', level: 'admin' }));
  v2 = await Cam2V2Client.of(server, await createApplication(server, { format: 'cam2-v2', level: 'admin' }));
  const { login } = await createUser(server, 'administrator', { isAdmin: true });
  basic = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

async function leaveOldRows(url: string): Promise<void> {
  const known = migrations.filter((migration) => Number(/\d+$/.exec(migration.name)?.[0]) < firstOfOurs);
  expect(known.length).toBeGreaterThan(5);
  const before = await new DataSource({ ...dataSourceOptions(url), migrations: known }).initialize();
  await before.runMigrations();
  const vault = new Vault(masterSecret);
  await before.query(`insert into organizations (title, is_default, is_public) select 'old', true, true
    where not exists (select from organizations where is_default)`);
  for (const [name, { sealed, ...columns }] of Object.entries(oldRows)) {
    const login = vault.seal(
      JSON.stringify({ login: 'admin', password: secret }),
      `cameras.credentials_sealed:${name}`,
    );
    const given = { kind: 'non_ip', ...columns, ...(sealed ? { credentials_sealed: login } : {}) };
    await before.query(
      `insert into cameras (name, object_id, organization_id, ${Object.keys(given).join(', ')})
       select $1, left(md5($1), 24), (select id from organizations where is_default), ${Object.keys(given)
         .map((_, index) => `$${index + 2}`)
         .join(', ')}`,
      [name, ...Object.values(given)],
    );
  }
  await before.destroy();
}

async function ask(path: string, headers: Readonly<Record<string, string>>, body?: Row): Promise<Row> {
  const response = await fetch(server.url + path, {
    method: body ? 'PUT' : 'GET',
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  expect({ path, status: response.status, text }).toMatchObject({ status: 200 });
  expect(text).not.toContain(secret);
  return Object(JSON.parse(text)) as Row;
}
const stored = async (name: string): Promise<Row> => {
  const [row] = await server.dataSource.query<Row[]>(
    'select to_jsonb(c) - array[$2, $3] as row from cameras c where name = $1',
    [name, 'version', 'updated_at'],
  );
  return Object(row?.['row']) as Row;
};
const rest = async (name: string): Promise<Row> =>
  ask(`/api/v1/cameras/${String((await stored(name))['id'])}`, { authorization: basic });
const watcher3 = (name: string, body?: Row): Promise<Row> =>
  ask(`/watcher/client-api/v3/streams/${name}`, { authorization: basic }, body);
const watcher2 = (name: string): Promise<Row> =>
  ask(`/vsaas/api/v2/cameras/${name}`, { 'x-vsaas-api-key': systemApiKey });
const cam2 = async (name: string): Promise<Row> =>
  Object((await v2.get(`cameras/${String((await stored(name))['object_id'])}`)).body) as Row;

describe('a camera of an older version', () => {
  it.each(names)('that is %s has a picture, a playlist or neither at CAM2 v2, and stays as it is', async (name) => {
    const [type, url] = shownAfterwards[name] ?? [];
    const camera = await cam2(name);
    const key = type === 'ip' ? 'ip' : type === 'stream' ? 'm3u8_url' : 'snapshot_url';
    expect(camera).toMatchObject({ type, retrieval: { [key]: url } });
    const before = await stored(name);
    const back = await v2.ask(
      'PUT',
      `cameras/${String(before['object_id'])}`,
      { 'content-type': 'application/json' },
      JSON.stringify(camera),
    );
    expect(back).toMatchObject({ status: 200 });
    expect(await stored(name)).toEqual(before);
  });

  it.each(names)('that is %s keeps its URL at every API', async (name) => {
    const url = String(oldRows[name]?.['snapshot_url'] ?? oldRows[name]?.['stream_url']).replace(secret, '***');
    expect(JSON.stringify([await stored(name), await rest(name)])).toContain(url);
    await watcher2(name);
    const { inputs } = await watcher3(name);
    const before = await stored(name);
    await watcher3(name, { inputs });
    expect(await stored(name)).toEqual(before);
    const shown = await v1.get(`/cameras/${1_000_000_000 + Number(before['id'])}/`);
    expect(shown.status).toBe(200);
    expect(JSON.stringify(shown.body)).not.toContain(secret);
  });

  it.each(['page-behind-a-login', 'playlist-behind-a-login', 'clip-behind-a-login'])(
    'that is %s keeps its login',
    async (name) => {
      const { credentials_sealed: sealed } = await stored(name);
      const opened = new Vault(masterSecret).open(String(sealed), `cameras.credentials_sealed:${name}`);
      expect(JSON.parse(opened)).toMatchObject({ login: 'admin', password: secret });
    },
  );

  it('keeps a second page as its reference, and a second video as a further input', async () => {
    expect(await stored('page-beside-a-page')).toMatchObject({
      page_url: 'http://a.example/about',
      reference_url: 'http://a.example/2.html',
    });
    expect(await watcher3('clip-beside-a-stream')).toMatchObject({
      inputs: [{ url: 'http://a.example/10.m3u8' }, { url: 'http://a.example/10.mp4' }],
    });
  });

  it('is found by its city, however that is written', async () => {
    for (const city of ['Zürich', 'zurich', 'ZÜRICH'])
      expect(rows((await v2.get('cameras/search', { city })).body).map((row) => member(row, 'city'))).toEqual([
        'Zürich',
      ]);
  });
});
