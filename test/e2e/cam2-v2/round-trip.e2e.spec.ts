import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import { CameraImportService, type CameraDraft } from '#cameras';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera } from '../../support/people.js';
import { Cam2V2Client, member, rows } from '../clients/cam2-v2.js';

// Real catalogues, where the machine has them: every 50th of their 13,734 cameras, or with ROUND_TRIP_EVERY=1 all.
const catalogues = process.env['CAMERA_CATALOGUES'] ?? '/work/shared/data';
const every = Number(process.env['ROUND_TRIP_EVERY'] ?? 50);

let server: TestServer;
let admin: Cam2V2Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_TOKENS_PER_MINUTE: '0', CAM2_V2_TOKEN_SECONDS: '3600' });
  admin = await Cam2V2Client.of(server, await createApplication(server, { format: 'cam2-v2', level: 'admin' }));
});
afterAll(() => server.close());

interface Retrieval {
  readonly snapshot_url?: string | null;
  readonly m3u8_url?: string | null;
}

const stored = async (id: string): Promise<unknown> => {
  const [row] = await server.dataSource.query<unknown[]>('select to_jsonb(c) from cameras c where object_id = $1', [
    id,
  ]);
  return row;
};
const shown = async (id: string): Promise<Readonly<Record<string, unknown>>> =>
  Object((await admin.get(`cameras/${id}`)).body) as Readonly<Record<string, unknown>>;
const idOf = async (draft: CameraDraft): Promise<string> =>
  (await createCamera(server, { kind: undefined, ...draft })).objectId;

/** As the original's client sends what it read: a form without what is None, the retrieval as JSON. */
function formOf(camera: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const said = Object.entries(camera).filter(([name, value]) => name !== 'cameraID' && value !== null);
  return Object.fromEntries(
    said.map(([name, value]) => [name, value instanceof Object ? JSON.stringify(value) : String(value)]),
  );
}

async function sendBack(id: string): Promise<void> {
  const camera = await shown(id);
  expect((await admin.put(`cameras/${id}`, formOf(camera))).status).toBe(200);
  const json = { 'content-type': 'application/json' };
  expect((await admin.ask('PUT', `cameras/${id}`, json, JSON.stringify(camera))).status).toBe(200);
}

const whole = { latitude: 48.8584, longitude: 2.2945, snapshotUrl: null };
const jpeg = 'http://a.example/1.jpg';

describe('a camera of another API', () => {
  it.each<[string, CameraDraft, string, object]>([
    ['a JPEG', { snapshotUrl: jpeg }, 'non_ip', { snapshot_url: jpeg }],
    [
      'an address that shows nothing',
      { snapshotUrl: 'http://a.example/7' },
      'non_ip',
      { snapshot_url: 'http://a.example/7' },
    ],
    ['a web page', { pageUrl: 'http://a.example/7.html' }, 'non_ip', { snapshot_url: null }],
    ['a JPEG and a page', { snapshotUrl: jpeg, pageUrl: 'http://a.example/' }, 'non_ip', { snapshot_url: jpeg }],
    ['a JPEG and a clip', { snapshotUrl: jpeg, streamUrl: 'http://a.example/1.mp4' }, 'non_ip', { snapshot_url: jpeg }],
    ['a JPEG and RTSP', { snapshotUrl: jpeg, streamUrl: 'rtsp://a.example/1' }, 'non_ip', { snapshot_url: jpeg }],
    ['a clip', { streamUrl: 'http://a.example/1.mp4' }, 'stream', { m3u8_url: null }],
    ['RTSP', { streamUrl: 'rtsp://a.example/1' }, 'stream', { m3u8_url: null }],
    ['motion JPEG', { streamUrl: 'http://a.example/1.mjpg' }, 'stream', { m3u8_url: null }],
    ['a playlist', { streamUrl: 'http://a.example/1.m3u8' }, 'stream', { m3u8_url: 'http://a.example/1.m3u8' }],
    [
      'a JPEG and a playlist',
      { snapshotUrl: jpeg, streamUrl: 'http://a.example/1.m3u8' },
      'stream',
      { m3u8_url: 'http://a.example/1.m3u8' },
    ],
    [
      'what its source calls HLS',
      { streamUrl: 'http://a.example/7', protocol: 'hls' },
      'stream',
      { m3u8_url: 'http://a.example/7' },
    ],
    [
      'a directory that is called HLS',
      { streamUrl: 'http://a.example/7/', protocol: 'hls' },
      'stream',
      { m3u8_url: null },
    ],
    [
      'a directory that a media server calls HLS',
      { inputs: [{ url: 'hls://a.example/7/' }] },
      'stream',
      { m3u8_url: null },
    ],
    [
      'what a media server calls HLS',
      { inputs: [{ url: 'hls://a.example/8' }] },
      'stream',
      { m3u8_url: 'http://a.example/8' },
    ],
    ['nothing', {}, 'non_ip', { snapshot_url: null }],
  ])(
    'that has %s is shown by it, found by its type, and stays as it is when it comes back',
    async (_, reach, type, retrieval) => {
      const id = await idOf({ ...whole, source: 'reached', sourceUrl: 'www.example.org', ...reach });
      expect(await shown(id)).toMatchObject({ type, retrieval });
      const found = rows((await admin.get('cameras/search', { source: 'reached', type })).body);
      expect(found.map((row) => member(row, 'cameraID'))).toContain(id);
      const before = await stored(id);
      await sendBack(id);
      expect(await stored(id)).toEqual(before);
    },
  );

  it('is never given a page, a playlist or a video for a picture, nor a picture for a playlist', async () => {
    const id = await idOf({ ...whole, snapshotUrl: jpeg });
    for (const url of [
      'http://a.example/x.html',
      'https://youtu.be/x',
      'http://a.example/x.m3u8',
      'rtsp://a.example/1',
    ])
      expect(
        (await admin.put(`cameras/${id}`, { type: 'non_ip', retrieval: JSON.stringify({ snapshot_url: url }) })).status,
      ).toBe(422);
    for (const url of ['http://a.example/x.jpg', 'rtsp://a.example/1', 'http://a.example/x/'])
      expect(
        (await admin.put(`cameras/${id}`, { type: 'stream', retrieval: JSON.stringify({ m3u8_url: url }) })).status,
      ).toBe(422);
    expect(await shown(id)).toMatchObject({ type: 'non_ip', retrieval: { snapshot_url: jpeg } });
  });
});

describe('the time zone of a camera', () => {
  const offsetAt = (zone: string): number => {
    const at = new Date();
    const wall = new Date(at.toLocaleString('en-US', { timeZone: zone })).getTime();
    return Math.round((wall - new Date(at.toLocaleString('en-US', { timeZone: 'UTC' })).getTime()) / 60_000) * 60;
  };

  it.each([
    [48.8584, 2.2945, 'Europe/Paris'],
    [-33.8568, 151.2153, 'Australia/Sydney'],
    [27.7172, 85.324, 'Asia/Kathmandu'],
    [40.4259, -86.9081, 'America/Indiana/Indianapolis'],
  ])('at %d, %d says how far its clocks are from UTC now', async (latitude, longitude, zone) => {
    const id = await idOf({ snapshotUrl: jpeg, latitude, longitude });
    expect(await shown(id)).toMatchObject({ timezone_name: zone, utc_offset: offsetAt(zone) });
  });

  it('follows the position, with the values of the old one, unless they are sent anew', async () => {
    const id = await idOf({ ...whole, snapshotUrl: jpeg });
    await admin.put(`cameras/${id}`, { utc_offset: 3600, timezone_id: 'Central European Standard Time' });
    expect(await shown(id)).toMatchObject({ timezone_name: 'Europe/Paris', utc_offset: 3600 });
    const tokyo = { latitude: 35.6895, longitude: 139.6917 };
    const read = await shown(id);
    expect((await admin.put(`cameras/${id}`, { ...formOf(read), ...tokyo })).status).toBe(200);
    expect(await shown(id)).toMatchObject({
      country: 'JP',
      timezone_name: 'Asia/Tokyo',
      utc_offset: 32_400,
      timezone_id: null,
    });
    expect(await shown(id)).not.toMatchObject({ state: read['state'] });
    await admin.put(`cameras/${id}`, {
      latitude: 48.8584,
      longitude: 2.2945,
      timezone_name: 'EST5EDT',
      utc_offset: 1800,
    });
    expect(await shown(id)).toMatchObject({ country: 'FR', timezone_name: 'EST5EDT', utc_offset: 1800 });
  });

  // Where clocks have changed of late, Node and PostgreSQL may not know of it alike.
  it.each([
    'America/Vancouver',
    'America/Asuncion',
    'America/Nuuk',
    'America/Mexico_City',
    'Asia/Almaty',
    'Asia/Amman',
    'Africa/Casablanca',
    'Antarctica/Troll',
    'Europe/Volgograd',
  ])('%s comes back as it was shown, and is still not said', async (timezone) => {
    const id = await idOf({ ...whole, snapshotUrl: jpeg, timezone });
    expect(await shown(id)).toMatchObject({ timezone_name: timezone, utc_offset: expect.any(Number) as number });
    const before = await stored(id);
    await sendBack(id);
    expect(await stored(id)).toEqual(before);
  });

  it('keeps a name that the time zones do not know', async () => {
    const id = await idOf({ ...whole, snapshotUrl: jpeg });
    await admin.put(`cameras/${id}`, { timezone_name: 'Paris summer' });
    expect(await shown(id)).toMatchObject({ timezone_name: 'Paris summer' });
    const before = await stored(id);
    await sendBack(id);
    expect(await stored(id)).toEqual(before);
  });
});

describe.skipIf(!existsSync(catalogues))('a real catalogue', () => {
  it('shows pictures and playlists only, and nothing changes when it comes back', { timeout: 1_800_000 }, async () => {
    for (const file of readdirSync(catalogues).filter((name) => name.endsWith('.ndjson'))) {
      const outcome = await server.app
        .get(CameraImportService)
        .run(system, createReadStream(`${catalogues}/${file}`), { format: 'ndjson', isPublic: true });
      expect(outcome.rejected).toEqual([]);
    }
    const all = await server.dataSource.query<
      {
        object_id: string;
        snapshot_url: string | null;
        stream_url: string | null;
        page_url: string | null;
        protocol: string | null;
      }[]
    >(
      `select object_id, snapshot_url, stream_url, page_url, protocol from cameras where source is not null order by id`,
    );
    const chosen = all.filter((_, index) => index % every === 0);
    const before = await server.dataSource.query<unknown[]>('select to_jsonb(c) from cameras c order by id');
    for (const { object_id: id, snapshot_url: picture, stream_url: stream, page_url: page, protocol } of chosen) {
      const { type, retrieval } = await shown(id);
      const { snapshot_url: shownPicture = null, m3u8_url: shownPlaylist = null } = Object(retrieval) as Retrieval;
      expect(shownPicture).toBe(type === 'non_ip' ? picture : null);
      const isPlaylist = stream?.includes('.m3u8') === true || protocol === 'hls';
      expect([null, isPlaylist ? stream : null]).toContain(shownPlaylist);
      expect([page ?? 'none']).not.toContain(shownPicture ?? shownPlaylist);
      await sendBack(id);
    }
    expect(chosen.length).toBeGreaterThan(100);
    expect(await server.dataSource.query<unknown[]>('select to_jsonb(c) from cameras c order by id')).toEqual(before);
  });
});
