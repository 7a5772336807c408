import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiKeysService } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createUser } from '../../support/people.js';
import { type Answer, Cam2V1Client, member } from '../clients/cam2-v1.js';

let server: TestServer;
let admin: Cam2V1Client;
let basic: Cam2V1Client;
let nobody: Cam2V1Client;

beforeAll(async () => {
  server = await openServer();
  admin = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin', format: 'cam2-v1' }));
  basic = await Cam2V1Client.of(server, await createApplication(server));
  nobody = Cam2V1Client.anonymous(server);
});
beforeEach(() => server.dataSource.query('delete from cameras'));
afterAll(() => server.close());

const url = 'http://cameras.example/shibuya.jpg';
/** The least that a camera needs. */
const camera = { camera_id: 123, lat: 35.6595, lng: 139.7005, url } as const;
/** As the documentation shows it, and everything else that can be said. */
const whole = {
  camera_id: 7,
  lat: 40.4259,
  lng: -86.9081,
  ip: '203.0.113.7',
  port: 8080,
  city: 'West Lafayette',
  state: 'IN',
  country: 'USA',
  source: 'Google',
  source_url: 'www.google.com',
  description: 'Looking north',
  is_video: true,
  framerate: 0.5,
  outdoors: false,
  traffic: null,
  inactive: false,
  resolution_w: 1920,
  resolution_h: 1080,
} as const;
const notAllowed = { detail: 'You do not have permission to perform this action.' };

const form = (client: Cam2V1Client, method: string, path: string, fields: Record<string, string>): Promise<Answer> =>
  client.ask(
    method,
    path,
    { 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams(fields).toString(),
  );

async function stored(): Promise<unknown> {
  return server.dataSource.query('select *, null as position from cameras order by id');
}

/** What was answered, and whether the database is another than before. */
async function attempt(method: string, path: string, body: unknown): Promise<unknown> {
  const before = await stored();
  const { status, body: said } = await admin.json(method, path, body);
  return { status, said, changed: !isDeepStrictEqual(await stored(), before) };
}

const refusal = (said: object): object => ({ status: 400, said, changed: false });

describe('an Admin application', () => {
  it.each(['/cameras', '/cameras/', '/cameras.json', '/cameras.json/'])('adds a camera at %s', async (path) => {
    const { status, body, headers } = await admin.post(path, camera);
    expect(status).toBe(201);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toMatchObject({
      camera_id: 123,
      camera_type: 'Non_IP',
      retrieval_model: { url },
      country: 'JP',
      description: null,
    });
    expect((await admin.get('/123/')).body).toEqual(body);
  });

  it('sets all its fields, from JSON', async () => {
    const { status, body } = await admin.post('/cameras/', whole);
    const { ip, port, ...fields } = whole;
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...fields, country: 'US', camera_type: 'IP', retrieval_model: { ip, port } });
    expect((await admin.get('/7.json')).body).toEqual(body);
    expect((await admin.get('/cameras/')).body).toEqual([body]);
  });

  it('sets all its fields, from a form', async () => {
    const { traffic: _, ...fields } = whole;
    const texts = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
    const { status, body } = await form(admin, 'POST', '/cameras/', { ...texts, is_video: 'True', outdoors: 'f' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ is_video: true, outdoors: false, framerate: 0.5, lat: 40.4259, resolution_w: 1920 });
  });

  it.each<[unknown, unknown]>([
    [{ url }, { url }],
    [{ ip: '203.0.113.7' }, { ip: '203.0.113.7', port: 80 }],
    [
      { ip: '203.0.113.7', port: '8080' },
      { ip: '203.0.113.7', port: 8080 },
    ],
    [
      { ip: '2001:DB8:0:0::1', port: null },
      { ip: '2001:db8::1', port: 80 },
    ],
    [{ retrieval_model: { url } }, { url }],
    [{ retrieval_model: { ip: '203.0.113.7', port: 81 } }, { ip: '203.0.113.7', port: 81 }],
    [{ retrieval_model: JSON.stringify({ ip: '203.0.113.7' }) }, { ip: '203.0.113.7', port: 80 }],
    [{ ip: null, url }, { url }],
    [{ ip: '203.0.113.7', url, port: 80 }, { url }],
    [{ url: 'rtsp://cameras.example/live' }, { url: 'rtsp://cameras.example/live' }],
    [{ url: 'http://ann:secret@cameras.example/a.jpg' }, { url: 'http://cameras.example/a.jpg' }],
  ])('reaches one made with %j by %j', async (reach, shown) => {
    const { status, body } = await admin.post('/cameras/', { camera_id: 1, lat: 0, lng: 0, ...Object(reach) });
    expect({ status, retrieval: Reflect.get(Object(body), 'retrieval_model') }).toEqual({
      status: 201,
      retrieval: shown,
    });
    expect(Reflect.get(Object(body), 'camera_type')).toBe('ip' in Object(shown) ? 'IP' : 'Non_IP');
    expect((await admin.get('/1/')).body).toEqual(body);
  });

  it('finds country, city and state where it is; city and state that are sent stay', async () => {
    const found = await admin.post('/cameras/', { ...camera, lat: 40.4259, lng: -86.9081, country: 'Japan' });
    expect(found.body).toMatchObject({ country: 'US', state: 'Indiana' });
    expect(member(found.body, 'city')).not.toBe('null');
    const said = await admin.patch('/123/', { city: 'Chauncey', state: 'Ind.', lat: 40.42, lng: -86.91 });
    expect(said.body).toMatchObject({ country: 'US', city: 'Chauncey', state: 'Ind.' });
    const moved = await admin.patch('/123/', { lat: 48.8584, lng: 2.2945 });
    expect(moved.body).toMatchObject({ country: 'FR', city: 'Chauncey' });
  });

  it('takes resolutions of 0 and of one side', async () => {
    const { status, body } = await admin.post('/cameras/', { ...camera, resolution_w: 0 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ resolution_w: 0, resolution_h: null });
  });

  it('gets all errors at once', async () => {
    expect(await attempt('POST', '/cameras/', {})).toEqual(
      refusal({
        camera_id: ['This field is required.'],
        lat: ['This field is required.'],
        lng: ['This field is required.'],
        non_field_errors: ['Retrieval model for the camera not provided'],
      }),
    );
    expect(await attempt('POST', '/cameras/', { ...camera, lat: -90.1, lng: '181' })).toEqual(
      refusal({
        non_field_errors: ['Latitude out of the range [-90, 90]', 'Longitude out of the range [-180, 180]'],
      }),
    );
    const long = 'ä'.repeat(201);
    const longer = (most: number): readonly string[] => [`Ensure this field has no more than ${most} characters.`];
    expect(
      await attempt('POST', '/cameras/', {
        camera_id: -1,
        lat: 'abc',
        lng: null,
        ip: '300.1.1.1',
        port: 70_000,
        city: long,
        state: 'Massachusetts',
        country: 'Atlantis',
        source: 'x'.repeat(101),
        source_url: long,
        description: long,
        is_video: 'maybe',
        framerate: 0,
        outdoors: 2,
        traffic: [],
        inactive: {},
        resolution_w: -1,
        resolution_h: 1.5,
        url: `http://cameras.example/${'x'.repeat(200)}`,
      }),
    ).toEqual(
      refusal({
        camera_id: ['Ensure this value is greater than or equal to 0.'],
        lat: ['A valid number is required.'],
        lng: ['This field may not be null.'],
        ip: ['Enter a valid IPv4 or IPv6 address.'],
        port: ['Ensure this value is less than or equal to 65535.'],
        city: longer(100),
        state: longer(12),
        country: ['This is not a country; write its ISO 3166-1 alpha-2 code or its English name.'],
        source: longer(100),
        source_url: longer(200),
        description: longer(100),
        is_video: ['A valid boolean is required.'],
        framerate: ['Ensure this value is greater than 0.'],
        outdoors: ['A valid boolean is required.'],
        traffic: ['A valid boolean is required.'],
        inactive: ['A valid boolean is required.'],
        resolution_w: ['Ensure this value is greater than or equal to 0.'],
        resolution_h: ['A valid integer is required.'],
        url: longer(200),
      }),
    );
  });

  it.each<[object, object]>([
    [{ camera_id: 2 ** 31 }, { camera_id: ['Ensure this value is less than or equal to 2147483647.'] }],
    [{ camera_id: '12a' }, { camera_id: ['A valid integer is required.'] }],
    [{ camera_id: true }, { camera_id: ['A valid integer is required.'] }],
    [{ lat: '' }, { lat: ['A valid number is required.'] }],
    [{ lat: true }, { lat: ['A valid number is required.'] }],
    [{ framerate: 240.1 }, { framerate: ['Ensure this value is less than or equal to 240.'] }],
    [{ framerate: -5 }, { framerate: ['Ensure this value is greater than 0.'] }],
    [{ port: 0 }, { port: ['Ensure this value is greater than or equal to 1.'] }],
    [{ url: 'nowhere' }, { url: ['Enter a valid URL.'] }],
    [{ url: 'javascript:alert(1)' }, { url: ['Enter a valid URL.'] }],
    [{ url: 'http://a b/' }, { url: ['Enter a valid URL.'] }],
    [{ url: '' }, { url: ['This field may not be blank.'] }],
    [{ url: 5 }, { url: ['Enter a valid URL.'] }],
    [{ url: {} }, { url: ['Not a valid string.'] }],
    [{ url: null }, { non_field_errors: ['Retrieval model for the camera not provided'] }],
    [{ url: undefined, retrieval_model: {} }, { non_field_errors: ['Retrieval model for the camera not provided'] }],
    [
      { url: undefined, retrieval_model: [] },
      { retrieval_model: ['Invalid data. Expected a dictionary, but got list.'] },
    ],
    [
      { url: undefined, retrieval_model: 'abc' },
      { retrieval_model: ['Invalid data. Expected a dictionary, but got string.'] },
    ],
    [{ url: undefined, retrieval_model: { url: 'x' } }, { url: ['Enter a valid URL.'] }],
    [{ url: undefined, retrieval_model: { ip: '1.2.3' } }, { ip: ['Enter a valid IPv4 or IPv6 address.'] }],
  ])('is refused %j', async (wrong, said) => {
    expect(await attempt('POST', '/cameras/', { ...camera, ...wrong })).toEqual(refusal(said));
  });

  it.each<[object, object, object]>([
    [camera, { ...camera, url: `${url}?2` }, { camera_id: ['camera with this camera_id already exists.'] }],
    [camera, { ...camera, camera_id: 124 }, { url: ['non_ip with this url already exists.'] }],
    [
      { ...camera, url: undefined, ip: '203.0.113.7' },
      { ...camera, url: undefined, ip: '203.0.113.7', port: 80, camera_id: 124 },
      { ip: ['ip with this ip and port already exists.'] },
    ],
  ])('after %j is refused %j, and the corrected POST succeeds', async (first, second, said) => {
    expect((await admin.post('/cameras/', first)).status).toBe(201);
    expect(await attempt('POST', '/cameras/', second)).toEqual(refusal(said));
    const corrected = await admin.post('/cameras/', { ...second, camera_id: 125, url: `${url}?3` });
    expect(corrected.status).toBe(201);
  });

  it('whose POST was refused for another field gets its URL with the corrected one', async () => {
    expect(await attempt('POST', '/cameras/', { ...camera, lat: 95 })).toEqual(
      refusal({ non_field_errors: ['Latitude out of the range [-90, 90]'] }),
    );
    expect((await admin.post('/cameras/', camera)).status).toBe(201);
  });

  it.each([
    ['camera_id', (pair: number, one: number) => ({ ...camera, camera_id: pair, url: `${url}?${pair}-${one}` })],
    ['url', (pair: number, one: number) => ({ ...camera, camera_id: 2 * pair + one, url: `${url}?${pair}` })],
    [
      'ip',
      (pair: number, one: number) => ({
        ...camera,
        camera_id: 2 * pair + one,
        url: undefined,
        ip: `203.0.113.${pair}`,
      }),
    ],
  ])('in a pair that wants one %s at the same moment gets it once, twenty pairs over', async (field, body) => {
    const pairs = await Promise.all(
      Array.from({ length: 20 }, (_, pair) =>
        Promise.all([0, 1].map((one) => admin.post('/cameras/', body(pair, one)))),
      ),
    );
    for (const pair of pairs) {
      expect(pair.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 400]);
      const refused = pair.find(({ status }) => status === 400);
      expect(Object.keys(Object(refused?.body))).toEqual([field]);
    }
    expect(await admin.ids('/cameras/')).toHaveLength(20);
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await admin.post('/cameras/', camera);
    await admin.post('/cameras/', whole);
  });

  it.each(
    ['PATCH', 'PUT'].flatMap((method) =>
      ['/123', '/123/', '/123.json', '/123.json/', '/cameras/123', '/cameras/123/', '/cameras/123.json'].map(
        (path) => [method, path] as const,
      ),
    ),
  )('by %s %s touches only what is sent', async (method, path) => {
    const before = await admin.get('/123/');
    const { status, body } = await admin.json(method, path, { description: 'Crossing', framerate: '2.5' });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...Object(before.body),
      description: 'Crossing',
      framerate: 2.5,
      last_updated: member(body, 'last_updated'),
    });
    expect((await admin.get('/123/')).body).toEqual(body);
  });

  it('comes as a form, too', async () => {
    const { status, body } = await form(admin, 'PATCH', '/7/', {
      description: '',
      retrieval_model: JSON.stringify({ url }) + ' ',
    });
    expect(status).toBe(400);
    expect(body).toEqual({ url: ['non_ip with this url already exists.'] });
    const cleared = await form(admin, 'PATCH', '/7/', { description: '', port: '81' });
    expect(cleared).toMatchObject({ status: 200, body: { description: null, retrieval_model: { port: 81 } } });
  });

  it('of nothing answers the camera as it is', async () => {
    const before = await admin.get('/123/');
    for (const body of [{}, null, { pk: 5, unknown: 1, camera_type: 'IP', date_added: 'never' }, { port: 99 }])
      expect(await admin.patch('/123/', body)).toMatchObject({ status: 200, body: before.body });
    expect((await admin.ask('PATCH', '/123/')).body).toEqual(before.body);
  });

  it('that sends back what was shown changes nothing', async () => {
    await createCamera(server, {
      cameraId: 8,
      kind: 'stream',
      snapshotUrl: 'http://cameras.example/8.jpg',
      streamUrl: 'rtsp://ann:secret@cameras.example/8',
    });
    const long = 'x'.repeat(150);
    const strange = { latitude: null, longitude: null, snapshotUrl: null, state: 'Baden-Württemberg', source: long };
    await createCamera(server, { cameraId: 9, ...strange, description: long });
    for (const path of ['/123/', '/7/', '/8/', '/9/']) {
      const before = await stored();
      const { body } = await admin.get(path);
      expect(await admin.json('PUT', path, body)).toMatchObject({ status: 200, body });
      expect(await stored()).toEqual(before);
    }
  });

  it('that sends back what was shown of a camera made elsewhere changes the rest', async () => {
    await createCamera(server, { cameraId: 9, description: 'x'.repeat(150), snapshotUrl: `${url}?${'y'.repeat(300)}` });
    const { body } = await admin.get('/9/');
    const changed = await admin.json('PUT', '/9/', { ...Object(body), source: 'Purdue' });
    expect(changed).toMatchObject({ status: 200, body: { source: 'Purdue', description: 'x'.repeat(150) } });
    const longer = await admin.json('PUT', '/9/', { ...Object(body), description: 'z'.repeat(150), framerate: 0 });
    expect(longer.status).toBe(400);
    expect(Object.keys(Object(longer.body)).sort()).toEqual(['description', 'framerate']);
  });

  it('to null clears what is optional', async () => {
    const optional = 'source source_url description is_video framerate outdoors inactive resolution_w resolution_h';
    const nulls = Object.fromEntries(optional.split(' ').map((field) => [field, null]));
    const { status, body } = await admin.patch('/7/', { ...nulls, port: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...nulls, retrieval_model: { ip: whole.ip, port: 80 } });
    expect(body).toMatchObject({ lat: whole.lat, city: whole.city });
  });

  it.each<[object, object]>([
    [{ camera_id: null }, { camera_id: ['This field may not be null.'] }],
    [
      { lat: null, lng: null },
      { lat: ['This field may not be null.'], lng: ['This field may not be null.'] },
    ],
    [{ ip: null }, { ip: ['This field may not be null.'] }],
    [
      { url: null, ip: null },
      { ip: ['This field may not be null.'], url: ['This field may not be null.'] },
    ],
    [{ retrieval_model: null }, { retrieval_model: ['This field may not be null.'] }],
    [{ lat: 91 }, { non_field_errors: ['Latitude out of the range [-90, 90]'] }],
    [{ url, framerate: 0 }, { framerate: ['Ensure this value is greater than 0.'] }],
    [{ camera_id: 123 }, { camera_id: ['camera with this camera_id already exists.'] }],
    [{ description: 'x', url }, { url: ['non_ip with this url already exists.'] }],
  ])('to %j is refused and changes nothing', async (change, said) => {
    expect(await attempt('PATCH', '/7/', change)).toEqual(refusal(said));
    expect(await attempt('PUT', '/cameras/7.json', change)).toEqual(refusal(said));
  });

  it('of the number moves the camera there', async () => {
    expect(await admin.patch('/123/', { camera_id: 0 })).toMatchObject({ status: 200, body: { camera_id: 0 } });
    expect((await admin.get('/123/')).status).toBe(404);
    expect((await admin.get('/0/')).status).toBe(200);
  });

  it('of how it is reached changes its kind, both ways', async () => {
    const byAddress = await admin.patch('/123/', { ip: '203.0.113.9' });
    expect(byAddress.body).toMatchObject({ camera_type: 'IP', retrieval_model: { ip: '203.0.113.9', port: 80 } });
    expect(await admin.ids('/cameras/?camera_type=IP')).toEqual([123, 7]);
    const moved = await admin.patch('/123/', { retrieval_model: { ip: '203.0.113.10', port: 81 } });
    expect(moved.body).toMatchObject({ retrieval_model: { ip: '203.0.113.10', port: 81 } });
    expect((await admin.patch('/123/', { ip: '203.0.113.11' })).body).toMatchObject({ retrieval_model: { port: 81 } });
    const byUrl = await admin.patch('/123/', { url: `${url}?again` });
    expect(byUrl.body).toMatchObject({ camera_type: 'Non_IP', retrieval_model: { url: `${url}?again` } });
    expect((await admin.post('/cameras/', { ...camera, camera_id: 9 })).status).toBe(201);
  });

  it('by twenty at once leaves each what the others changed', async () => {
    const fields = ['description', 'source', 'source_url', 'city'];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => admin.patch('/123/', { [fields[n % 4] ?? '']: `by ${n % 4}` })),
    );
    expect((await admin.get('/123/')).body).toMatchObject({
      description: 'by 0',
      source: 'by 1',
      source_url: 'by 2',
      city: 'by 3',
    });
  });
});

describe('deleting', () => {
  it.each(['/5', '/5/', '/5.json', '/5.json/', '/cameras/5', '/cameras/5/', '/cameras/5.json'])(
    '%s says so in JSON, once',
    async (path) => {
      await admin.post('/cameras/', { ...camera, camera_id: 5 });
      const { status, body, headers } = await admin.ask('DELETE', path);
      expect({ status, body }).toEqual({ status: 200, body: 'Camera deleted' });
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(await admin.ask('DELETE', path)).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
      expect((await admin.post('/cameras/', { ...camera, camera_id: 5 })).status).toBe(201);
    },
  );
});

describe('who may write', () => {
  const attempts = [
    ['POST', '/cameras/'],
    ['POST', '/cameras.json'],
    ['PATCH', '/123/'],
    ['PUT', '/cameras/123.json'],
    ['DELETE', '/123.json'],
    ['DELETE', '/cameras/999'],
  ] as const;

  it.each(attempts)('%s %s: nobody (401), and no Basic application (403); nothing changes', async (method, path) => {
    await admin.post('/cameras/', camera);
    const before = await stored();
    const unknown = await nobody.json(method, path, { ...camera, camera_id: 9, description: 'mine' });
    expect(unknown).toMatchObject({ status: 401, body: { detail: 'Authentication credentials were not provided.' } });
    expect(unknown.headers.get('www-authenticate')).toBe('JWT realm="api"');
    const reader = await basic.json(method, path, { ...camera, camera_id: 9, description: 'mine' });
    expect(reader).toMatchObject({ status: 403, body: notAllowed });
    expect(await stored()).toEqual(before);
  });

  it('administrators, with a key of theirs; other people do not', async () => {
    const ada = await createUser(server, 'ada', { isAdmin: true });
    const bob = await createUser(server, 'bob');
    const keys = server.app.get(ApiKeysService);
    const [adas, bobs] = [await keys.create(ada.id), await keys.create(bob.id)];
    const by = (key: string): Cam2V1Client => Cam2V1Client.withToken(server, key);
    expect((await by(adas).post('/cameras/', camera)).status).toBe(201);
    expect(await by(bobs).patch('/123/', {})).toMatchObject({ status: 403, body: notAllowed });
  });

  it('no guest, where guests may read', async () => {
    const open = await openServer({ CAM2_V1_ANONYMOUS_READ: 'true' });
    try {
      expect((await Cam2V1Client.anonymous(open).post('/cameras/', camera)).status).toBe(401);
    } finally {
      await open.close();
    }
  });

  it('an application of an organization adds cameras there', async () => {
    const [{ id: organizationId }] = await server.dataSource.query<[{ id: number }]>(
      `insert into organizations (title, is_public) values ('Purdue', false) returning id`,
    );
    const theirs = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin', organizationId }));
    expect((await theirs.post('/cameras/', camera)).status).toBe(201);
    expect((await basic.get('/123/')).status).toBe(404);
    expect((await admin.get('/123/')).status).toBe(200);
  });
});
