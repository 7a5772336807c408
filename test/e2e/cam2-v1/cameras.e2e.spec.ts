import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createTenant, type Tenant } from '../../support/people.js';
import { Cam2V1Client, member } from '../clients/cam2-v1.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let client: Cam2V1Client;
let nobody: Cam2V1Client;
let one: Tenant;
let other: Tenant;

const keys =
  'pk camera_id city state country retrieval_model lat lng source source_url date_added last_updated camera_type ' +
  'description is_video framerate outdoors traffic inactive resolution_w resolution_h';

beforeAll(async () => {
  server = await openServer();
  client = await Cam2V1Client.of(server, await createApplication(server));
  nobody = Cam2V1Client.anonymous(server);
  one = await createTenant(server, 'one');
  other = await createTenant(server, 'other');
  await createCamera(server, { cameraId: 1, title: null, city: null, state: null, latitude: null, longitude: null });
  await createCamera(server, {
    cameraId: 2,
    kind: 'ip',
    ip: '203.0.113.7',
    port: 8080,
    snapshotUrl: null,
    isVideo: true,
    frameRate: 0.5,
  });
  await createCamera(server, {
    cameraId: 3,
    kind: 'stream',
    snapshotUrl: null,
    streamUrl: 'https://streams.example/3.m3u8',
  });
});

afterAll(() => server.close());

describe('the cameras', () => {
  it.each(['/cameras', '/cameras/', '/cameras.json', '/cameras.json/'])('are one array at %s', async (path) => {
    const { status, body, headers } = await client.get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('link')).toBeNull();
    expect(await client.ids(path)).toEqual([1, 2, 3]);
    for (const camera of body as readonly object[]) expect(Object.keys(camera).join(' ')).toBe(keys);
  });

  it('show null for what is not known, and how each is reached', async () => {
    const { body } = await client.get('/cameras/');
    expect(body).toMatchObject([
      { camera_id: 1, lat: null, lng: null, city: null, is_video: null, framerate: null, camera_type: 'Non_IP' },
      {
        camera_type: 'IP',
        retrieval_model: { ip: '203.0.113.7', port: 8080 },
        is_video: true,
        framerate: 0.5,
        lat: 35.6595,
      },
      { camera_type: 'Non_IP', retrieval_model: { url: 'https://streams.example/3.m3u8' } },
    ]);
    expect(JSON.stringify(body)).not.toContain('"None"');
  });

  it('are narrowed by limit and offset, with a link to what follows', async () => {
    const { headers } = await client.get('/cameras.json?limit=1&country=JP');
    expect(headers.get('link')).toBe('<http://camgate.test/cameras.json?limit=1&country=JP&offset=1>; rel="next"');
    expect(await client.ids('/cameras/?limit=2')).toEqual([1, 2]);
    expect(await client.ids('/cameras/?limit=2&offset=2')).toEqual([3]);
    expect((await client.get('/cameras/?limit=2&offset=1')).headers.get('link')).toBeNull();
    expect(await client.ids('/cameras/?offset=1')).toEqual([2, 3]);
    expect(await client.ids('/cameras/?offset=100')).toEqual([]);
    expect(await client.ids('/cameras/?limit=1000000')).toEqual([1, 2, 3]);
  });

  it('need a token', async () => {
    for (const path of [
      '/cameras',
      '/cameras.json',
      '/1',
      '/1.json',
      '/cameras/1/',
      '/query/lat=1,lng=1,radius=1.json',
    ]) {
      const { status, body, headers } = await nobody.get(path);
      expect({ path, status, body }).toEqual({
        path,
        status: 401,
        body: { detail: 'Authentication credentials were not provided.' },
      });
      expect(headers.get('www-authenticate')).toBe('JWT realm="api"');
    }
  });

  it('answer HEAD without a body', async () => {
    const { status, body } = await client.ask('HEAD', '/cameras/');
    expect({ status, body }).toEqual({ status: 200, body: undefined });
  });
});

describe('one camera', () => {
  it.each(['/2', '/2/', '/2.json', '/2.json/', '/cameras/2', '/cameras/2/', '/cameras/2.json'])(
    'is at %s',
    async (path) => {
      expect(await client.get(path)).toMatchObject({ status: 200, body: { camera_id: 2 } });
    },
  );

  it.each(['/999', '/cameras/999.json', '/2147483648', `/${'9'.repeat(30)}`])('is not at %s', async (path) => {
    expect(await client.get(path)).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
  });

  it('has no other methods than those it knows, and what is no number is no route', async () => {
    const wrong = await client.ask('POST', '/2/');
    expect(wrong).toMatchObject({ status: 405, body: { detail: 'Method "POST" not allowed.' } });
    expect(wrong.headers.get('allow')).toContain('GET');
    expect(await client.get('/2x')).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
    expect(await client.get('/cameras/-2')).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
  });
});

describe('two private organizations', () => {
  it('never see each other’s cameras, in any list, item or query (API1)', async () => {
    const mine = await Cam2V1Client.of(server, one.program);
    const theirs = await Cam2V1Client.of(server, other.program);
    const stories = [
      { who: mine, own: one.camera.cameraId, foreign: other.camera.cameraId },
      { who: theirs, own: other.camera.cameraId, foreign: one.camera.cameraId },
      { who: client, own: 1, foreign: one.camera.cameraId },
    ];
    for (const { who, own, foreign } of stories) {
      const paths = [
        '/cameras/',
        '/cameras/?limit=100',
        `/cameras/?id=${foreign}`,
        '/query/lat=35.6595,lng=139.7005,radius=1/',
      ];
      for (const path of paths) expect(await who.ids(path)).not.toContain(foreign);
      expect(await who.ids('/query/lat=35.6595,lng=139.7005,count=1000/')).not.toContain(foreign);
      expect(await who.ids('/cameras/')).toContain(own);
      for (const path of [`/${foreign}/`, `/cameras/${foreign}.json`]) {
        expect(await who.get(path)).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
      }
    }
  });

  it('are both open to an Admin application', async () => {
    const admin = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin' }));
    expect(await admin.ids('/cameras/')).toEqual(
      expect.arrayContaining([one.camera.cameraId, other.camera.cameraId, 1, 2, 3]),
    );
  });
});

describe('a server that lets guests read', () => {
  it('shows them public cameras, and still refuses a bad token', async () => {
    const open = await openServer({ CAM2_V1_ANONYMOUS_READ: 'true' });
    try {
      const tenant = await createTenant(open, 'hidden');
      await createCamera(open, { cameraId: 7 });
      const guest = Cam2V1Client.anonymous(open);
      expect(await guest.ids('/cameras/')).toEqual([7]);
      expect((await guest.get('/7/')).status).toBe(200);
      expect((await guest.get(`/${tenant.camera.cameraId}/`)).status).toBe(404);
      expect((await guest.get('/7/', { authorization: 'JWT abc' })).status).toBe(401);
    } finally {
      await open.close();
    }
  });
});

describe('the root', () => {
  it.each(['/', '/.json'])('%s says in JSON where the documentation is', async (path) => {
    const { status, body } = await nobody.get(path);
    expect({ status, body }).toEqual({
      status: 200,
      body: expect.stringContaining('http://camgate.test/docs') as string,
    });
  });
});

describe('a client that goes away', () => {
  it('stops the query it asked for', async () => {
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, latitude, longitude)
       select 'many/' || n, lpad(to_hex(n), 24, '0'), (select id from organizations where is_default), 'non_ip', 0, 0
       from generate_series(1, 30000) n`,
    );
    const path = '/query/lat=0,lng=0,radius=1/';
    const { port } = new URL(server.url);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET ${path} HTTP/1.1\r\nhost: camgate\r\nauthorization: JWT ${client.token ?? ''}\r\n\r\n`);
      });
      socket.once('data', () => socket.destroy());
      socket.once('close', () => resolve()).once('error', reject);
    });
    const open = `select count(*)::integer as open from pg_stat_activity
                  where datname = current_database() and state like 'idle in transaction%'`;
    await expect
      .poll(async () => (await server.dataSource.query<readonly { open: number }[]>(open))[0]?.open, { timeout: 5000 })
      .toBe(0);
    const everything = await client.get('/cameras/');
    expect(everything.body).toHaveLength(30_003);
    expect(member(everything.body, 'length')).toBe('30003');
  });
});
