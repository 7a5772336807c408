import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, type Person } from '../../support/people.js';
import { type Item, itemOf, itemsOf, V2Client } from '../watcher-v2/v2-client.js';
import { decoded, type Model } from './go-models.js';

/** What the adapters of the Android SDK read of a camera, each type strictly (SDK-A): one that differs fails the list. */
const androidCamera: Model = {
  name: 'string',
  title: 'string',
  comment: 'string',
  agent_status: 'any',
  coordinates: 'string',
  postal_address: 'string',
  dvr_depth: 'int',
  enabled: 'bool',
  static: 'bool',
  thumbnails: 'bool',
  groups: ['int'],
  folder_id: 'int',
  organization_id: 'int',
  motion_detector_enabled: 'bool',
  onvif_ptz: 'bool',
  permissions: { view: 'bool', dvr: 'bool', ptz: 'bool', edit: 'bool' },
  playback_config: { token: 'string' },
  stream_status: { alive: 'bool', bitrate: 'int', server: 'string', http_port: 'int', https_port: 'int' },
  user_attributes: { favorite: 'bool', motion_alarm: 'bool' },
  stream_url: 'string',
  thumbnails_url: 'string',
  last_event_time: 'int',
};

let camgate: TestServer;
let key: V2Client;
let viewer: Person;
let editor: Person;

beforeAll(async () => {
  camgate = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  key = new V2Client(camgate);
  viewer = await createUser(camgate, 'viewer');
  editor = await createUser(camgate, 'editor');
  const organizations = camgate.app.get(OrganizationsService);
  const { id: organizationId } = await organizations.createWithoutOwner({ title: 'Yard', isPublic: false });
  await organizations.addMember(organizationId, viewer.id, { canViewStreams: true });
  await organizations.addMember(organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
  itemOf(await key.post('/streamers', { hostname: 'media1.example', api_url: 'https://media1.example:8443' }));
  // As bare, as full and as odd as cameras get.
  const bare = { organizationId, snapshotUrl: null, latitude: null, longitude: null, title: null };
  await createCamera(camgate, { ...bare, name: 'bare', inputs: [{ url: 'publish://' }] });
  await createCamera(camgate, { ...bare, name: 'no/source', ip: '192.0.2.1', kind: 'ip' });
  await createCamera(camgate, { organizationId, name: 'place', latitude: 0, longitude: -0.000_000_1 });
  itemOf(
    await key.post('/cameras', {
      name: 'full',
      organization_id: organizationId,
      title: '7',
      dvr_depth: 30,
      dvr_space: 5,
      coordinates: '55.75 37.61',
      stream_url: 'rtsp://u:p@camera.example/1 tracks=1',
      motion_detector_enabled: 1,
      onvif_ptz: 'true',
      vision_alg: 'plates',
    }),
  );
});
afterAll(() => camgate.close());

/** JSON under a media type of another case also where there is no body, as these clients send it. */
const typed = { 'content-type': 'Application/json' };

async function session(who: Person, how: 'form' | 'json'): Promise<V2Client> {
  const body = { login: who.login, password: who.password };
  const stranger = key.as({});
  const said = itemOf(
    how === 'form'
      ? await stranger.form('POST', '/auth/login', body)
      : await stranger.raw('POST', '/auth/login', JSON.stringify(body), typed),
  );
  const model: Model = {
    is_admin: 'bool',
    notification_email: 'string',
    session: 'string',
    login: 'string',
    id: 'int',
  };
  expect(decoded(said, model)).toEqual([]);
  expect(said['session']).toMatch(/./);
  return key.as({ 'X-Vsaas-Session': String(said['session']) });
}

describe('the mobile clients', () => {
  it.each(['form', 'json'] as const)('sign in by %s and read the list of cameras, each of them', async (how) => {
    for (const who of [viewer, editor]) {
      const client = await session(who, how);
      const cameras = itemsOf(await client.get('/cameras?limit=65', typed));
      expect(cameras).toHaveLength(4);
      for (const camera of cameras) readCamera(camera);
      for (const { name } of cameras)
        readCamera(itemOf(await client.get(`/cameras/${encodeURIComponent(String(name))}`, typed)));
    }
  });

  it('page until a short page comes', async () => {
    const client = await session(viewer, 'json');
    const sizes: number[] = [];
    for (let offset = 0; sizes.at(-1) !== 0 && offset < 20; offset += 2)
      sizes.push(itemsOf(await client.get(`/cameras?limit=2&offset=${offset}`, typed)).length);
    expect(sizes).toEqual([2, 2, 0]);
  });

  it('mark a favourite, and see it', async () => {
    const client = await session(viewer, 'form');
    const marked = await client.post('/cameras/full/user_attributes', { favorite: true, motion_alarm: false });
    expect([marked.status, marked.text.startsWith('{')]).toEqual([200, true]);
    expect(itemOf(await client.get('/cameras/full', typed))['user_attributes']).toEqual({
      favorite: true,
      motion_alarm: false,
    });
  });
});

function readCamera(camera: Item): void {
  expect([camera['name'], decoded(camera, androidCamera)]).toEqual([camera['name'], []]);
  // Read without looking whether it is there: the stream's state as an object, texts in the player's settings (SDK-I).
  expect(camera['stream_status']).toMatchObject({ alive: expect.any(Boolean) as unknown });
  expect(camera['user_attributes']).toBeTypeOf('object');
  expect(camera['title']).toMatch(/./);
  const texts = Object.values(camera['playback_config'] as Item);
  expect(texts.every((text) => typeof text === 'string')).toBe(true);
  const ports = Object.entries(camera['stream_status'] as Item).filter(([name]) => name.endsWith('_port'));
  expect(ports.every(([, port]) => Number(port) > 0 && Number(port) < 65_536)).toBe(true);
}
