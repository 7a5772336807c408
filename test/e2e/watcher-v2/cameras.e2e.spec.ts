import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createTenant, createUser, type Tenant } from '../../support/people.js';
import { type Item, itemOf, itemsOf, refusal, type Reply, success, V2Client } from './v2-client.js';

let camgate: TestServer;
let system: V2Client;
let one: Tenant;
let editor: V2Client;

beforeAll(async () => {
  camgate = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  system = new V2Client(camgate);
  one = await createTenant(camgate, 'one');
  const person = await createUser(camgate, 'editor');
  await camgate.app
    .get(OrganizationsService)
    .addMember(one.organizationId, person.id, { canViewStreams: true, canEditStreams: true });
  editor = await system.login(person);
});
afterAll(() => camgate.close());

const make = async (fields: object, client = editor): Promise<Item> => itemOf(await client.post('/cameras', fields));
const names = (reply: Reply): readonly unknown[] => itemsOf(reply).map(({ name }) => name);

describe('a camera', () => {
  it('keeps all fields, and returns them in the same types', async () => {
    const said = {
      title: 'Yard',
      comment: 'Looks down the drive.',
      stream_url: 'rtsp://camera.example/1',
      substream_url: 'rtsp://camera.example/2',
      thumbnails: false,
      thumbnails_url: 'http://camera.example/now.jpg',
      enabled: false,
      static: false,
      video_only: true,
      dvr_depth: 30,
      dvr_lock_days: 2,
      dvr_space: 100,
      onvif_url: 'http://camera.example/onvif/device_service',
      onvif_profile: 'Profile_1',
      onvif_ptz: true,
      motion_detector_enabled: true,
      coordinates: '51.5 -0.125',
      folder_coordinates: '0.25 0.5',
      postal_address: '1 Station Road',
      agent_id: 'agent',
      agent_key: 'key of the agent',
      agent_model: 'A1',
      agent_serial: 'SN-1',
      extrenal_id: 'C-77',
      vision_alg: 'plates',
      vision_areas: '0,0,100,100',
    };
    const camera = await make(said);
    // The agent's key is a secret of the camera: it stands where it was said, and comes back unseen.
    expect(camera).toMatchObject({ ...said, agent_key: '***', vision_enabled: true, vision_gpu: false });
    expect(camera['last_change']).toMatchObject({ object_id: camera['name'], object_type: 'camera', user: 'editor' });
    const echo = itemOf(await editor.put(`/cameras/${String(camera['name'])}`, camera));
    expect({ ...echo, playback_config: 0 }).toEqual({ ...camera, playback_config: 0 });
    const asText = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, String(value)]));
    const form = itemOf(await editor.form('PUT', `/cameras/${String(camera['name'])}`, asText));
    expect({ ...form, playback_config: 0 }).toEqual({ ...camera, playback_config: 0 });
  });

  it('is emptied by an empty text or null where it can be empty, and else stays', async () => {
    const fields = { title: 'Full', comment: 'x', coordinates: '1 2', dvr_depth: 3, onvif_url: 'http://a.example/' };
    const camera = await make({ ...fields, stream_url: 'rtsp://camera.example/3', agent_id: 'a', vision_alg: 'faces' });
    const path = `/cameras/${String(camera['name'])}`;
    const nothing = { enabled: '', organization_id: '', folder_id: null };
    const emptied = { title: '', comment: '', coordinates: '', dvr_depth: '', onvif_url: null, agent_id: '' };
    const changed = itemOf(await editor.put(path, { ...nothing, ...emptied, vision_enabled: '0' }));
    expect(changed).toMatchObject({
      title: camera['name'],
      comment: null,
      coordinates: null,
      dvr_depth: 0,
      onvif_url: null,
      agent_id: null,
      vision_enabled: false,
      vision_alg: null,
      stream_url: 'rtsp://camera.example/3',
      enabled: true,
      organization_id: one.organizationId,
      folder_id: camera['folder_id'],
    });
  });

  it('never shows the login of its streams, and keeps it when the URL comes back as it was read', async () => {
    const camera = await make({
      title: 'Secret',
      stream_url: 'rtsp://bob:hunter2@camera.example/4',
      substream_url: 'rtsp://bob:hunter2@camera.example/5',
      thumbnails_url: 'http://bob:hunter2@camera.example/4.jpg',
      onvif_url: 'http://bob:hunter2@camera.example/onvif',
    });
    expect(JSON.stringify(camera)).not.toMatch(/hunter2|bob/);
    await editor.put(`/cameras/${String(camera['name'])}`, camera);
    const stored = await camgate.dataSource.query<{ sealed: string | null }[]>(
      'select credentials_sealed as sealed from cameras where name = $1',
      [camera['name']],
    );
    expect(stored[0]?.sealed).not.toBeNull();
    expect(itemOf(await editor.get(`/cameras/${String(camera['name'])}`))['stream_url']).toBe(
      'rtsp://camera.example/4',
    );
  });

  it('has a given name for good, slashes and all; a taken one is refused', async () => {
    expect(await make({ name: 'yard/gate.1', title: 'Gate' })).toMatchObject({ name: 'yard/gate.1' });
    const again = await editor.post('/cameras', { name: 'yard/gate.1' });
    expect([again.status, again.body]).toEqual([400, refusal('ValidationError', 'name')]);
    const hidden = await editor.post('/cameras', { name: 'public/nothing/../x' });
    expect([hidden.status, hidden.body]).toEqual([400, refusal('ValidationError', 'name')]);
    expect(itemOf(await editor.put('/cameras/yard/gate.1', { name: 'other', title: 'Same' }))).toMatchObject({
      name: 'yard/gate.1',
      title: 'Same',
    });
    expect((await editor.delete('/cameras/yard%2Fgate.1')).body).toEqual(success);
  });

  it('that is named like a part of another is found with its slash escaped', async () => {
    await make({ name: 'shed' });
    await make({ name: 'shed/agent' });
    expect((await editor.get('/cameras/shed/agent')).status).toBe(501);
    expect(itemOf(await editor.get('/cameras/shed%2Fagent'))['name']).toBe('shed/agent');
    expect(itemOf(await editor.put('/cameras/shed%2Fagent', { title: 'x' }))['name']).toBe('shed/agent');
  });

  it.each([
    ['a number for a title', { title: 4711 }, 200],
    ['an object for a title', { title: {} }, 400],
    ['an array for a flag', { enabled: [true] }, 400],
    ['a word for a flag', { enabled: 'yes' }, 400],
    ['a fraction for days', { dvr_depth: 1.5 }, 400],
    ['a negative number', { dvr_depth: -1 }, 400],
    ['far too many days', { dvr_depth: '99999999999' }, 400],
    ['a number as an exponent', { dvr_depth: '1e3' }, 400],
    ['one coordinate', { coordinates: '51.5' }, 400],
    ['a place nowhere', { coordinates: '91 181' }, 400],
    ['another organization’s folder', { folder_id: 1 }, 404],
    ['a folder that is none', { folder_id: 99_999_999_999 }, 400],
    ['a preset that is none', { preset_id: 2_147_483_647 }, 404],
    ['a media server, as no administrator', { streamer_id: 1 }, 403],
    ['a script for a URL', { stream_url: 'javascript:alert(1)' }, 400],
    ['a title of 1001 characters', { title: 'x'.repeat(1001) }, 400],
    ['what nobody knows', { nonsense: 1 }, 200],
    ['nothing', {}, 200],
  ])('is asked for with %s', async (_, fields, status) => {
    await make({ name: `asked-${_.replace(/[^a-z0-9]/gi, '-')}`, title: 'Asked' });
    const path = `/cameras/asked-${_.replace(/[^a-z0-9]/gi, '-')}`;
    const reply = await editor.put(path, fields);
    expect([reply.status, reply.text.slice(0, 300)]).toEqual([status, reply.text.slice(0, 300)]);
    expect(reply.status === 200 || Object.keys(reply.body as Item).join()).toBe(
      reply.status === 200 || 'success,error,error_message',
    );
  });
});

describe('a preset', () => {
  it('is shown whole with its cameras, and decides where it is not adjustable', async () => {
    const preset = itemOf(
      await system.post('/presets', { title: 'Fixed', dvr_depth: '7', dvr_space: '10', is_adjustable: 'false' }),
    );
    const id = Number(preset['id']);
    expect((await editor.post('/cameras', { title: 'x', preset_id: id })).status).toBe(404);
    await system.post(`/organizations/${one.organizationId}/presets`, { preset_id: id });
    const camera = await make({ title: 'With preset', preset_id: String(id), dvr_depth: 100 });
    expect(camera).toMatchObject({ preset_id: id, preset, dvr_depth: 7, dvr_space: 10 });
    expect(itemsOf(await editor.get('/cameras?preset_id=' + String(id)))).toHaveLength(1);
    expect(itemOf(await editor.put(`/cameras/${String(camera['name'])}`, { preset_id: '' }))).toMatchObject({
      preset_id: null,
      preset: null,
    });
    expect(itemOf(await system.put(`/presets/${id}`, { dvr_lock_days: '2' }))).toMatchObject({
      dvr_depth: 7,
      dvr_lock_days: 2,
      dvr_space: 10,
    });
    expect(itemOf(await system.put(`/presets/${id}`, { dvr_depth: '' }))).toMatchObject({
      dvr_depth: 0,
      dvr_lock_days: 2,
    });
  });
});

describe('a media server', () => {
  it('is where its cameras are watched', async () => {
    const fields = { api_url: 'https://media.example:8443', public_url: 'https://media.example:8443/' };
    const { id } = itemOf(await system.post('/streamers', fields));
    const camera = await make({ title: 'Streamed', streamer_id: id, organization_id: one.organizationId }, system);
    expect(camera).toMatchObject({
      streamer_id: id,
      streamer_hostname: 'media.example',
      stream_status: { alive: false, server: 'media.example', https_port: 8443 },
    });
    expect(names(await system.get(`/cameras?streamer_id=${String(id)}`))).toEqual([camera['name']]);
    expect((await system.get('/cameras?streamer_id=2147483647')).status).toBe(404);
    expect((await editor.get(`/cameras?streamer_id=${String(id)}`)).status).toBe(403);
    expect(itemOf(await editor.get(`/cameras/${String(camera['name'])}`))['streamer_id']).toBeNull();
    const freed = itemOf(await system.put(`/cameras/${String(camera['name'])}`, { streamer_id: '' }));
    expect(freed).toMatchObject({ streamer_id: null, streamer_hostname: null });
  });
});

describe('GET /cameras', () => {
  let org: number;

  beforeAll(async () => {
    org = Number(itemOf(await system.post('/organizations', { title: 'Listed' }))['id']);
    const rows = ['b', 'a', 'c'].map((name, index) => ({
      name: `list/${name}`,
      title: `Camera ${name}`,
      comment: index === 2 ? 'by the river' : '',
      enabled: index !== 1,
      dvr_depth: index,
      agent_id: index === 0 ? 'agent-x' : '',
      organization_id: org,
    }));
    await system.post('/cameras/import', rows);
  });

  it.each([
    ['', ['list/b', 'list/a', 'list/c']],
    ['&sort=name', ['list/a', 'list/b', 'list/c']],
    ['&sort=-name', ['list/c', 'list/b', 'list/a']],
    ['&sort=-enabled,name', ['list/b', 'list/c', 'list/a']],
    ['&sort=', ['list/b', 'list/a', 'list/c']],
    ['&sort=-name&limit=1&offset=1', ['list/b']],
    ['&search=RIVER', ['list/c']],
    ['&search=list/a', ['list/a']],
    ['&enabled=0', ['list/a']],
    ['&enabled=True&sort=name', ['list/b', 'list/c']],
    ['&agent=1', ['list/b']],
    ['&agent=0', ['list/a', 'list/c']],
    ['&favorite=1', []],
    ['&folder_id=', ['list/b', 'list/a', 'list/c']],
    ['&folder_id=1', []],
    ['&preset_id=99999999999', []],
  ])('answers %s', async (query, expected) => {
    expect(names(await system.get(`/cameras?organization_id=${org}${query}`))).toEqual(expected);
  });

  it('forgives a comma too many', async () => {
    expect((await system.get('/cameras?sort=name,')).status).toBe(200);
  });

  it.each(['sort=secret', 'folder_id=x', 'enabled=2', 'sort=constructor', 'preset_id=1.5'])(
    'refuses %s',
    async (query) => {
      const reply = await system.get(`/cameras?${query}`);
      expect([reply.status, reply.body]).toEqual([400, refusal('BadRequest')]);
    },
  );

  it('keeps everybody’s favourites their own', async () => {
    const second = await createUser(camgate, 'second-editor');
    await camgate.app.get(OrganizationsService).addMember(one.organizationId, second.id, { canViewStreams: true });
    const other = await system.login(second);
    const path = '/cameras/one/gate/user_attributes';
    expect(itemOf(await editor.post(path, { favorite: 'true' }))).toEqual({ favorite: true, motion_alarm: false });
    expect(itemOf(await editor.form('POST', path, { motion_alarm: '1' }))).toEqual({
      favorite: true,
      motion_alarm: true,
    });
    expect(names(await editor.get('/cameras?favorite=1'))).toEqual(['one/gate']);
    expect(names(await other.get('/cameras?favorite=1'))).toEqual([]);
    expect(names(await editor.get('/cameras?favorite=0&search=one/gate'))).toEqual([]);
    expect(itemOf(await other.get('/cameras/one/gate'))['user_attributes']).toEqual({
      favorite: false,
      motion_alarm: false,
    });
  });
});

describe('groups', () => {
  it('stand at their cameras for those who see them', async () => {
    const { id } = itemOf(await editor.post('/groups', { title: 'Doors', organization_id: one.organizationId }));
    await editor.post(`/groups/${String(id)}/cameras`, { cameras: 'one/gate' });
    expect(itemOf(await editor.get('/cameras/one/gate'))).toMatchObject({ group_id: id, groups: [id] });
    expect((await editor.delete(`/groups/${String(id)}/cameras/one/gate`)).body).toEqual(success);
    expect(itemOf(await editor.get('/cameras/one/gate'))).toMatchObject({ group_id: null, groups: [] });
  });
});

describe('an import', () => {
  const csv = (text: string, path = '/cameras/import'): Promise<Reply> =>
    editor.raw('POST', path, text, { 'content-type': 'text/csv' });

  it('takes a table, and changes nothing the second time', async () => {
    const table =
      'name,title,stream_url,dvr_depth,enabled\ncsv/1,One,rtsp://camera.example/c1,7,1\ncsv/2,"Two, too",,,\n';
    expect(itemOf(await csv(table))).toEqual({
      success: true,
      zc: 2,
      zu: 0,
      cameras: [
        { name: 'csv/1', created: true },
        { name: 'csv/2', created: true },
      ],
      users: [],
    });
    expect(itemOf(await csv(table))).toMatchObject({ zc: 0, zu: 0, cameras: [{ created: false }, { created: false }] });
    expect(itemOf(await csv(table.replace(',7,', ',8,')))).toMatchObject({ zc: 0, zu: 1 });
    expect(itemOf(await editor.get('/cameras/csv/2'))).toMatchObject({ title: 'Two, too', enabled: true });
  });

  it('has its oldest address, too', async () => {
    const table = '\ufeffName;Title\r\nold/1;"Eins; zwei"\r\n\r\n';
    const path = '/vsaas/api/interchange/usercameras?type=csv';
    expect(itemOf(await csv(table, path))).toMatchObject({ success: true, zc: 1, cameras: [{ name: 'old/1' }] });
    expect(itemOf(await editor.get('/cameras/old/1'))['title']).toBe('Eins; zwei');
    expect((await system.as({}).raw('POST', path, table, { 'content-type': 'text/csv' })).status).toBe(403);
  });

  it('passes over rows whose cells are all blank, and over columns that no camera has', async () => {
    const table = 'name,title,colour\n,,\nblank/1,One,red\n  ,\t, \n\nblank/2,Two,\n,,\n';
    expect(itemOf(await csv(table))).toMatchObject({ zc: 2, cameras: [{ name: 'blank/1' }, { name: 'blank/2' }] });
  });

  it('takes a JSON array as billing sends it, names made where there are none', async () => {
    const reply = await editor.post('/cameras/import', [{ title: 'first.camera', dvr_depth: '', enabled: 'true' }]);
    const [camera] = itemOf(reply)['cameras'] as readonly Item[];
    expect(camera).toMatchObject({
      name: expect.stringMatching(/^first\.camera-[0-9a-f]{10}$/) as unknown,
      created: true,
    });
  });

  it.each([
    ['a broken table', 'name,title\nx,"y', /table/],
    ['a row too long', 'name,title\nx,y,z\n', /table/],
    ['a bad number', 'name,dvr_depth\nrow-x,seven\n', /line 2/],
    ['a bad name among good ones', 'name,title\nrow-ok,x\nrow bad,y\n', /line 3/],
    ['one name twice', 'name,title\nrow-ok,x\nrow-ok,y\n', /line 3/],
    ['a taken name', 'name,title\nrow-ok,x\nhidden/gate,y\n', /line 3/],
    ['no known column', 'nome,titolo\nrow-ok,x\n', /column/],
    ['one column twice', 'name,title,Name\nrow-ok,x,row-ok\n', /two columns/],
    ['a bad URL', 'name,stream_url\nrow-ok,x\n', /line 2/],
  ])('with %s is refused whole', async (_, table, said) => {
    await system.post('/cameras', { name: 'hidden/gate', organization_id: 1 });
    const reply = await csv(table);
    expect(reply.status).toBe(400);
    expect((reply.body as Item)['error_message']).toMatch(said);
    expect((await editor.get('/cameras/row-ok')).status).toBe(404);
  });

  it.each([
    ['an object', { name: 'x' }],
    ['a text', 'x'],
    ['rows that are none', [1]],
    ['a wrong type', [{ name: 'row-ok', title: {} }]],
  ])('of %s is refused', async (_, body) => {
    const reply = await editor.post('/cameras/import', body);
    expect([reply.status, reply.body]).toEqual([400, refusal('ValidationError')]);
    expect((await editor.get('/cameras/row-ok')).status).toBe(404);
  });

  it('of nothing makes nothing', async () => {
    expect(itemOf(await editor.post('/cameras/import', []))).toMatchObject({ zc: 0, cameras: [] });
  });
});

describe('many at once', () => {
  it('make one camera of one name', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => editor.post('/cameras', { name: 'race/1', title: 'Race' })),
    );
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 400),
    ]);
  });

  it('lose no change of different fields', async () => {
    await make({ name: 'race/2', title: 'Race' });
    const fields = [
      { comment: 'a' },
      { dvr_depth: 5 },
      { onvif_ptz: 1 },
      { agent_model: 'M' },
      { postal_address: 'P' },
    ];
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => editor.put('/cameras/race/2', fields[index % fields.length] ?? {})),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(itemOf(await editor.get('/cameras/race/2'))).toMatchObject({
      comment: 'a',
      dvr_depth: 5,
      onvif_ptz: true,
      agent_model: 'M',
      postal_address: 'P',
    });
  });

  it('delete a camera once', async () => {
    await make({ name: 'race/3' });
    const replies = await Promise.all(Array.from({ length: 20 }, () => editor.delete('/cameras/race/3')));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 404]));
  });
});
