import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createTenant } from '../../support/people.js';
import { type Answer, Cam2V2Client, member, rows } from '../clients/cam2-v2.js';

let server: TestServer;
let user: Cam2V2Client;
let admin: Cam2V2Client;

beforeAll(async () => {
  server = await openServer();
  user = await Cam2V2Client.of(server, await createApplication(server, { format: 'cam2-v2' }));
  admin = await Cam2V2Client.of(server, await createApplication(server, { format: 'cam2-v2', level: 'admin' }));
});
afterAll(() => server.close());

const active = { is_active_image: 'True', is_active_video: 'False' };
const ipForm = { type: 'ip', retrieval: JSON.stringify({ ip: '203.0.113.7', image_path: '/a.jpg' }), ...active };
const snapshotForm = { type: 'non_ip', retrieval: '{"snapshot_url":"http://example.org/a.jpg"}', ...active };
const streamForm = { type: 'stream', retrieval: '{"m3u8_url":"http://example.org/a.m3u8"}', ...active };
let legacy = 1000;

async function made(form: Readonly<Record<string, string | number>>): Promise<string> {
  const { status, body } = await admin.post('cameras/create', form);
  expect({ status, body }).toMatchObject({ status: 201 });
  expect(Object.keys(Object(body))).toEqual(['cameraID']);
  return member(body, 'cameraID');
}
const shown = async (id: string): Promise<unknown> => (await user.get(`cameras/${id}`)).body;
const ids = ({ body }: Answer): readonly string[] => rows(body).map((row) => member(row, 'cameraID'));
const refusal = ({ status, body }: Answer): unknown => ({ status, body });

describe('a camera', () => {
  it('of each type is made from a form and shown with all of its keys', async () => {
    const whole = await made({
      ...ipForm,
      retrieval: JSON.stringify({
        ip: '203.0.113.9',
        port: '8080',
        brand: 'Axis',
        model: 'P1',
        image_path: '/i',
        video_path: '/v',
      }),
      legacy_cameraID: 714,
      source: 'google',
      latitude: '40.4259',
      longitude: '-86.9081',
      country: 'USA',
      state: 'IN',
      city: 'West Lafayette',
      resolution_width: '1920',
      resolution_height: 1080,
      frame_rate: '0.5',
      utc_offset: '-18000',
      timezone_id: 'Eastern Standard Time',
      timezone_name: 'America/Indiana/Indianapolis',
      reference_logo: 'example.org/logo.png',
      reference_url: '203.0.113.9/path',
    });
    expect(whole).toMatch(/^[0-9a-f]{24}$/);
    expect(await shown(whole)).toEqual({
      cameraID: whole,
      legacy_cameraID: 714,
      type: 'ip',
      source: 'google',
      country: 'USA',
      state: 'IN',
      city: 'West Lafayette',
      latitude: 40.4259,
      longitude: -86.9081,
      resolution_width: 1920,
      resolution_height: 1080,
      frame_rate: 0.5,
      is_active_image: true,
      is_active_video: false,
      utc_offset: -18000,
      timezone_id: 'Eastern Standard Time',
      timezone_name: 'America/Indiana/Indianapolis',
      reference_logo: 'example.org/logo.png',
      reference_url: '203.0.113.9/path',
      retrieval: { ip: '203.0.113.9', port: '8080', brand: 'Axis', model: 'P1', image_path: '/i', video_path: '/v' },
    });
    expect((await user.get('cameras/legacy/714')).body).toEqual(await shown(whole));
    expect(await shown(whole.toUpperCase())).toEqual(await shown(whole));
    expect(await shown(await made(ipForm))).toMatchObject({
      legacy_cameraID: null,
      latitude: null,
      utc_offset: null,
      retrieval: { ip: '203.0.113.7', port: '80', brand: null, model: null, image_path: '/a.jpg', video_path: null },
    });
    expect(await shown(await made(snapshotForm))).toMatchObject({
      type: 'non_ip',
      retrieval: { snapshot_url: 'http://example.org/a.jpg' },
    });
    expect(await shown(await made(streamForm))).toMatchObject({
      type: 'stream',
      retrieval: { m3u8_url: 'http://example.org/a.m3u8' },
    });
  });

  it('is made from JSON too, with the retrieval as an object', async () => {
    const body = JSON.stringify({
      type: 'stream',
      is_active_image: 0,
      is_active_video: true,
      retrieval: { m3u8_url: 'http://example.org/b.m3u8' },
      city: null,
    });
    const answer = await admin.ask('POST', 'cameras/create/', { 'content-type': 'application/json' }, body);
    expect(answer.status).toBe(201);
    expect(await shown(member(answer.body, 'cameraID'))).toMatchObject({
      is_active_image: false,
      is_active_video: true,
    });
  });

  it('never shows a login that came with its URLs', async () => {
    const id = await made({
      ...snapshotForm,
      retrieval: '{"snapshot_url":"http://ann:hunter2@example.org/s.jpg"}',
      reference_url: 'ann:hunter2@example.org/x',
      reference_logo: 'http://ann:hunter2@example.org/y',
    });
    const camera = await shown(id);
    expect(JSON.stringify(camera)).not.toMatch(/hunter2|ann/);
    expect(camera).toMatchObject({
      reference_url: 'example.org/x',
      reference_logo: 'http://example.org/y',
      retrieval: { snapshot_url: 'http://example.org/s.jpg' },
    });
    const found = await user.get('cameras/exist', {
      type: 'non_ip',
      snapshot_url: 'http://ann:hunter2@example.org/s.jpg',
    });
    expect(ids(found)).toEqual([id]);
  });

  it('of another organization answers as one that does not exist', async () => {
    const tenant = await createTenant(server, 'hidden');
    const [row] = await server.dataSource.query<{ object_id: string }[]>(
      'select object_id from cameras where id = $1',
      [tenant.camera.id],
    );
    const hidden = await user.get(`cameras/${row?.object_id}`);
    const missing = await user.get(`cameras/${'f'.repeat(24)}`);
    expect(refusal(hidden)).toEqual({ status: 404, body: { message: 'No camera exists with given camera id.' } });
    expect(refusal(hidden)).toEqual(refusal(missing));
    const own = await Cam2V2Client.of(server, tenant.program);
    expect((await own.get(`cameras/${row?.object_id}`)).status).toBe(200);
  });

  it.each([
    ['cameras/abc', 422],
    [`cameras/${'g'.repeat(24)}`, 422],
    [`cameras/${'f'.repeat(24)}`, 404],
    ['cameras/legacy/x', 422],
    ['cameras/legacy/1.5', 422],
    ['cameras/legacy/999999', 404],
    ['cameras/legacy/99999999999', 404],
  ])('asked for as %s is refused with %i', async (path, status) => {
    const answer = await user.get(path);
    expect(answer.status).toBe(status);
    expect(Object.keys(Object(answer.body))).toEqual(['message']);
  });
});

describe('a camera in the United States', () => {
  it('is in `USA`, and is found as US, USA and by name', async () => {
    const id = await made({ ...snapshotForm, latitude: 40.4259, longitude: -86.9081, source: 'purdue' });
    expect((await user.get(`cameras/${id}`)).body).toMatchObject({ cameraID: id, country: 'USA' });
    for (const country of ['US', 'us', 'USA', 'United States']) {
      const { body } = await user.get('cameras/search', { country, source: 'purdue' });
      expect(body).toEqual([expect.objectContaining({ cameraID: id, country: 'USA' })]);
    }
    expect((await admin.put(`cameras/${id}`, { country: 'USA' })).status).toBe(200);
    expect((await user.get(`cameras/${id}`)).body).toMatchObject({ country: 'USA' });
  });
});

describe('a camera in the United Kingdom', () => {
  it('is in GB, and is found by either of its codes, UK and its name', async () => {
    const id = await made({ ...snapshotForm, country: 'GBR', source: 'london' });
    expect((await user.get(`cameras/${id}`)).body).toMatchObject({ cameraID: id, country: 'GB' });
    for (const country of ['GB', 'GBR', 'gbr', 'UK', 'United Kingdom'])
      expect(ids(await user.get('cameras/search', { country, source: 'london' }))).toEqual([id]);
    for (const country of ['FRA', 'XX', 'XXX', 'Deutschland'])
      expect(ids(await user.get('cameras/search', { country, source: 'london' }))).toEqual([]);
  });
});

describe('a search', () => {
  it('is by each field, AND-ed, and by place in kilometres or metres', async () => {
    const near = await made({
      ...snapshotForm,
      latitude: 48.8584,
      longitude: 2.2945,
      source: 'paris',
      resolution_width: 640,
      resolution_height: 480,
    });
    const far = await made({
      ...streamForm,
      latitude: 48.8606,
      longitude: 2.3376,
      source: 'paris',
      city: 'Louvre',
      is_active_video: 1,
    });
    const of = async (query: Record<string, string | number>): Promise<readonly string[]> =>
      ids(await user.get('cameras/search', { source: 'paris', ...query }));
    expect(await of({})).toEqual([near, far].toSorted());
    expect(await of({ type: 'stream' })).toEqual([far]);
    expect(await of({ city: 'Louvre', country: 'FR' })).toEqual([far]);
    expect(await of({ country: 'france', is_active_video: 'true' })).toEqual([far]);
    expect(await of({ is_active_image: 'TRUE', is_active_video: '0' })).toEqual([near]);
    expect(await of({ resolution_width: 640, resolution_height: 480 })).toEqual([near]);
    expect(await of({ resolution_heigth: 480 })).toEqual([near]);
    expect(await of({ country: 'Atlantis' })).toEqual([]);
    expect(await of({ country: '', type: '', city: '', radius_unit: '' })).toEqual([near, far].toSorted());
    expect(await of({ latitude: 48.8584, longitude: 2.2945, radius: 50 })).toEqual([near, far]);
    expect(await of({ lat: 48.8606, lng: 2.3376, radius: 50 })).toEqual([far, near]);
    expect(await of({ latitude: 48.8584, longitude: 2.2945, radius: 1 })).toEqual([near]);
    expect(await of({ latitude: 48.8584, longitude: 2.2945, radius: 5000, radius_unit: 'm' })).toEqual([near, far]);
    expect(await of({ latitude: 48.8584, longitude: 2.2945, radius: 50, radius_unit: 'm' })).toEqual([near]);
    expect(await of({ latitude: 48.8584, longitude: 2.2945, radius: 0 })).toEqual([near]);
    expect(await of({ unknown: 'x', state: '' })).toEqual([near, far].toSorted());
  });

  it('answers a hundred at a time in the order of the ids, until a page is short', async () => {
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, source)
       select 'paged-' || n, md5(n::text)::char(24), 1, 'non_ip', 'paged' from generate_series(1, 230) n`,
    );
    const pages = [];
    for (let offset = 0; offset <= 300; offset += 100)
      pages.push(ids(await user.get('cameras/search', { source: 'paged', offset })));
    expect(pages.map((page) => page.length)).toEqual([100, 100, 30, 0]);
    const all = pages.flat();
    expect(all).toEqual([...new Set(all)].toSorted());
    expect(ids(await user.get('cameras/search', { source: 'paged', offset: 225 }))).toEqual(all.slice(225));
    expect(ids(await user.get('cameras/search', { offset: 2_000_000_000 }))).toEqual([]);
  });

  it.each([
    ['latitude=1'],
    ['latitude=1&longitude=2'],
    ['radius=5'],
    ['lat=1&radius=5'],
    ['latitude=91&longitude=0&radius=1'],
    ['latitude=0&longitude=-180.1&radius=1'],
    ['latitude=0&longitude=0&radius=-1'],
    ['latitude=x&longitude=0&radius=1'],
    ['latitude=0&longitude=0&radius=1&radius_unit=miles'],
    ['radius_unit=miles'],
    ['offset=-1'],
    ['offset=1.5'],
    ['offset='],
    ['offset=x'],
    ['offset=1&offset=2'],
    ['resolution_width=12.5'],
    ['resolution_height=big'],
    ['is_active_image=perhaps'],
    ['is_active_image=2'],
    ['is_active_video=null'],
    ['resolution_width=-1'],
    ['resolution_heigth=-1'],
    ['type=usb'],
    ['latitude=NaN&longitude=0&radius=1'],
    ['latitude=0&longitude=0&radius=Infinity'],
    ['offset=99999999999'],
    ['country=England'],
    ['country=hawaii'],
    ['country=Catalonia'],
    ['country=Northern%20Ireland'],
    ['is_active_video='],
    ['city=%00'],
    ['city=%ff'],
    ['city[x]=1&offset=-1'],
  ])('for %s is refused', async (query) => {
    const { status, body } = await user.ask('GET', `cameras/search?${query}`);
    expect(status).toBe(422);
    expect(body).toEqual({ message: expect.any(String) });
  });
});

describe('asking whether a camera exists', () => {
  it('compares exactly the fields that are given, with port 80 where none is', async () => {
    const retrieval = (more: object): string => JSON.stringify({ ip: '198.51.100.4', ...more });
    const plain = await made({ ...ipForm, retrieval: retrieval({ image_path: '/x' }) });
    const other = await made({ ...ipForm, retrieval: retrieval({ port: 81, image_path: '/x' }) });
    const stream = await made({ ...streamForm, retrieval: '{"m3u8_url":"http://example.org/only.m3u8"}' });
    const of = async (query: Record<string, string | number>, path = 'cameras/exist'): Promise<readonly string[]> =>
      ids(await user.get(path, query));
    expect(await of({ type: 'ip', ip: '198.51.100.4' })).toEqual([plain]);
    expect(await of({ type: 'ip', ip: '198.51.100.4', port: 81, image_path: '/x' })).toEqual([other]);
    expect(await of({ type: 'ip', ip: '198.51.100.4', image_path: '/y' })).toEqual([]);
    expect(await of({ type: 'stream', m3u8_url: 'http://example.org/only.m3u8' }, 'apps/match')).toEqual([stream]);
    expect(await of({ type: 'non_ip', snapshot_url: 'http://example.org/only.m3u8' })).toEqual([]);
  });

  it.each([
    [''],
    ['type=usb&ip=1.2.3.4'],
    ['type=ip'],
    ['type=ip&ip='],
    ['type=non_ip&ip=1.2.3.4'],
    ['type=stream'],
    ['type=ip&ip=1.2.3.4&port=http'],
  ])('with %j is refused', async (query) => {
    expect((await user.ask('GET', `cameras/exist?${query}`)).status).toBe(422);
  });
});

describe('a change', () => {
  const allSix = (given: object): string =>
    JSON.stringify({ ip: null, port: null, brand: null, model: null, image_path: null, video_path: null, ...given });

  it('keeps what is not sent, and what is null in the retrieval', async () => {
    const id = await made({ ...ipForm, city: 'Bonn', legacy_cameraID: (legacy += 1) });
    const before = await shown(id);
    const answer = await admin.put(`cameras/${id}`, { type: 'ip', retrieval: allSix({ image_path: '/new.jpg' }) });
    expect(refusal(answer)).toEqual({ status: 200, body: { cameraID: id } });
    expect(await shown(id)).toEqual({
      ...Object(before),
      retrieval: { ip: '203.0.113.7', port: '80', brand: null, model: null, image_path: '/new.jpg', video_path: null },
    });
    await admin.put(`cameras/${id}`, { city: 'Köln', is_active_video: 'True' });
    expect(await shown(id)).toMatchObject({ city: 'Köln', is_active_video: true, type: 'ip', is_active_image: true });
    expect((await admin.put(`cameras/${id}`)).status).toBe(200);
    expect((await admin.put(`cameras/${id}`, { retrieval: allSix({}) })).status).toBe(200);
  });

  it('of the type brings its retrieval, which replaces the old one', async () => {
    const id = await made(ipForm);
    await admin.put(`cameras/${id}`, { type: 'stream', retrieval: '{"m3u8_url":"http://example.org/c.m3u8"}' });
    expect(await shown(id)).toMatchObject({ type: 'stream', retrieval: { m3u8_url: 'http://example.org/c.m3u8' } });
    await admin.put(`cameras/${id}`, { type: 'ip', retrieval: allSix({ ip: '203.0.113.8' }) });
    expect(await shown(id)).toMatchObject({
      type: 'ip',
      retrieval: { ip: '203.0.113.8', port: '80', brand: null, model: null, image_path: null, video_path: null },
    });
  });

  it.each([
    ['a retrieval without its type', { retrieval: '{"m3u8_url":"http://example.org/d.m3u8"}' }],
    ['a retrieval field beside it', { m3u8_url: 'http://example.org/d.m3u8' }],
    ['another type without its retrieval', { type: 'stream' }],
    ['another type with the old retrieval', { type: 'non_ip', retrieval: '{"ip":"203.0.113.7"}' }],
    ['a retrieval that is no JSON', { type: 'ip', retrieval: '{ip}' }],
    ['a host name for an address', { type: 'ip', retrieval: '{"ip":"example.org"}' }],
    ['half a position', { latitude: 5 }],
    ['a wrong latitude', { latitude: 95, longitude: 5 }],
    ['a frame rate of nothing', { frame_rate: 0 }],
  ])('with %s is refused and changes nothing', async (_, form) => {
    const id = await made(ipForm);
    const before = await shown(id);
    expect((await admin.put(`cameras/${id}`, { city: 'Ghent', ...form })).status).toBe(422);
    expect(await shown(id)).toEqual(before);
  });

  it('of a camera that does not exist is 404, with a malformed id 422', async () => {
    expect((await admin.put(`cameras/${'f'.repeat(24)}`, { city: 'x' })).status).toBe(404);
    expect((await admin.put('cameras/x', { city: 'x' })).status).toBe(422);
  });
});

describe('a new camera', () => {
  it.each([
    ['no type', { type: '' }],
    ['an unknown type', { type: 'usb' }],
    ['no retrieval', { retrieval: '' }],
    ['an empty retrieval', { retrieval: '{}' }],
    ['a retrieval that is a list', { retrieval: '[]' }],
    ['another type’s retrieval', { retrieval: '{"m3u8_url":"http://example.org/d.m3u8"}' }],
    ['a URL that is none', { type: 'non_ip', retrieval: '{"snapshot_url":"tower"}' }],
    ['a NUL in its retrieval', { retrieval: '{"ip":"203.0.113.7","brand":"\\u0000"}' }],
    ['a port beyond', { retrieval: '{"ip":"203.0.113.7","port":70000}' }],
    ['is_active_image perhaps', { is_active_image: 'perhaps' }],
    ['an unknown country', { country: 'Atlantis' }],
    ['a legacy number that is none', { legacy_cameraID: '12a' }],
  ])('with %s is refused', async (_, form) => {
    const [before] = await server.dataSource.query<{ count: string }[]>('select count(*) from cameras');
    const { status, body } = await admin.post('cameras/create', { ...ipForm, ...form });
    expect({ status, body }).toEqual({ status: 422, body: { message: expect.any(String) } });
    expect(await server.dataSource.query('select count(*) from cameras')).toEqual([before]);
  });

  it('needs is_active_image and is_active_video', async () => {
    const { type, retrieval } = ipForm;
    expect((await admin.post('cameras/create', { type, retrieval, is_active_image: 1 })).body).toEqual({
      message: 'Must include is_active_video.',
    });
    expect((await admin.post('cameras/create')).status).toBe(422);
  });

  it('with a legacy number that is taken is 409, whoever is first of two at the same moment', async () => {
    const form = { ...ipForm, legacy_cameraID: (legacy += 1) };
    const answers = await Promise.all([admin.post('cameras/create', form), admin.post('cameras/create', form)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect(refusal(await admin.post('cameras/create', form))).toEqual({
      status: 409,
      body: { message: 'legacy_cameraID already exists.' },
    });
    const id = await made(ipForm);
    expect((await admin.put(`cameras/${id}`, { legacy_cameraID: legacy })).status).toBe(409);
  });

  it('is refused with 403 to levels user and webUI', async () => {
    const webui = await Cam2V2Client.of(server, await createApplication(server, { level: 'webui' }));
    const { id } = await createCamera(server);
    const [row] = await server.dataSource.query<{ object_id: string }[]>(
      'select object_id from cameras where id = $1',
      [id],
    );
    for (const client of [user, webui]) {
      expect((await client.post('cameras/create', ipForm)).status).toBe(403);
      expect((await client.put(`cameras/${row?.object_id}`, { city: 'x' })).status).toBe(403);
      expect((await client.get('cameras/search')).status).toBe(200);
    }
  });
});
