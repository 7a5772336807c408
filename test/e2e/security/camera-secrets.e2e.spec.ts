import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type Camera, CameraExportService, CamerasService, exportFormats, PresetsService } from '#cameras';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type TestServer } from '../../support/server.js';
import { createApplication, createUser, type Person } from '../../support/people.js';
import { everythingStored } from '../../support/stored.js';
import { Cam2V1Client } from '../clients/cam2-v1.js';
import { Cam2V2Client } from '../clients/cam2-v2.js';
import { restClient } from '../rest/rest-client.js';
import { adminApi, callerOf } from '../watcher-v3/v3-client.js';
import { V2Client } from '../watcher-v2/v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

const secret = 'S3cr3t-Xq7';
/** Hosts that say where a camera is. */
const host = 'hidden-place.example';
const urls = [
  `rtsp://admin:${secret}@${host}/1`,
  `http://${host}/?user=admin&password=${secret}`,
  `http://${host}/?usr=a&pwd=${secret}`,
  `http://${host}/?loginuse=a&loginpas=${secret}`,
  `http://${host}/?pass=${secret}&passwd=${secret}&pw=${secret}`,
  `http://${host}/?Password=${secret}`,
  `http://${host}/?%70assword=${secret}`,
  `http://${host}/?token=${secret}&api_key=${secret}&auth=${secret}`,
  `srt://${host}:9000?passphrase=${secret}`,
  `rtsp://${host}/user=admin&password=${secret}&channel=1&stream=0.sdp`,
  `rtsp://${host}/user=admin_password=${secret}_channel=1_stream=0.sdp`,
  `http://${host}/admin:${secret}/1`,
  `http://${host}/#password=${secret}`,
  `rtsp://admin:12/${secret}@${host}/1`,
  `rtsp://admin:12?${secret}@${host}`,
  `http://${host}/?url=rtsp://admin:${secret}@${host}/1`,
  `http://${host}/?url=rtsp%3A%2F%2Fadmin%3A${secret}%40${host}%2F1`,
];
const media = {
  vision: { api_key: secret, alg: 'faces' },
  nvrSettings: { host, password: secret },
  onvif: { url: `http://admin:${secret}@${host}/onvif` },
  substreamUrl: `rtsp://${host}/2?password=${secret}`,
  pushes: [{ url: `rtmp://${host}/app?key=${secret}` }],
  agent: { id: 'a', key: secret, pin: secret },
};
const options = { headers: [['X-Key', secret]] };

let server: TestServer;
let made: readonly Camera[];
let organizations: Record<'public' | 'private', number>;
let stranger: Person;
let viewer: Person;
let editor: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const core = server.app.get(OrganizationsService);
  organizations = {
    public: (await core.createWithoutOwner({ title: 'Open', isPublic: true })).id,
    private: (await core.createWithoutOwner({ title: 'Closed', isPublic: false })).id,
  };
  [stranger, viewer, editor] = await Promise.all([
    createUser(server, 'stranger'),
    createUser(server, 'viewer'),
    createUser(server, 'editor'),
  ]);
  await core.addMember(organizations.private, viewer.id, { canViewStreams: true });
  for (const id of Object.values(organizations))
    await core.addMember(id, editor.id, { canViewStreams: true, canEditStreams: true });
  made = await makeAll();
});
afterAll(() => server.close());

async function makeAll(): Promise<readonly Camera[]> {
  const cameras = server.app.get(CamerasService);
  const all: Camera[] = [];
  for (const organizationId of Object.values(organizations)) {
    for (const url of urls) {
      all.push(await cameras.create(system, { organizationId, inputs: [{ url, options }], media }));
      all.push(
        await cameras.create(system, {
          organizationId,
          ...(url.startsWith('http') ? { snapshotUrl: url } : { streamUrl: url }),
          pageUrl: url.replace(/^(rtsp|srt)/, 'http'),
          sourceUrl: url,
          description: `see ${url}`,
        }),
      );
    }
    const paths = { imagePath: `/1.cgi?user=a&pwd=${secret}`, videoPath: `/user=a&password=${secret}&channel=1` };
    all.push(await cameras.create(system, { organizationId, kind: 'ip', ip: '192.0.2.77', port: 8077, ...paths }));
  }
  return all;
}

/** What somebody reads of all cameras, at every API that has people. */
async function readBy(person: Person): Promise<Readonly<Record<string, string>>> {
  const rest = restClient(() => server.url);
  const v3 = await callerOf(server, person);
  const v2 = await new V2Client(server).login(person);
  const bearer = await rest.bearer(person.login);
  return {
    rest: JSON.stringify((await rest.ask('/api/v1/cameras?limit=1000', bearer)).body),
    v3: (await v3.get('/streams?limit=1000')).text,
    v2: (await v2.get('/cameras?limit=1000')).text,
  };
}

/** What a program reads, at the APIs that have programs. */
async function readByProgram(organizationId?: number): Promise<Readonly<Record<string, string>>> {
  const of = organizationId === undefined ? {} : { organizationId };
  const v1 = await Cam2V1Client.of(server, await createApplication(server, { ...of, format: 'cam2-v1' }));
  const v2 = await Cam2V2Client.of(server, await createApplication(server, { ...of, format: 'cam2-v2' }));
  return {
    cam2V1: JSON.stringify((await v1.get('/cameras/')).body),
    cam2V2: JSON.stringify((await v2.get('cameras/search')).body),
  };
}

describe('the secrets of cameras', () => {
  it('are nowhere in the database', async () => {
    expect(await everythingStored(server.dataSource)).not.toContain(secret);
  });

  it('are read by nobody, at no API', async () => {
    for (const person of [stranger, viewer, editor])
      for (const [api, text] of Object.entries(await readBy(person)))
        expect([api, text.includes(secret)]).toEqual([api, false]);
    for (const [api, text] of Object.entries(await readByProgram()))
      expect([api, text.includes(secret)]).toEqual([api, false]);
    const { text } = await (
      await callerOf(server, await createUser(server, 'root', { isAdmin: true }), adminApi)
    ).get('/streams?limit=1000');
    expect(text).toContain('***');
    expect(text).not.toContain(secret);
  });

  it.each(exportFormats)('are not in an export as %s, which comes back and changes nothing', async (format) => {
    let text = '';
    for await (const piece of server.app.get(CameraExportService).run(system, { format })) text += piece;
    expect(text).toContain(host);
    expect(text).not.toContain(secret);
  });

  it('stay when what was shown is written back, at each API', async () => {
    const before = await everythingSealed();
    const rest = restClient(() => server.url);
    const bearer = await rest.bearer(editor.login);
    const v3 = await callerOf(server, editor);
    const v2 = await new V2Client(server).login(editor);
    for (const { id, name } of made) {
      const { streams } = (await rest.ask(`/api/v1/cameras/${id}`, bearer)).body;
      expect((await rest.send('PATCH', `/api/v1/cameras/${id}`, { streams }, bearer)).status).toBe(200);
      expect((await v3.put(`/streams/${name}`, (await v3.get(`/streams/${name}`)).body)).status).toBe(200);
      const { stream_url, substream_url, onvif_url, agent_key } = (await v2.get(`/cameras/${name}`)).body as Record<
        string,
        unknown
      >;
      expect((await v2.put(`/cameras/${name}`, { stream_url, substream_url, onvif_url, agent_key })).status).toBe(200);
    }
    expect(await everythingSealed()).toEqual(before);
  });

  it('are not quoted by a refusal', async () => {
    const v3 = await callerOf(server, editor);
    const rest = restClient(() => server.url);
    const bearer = await rest.bearer(editor.login);
    for (const url of [
      `nonsense://a:${secret}@${host}`,
      `rtsp://admin:pa/${secret}@${host}/1`,
      `http://a:${secret}@:x/`,
    ]) {
      const streams = { stream_url: url, snapshot_url: url };
      const answers = [
        (
          await v3.put('/streams/refused', {
            title: 'x',
            inputs: [{ url }],
            organization: { id: organizations.public },
          })
        ).text,
        JSON.stringify((await rest.send('POST', '/api/v1/cameras', { title: 'x', streams }, bearer)).body),
      ];
      for (const text of answers) expect(text).not.toContain(secret);
    }
  });

  it('of presets and events are no other', async () => {
    const presets = server.app.get(PresetsService);
    const preset = await presets.create(system, { title: 'p', vision: { api_key: secret, alg: 'faces' } });
    expect(preset.vision).toEqual({ api_key: '***', alg: 'faces' });
    const again = await presets.update(system, preset.id, { vision: { api_key: '***', alg: 'plates' } });
    expect(again.vision).toEqual({ api_key: '***', alg: 'plates' });
    expect(await everythingStored(server.dataSource)).not.toContain(secret);
  });
});

describe('the addresses of a private organization', () => {
  const places = new RegExp(`${host.replace('.', '\\.')}|192\\.0\\.2\\.77|\\b8077\\b`);
  const shownOf = (text: string, organization: number): boolean =>
    made.some(({ name, organizationId }) => organizationId === organization && text.includes(name));

  it('are shown to those who may edit, and to nobody else who sees the cameras', async () => {
    for (const [api, text] of Object.entries(await readBy(editor)))
      expect([api, places.test(text)]).toEqual([api, true]);
    await server.dataSource.query('update cameras set organization_id = $1 where organization_id = $2', [
      (await server.app.get(OrganizationsService).createWithoutOwner({ title: 'Elsewhere', isPublic: false })).id,
      organizations.public,
    ]);
    for (const [api, text] of Object.entries(await readBy(viewer))) {
      expect([api, shownOf(text, organizations.private)]).toEqual([api, true]);
      expect([api, places.exec(withoutTexts(text))?.[0]]).toEqual([api, undefined]);
    }
    for (const [api, text] of Object.entries(await readByProgram(organizations.private))) {
      expect([api, /"camera_id"|"cameraID"/.test(text)]).toEqual([api, true]);
      expect([api, places.exec(withoutTexts(text))?.[0]]).toEqual([api, undefined]);
    }
  });

  it('are found by no filter and no order of those to whom they are hidden', async () => {
    const query = (field: 'ip' | 'snapshotUrl' | 'inputUrl', value: string) =>
      ({ where: [{ operator: 'in', field, values: [value] }] }) as const;
    const cameras = server.app.get(CamerasService);
    const person = async (who: Person) => ({
      kind: 'user' as const,
      userId: who.id,
      subject: '',
      login: who.login,
      accessLevel: 'generic' as const,
      permissions: new Set(['cameras:read'] as const),
    });
    const [one, other] = [await person(viewer), await person(editor)];
    const asked = [query('ip', '192.0.2.77'), query('snapshotUrl', `http://${host}/?Password=***`)];
    for (const question of asked) {
      expect(await cameras.count(one, question)).toBe(0);
      expect(await cameras.count(other, question)).toBeGreaterThan(0);
    }
    const all = await cameras.count(one, { where: [] });
    expect(await cameras.count(one, { where: [{ operator: 'missing', field: 'ip' }] })).toBe(all);
    expect(await cameras.count(one, { where: [{ operator: 'ne', field: 'ip', value: '192.0.2.77' }] })).toBe(all);
    expect(await cameras.count(one, { where: [{ operator: 'like', field: 'inputUrl', value: 'hidden' }] })).toBe(0);
    const sorted = { where: [], sort: [{ field: 'inputUrl', descending: false }] } as const;
    const { items } = await cameras.list(one, sorted, { limit: 1000 });
    expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => a - b));
    const exists = await Cam2V2Client.of(
      server,
      await createApplication(server, { organizationId: organizations.private, format: 'cam2-v2' }),
    );
    const asking = { type: 'non_ip', snapshot_url: `http://${host}/?Password=x` };
    expect(await exists.get('cameras/exist', asking)).toMatchObject({ status: 200, body: [] });
  });
});

/** A description is what somebody wrote, no address. */
function withoutTexts(text: string): string {
  return text.replace(/"(?:description|comment)":"(?:[^"\\]|\\.)*"/g, '');
}

async function everythingSealed(): Promise<unknown> {
  return server.dataSource.query(
    'select id, credentials_sealed, inputs, media, stream_url, snapshot_url, page_url from cameras order by id',
  );
}
