import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, type Person } from '../../support/people.js';
import { type Item, itemOf, itemsOf, success, V2Client } from '../watcher-v2/v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

/**
 * A billing connector as it is written (AX): each action signs in anew, every value is a text, some creating calls send
 * an array with the one object, and an answer counts as JSON only where it contains a brace.
 */
let server: TestServer;
let key: V2Client;
let administrator: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  key = new V2Client(server);
  administrator = await createUser(server, 'billing', { isAdmin: true });
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };

async function signIn(who: Pick<Person, 'login' | 'password'> = administrator): Promise<{ id: string; to: V2Client }> {
  const body = { password: who.password, login: who.login };
  const session = itemOf(await key.as({}).post('/auth/login', body));
  return { id: text(session['id']), to: key.as({ 'x-vsaas-session': text(session['session']) }) };
}

function text(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`neither text nor number: ${typeof value}`);
  return String(value);
}

async function found(login: string): Promise<Item> {
  const users = itemsOf(await key.get(`/users?search=${login}`, json));
  return users[0] ?? {};
}

const person = { login: 'client', enabled: 'true', password: 'a good password 1043' };
const stream = {
  stream_url: 'rtsp://operator:secret@camera.example:554/live tracks=1',
  access: 'private',
  enabled: 'true',
  rtsp_port: '554',
  title: 'Yard',
  owner: '12',
  substream_url: 'rtsp://camera.example:554/small tracks=1',
  thumbnails_url: '',
  dvr_depth: '',
  dvr_protected: 'false',
  static: 'true',
  thumbnails: 'false',
};

describe('the users of a billing connector', () => {
  it('are tested for, made, and found by the exact login first', async () => {
    itemsOf(await key.get('/users', json));
    for (const login of ['a-client', 'client2', 'client']) {
      const { to } = await signIn();
      const row = {
        ...person,
        login,
        phone: '+375290000000',
        notification_email: `${login}@example.com`,
        name: 'A. B.',
      };
      expect(itemOf(await to.post('/users/import', [row]))['error_message']).toBeUndefined();
    }
    const user = await found('client');
    expect(user).toMatchObject({ login: 'client', phone: '+375290000000', groups: [] });
    const pages = await Promise.all(
      [0, 1, 2, 3].map((offset) => key.get(`/users?search=client&limit=1&offset=${offset}`)),
    );
    expect(pages.map((page) => itemsOf(page).map(({ login }) => login))).toEqual([
      ['client'],
      ['a-client'],
      ['client2'],
      [],
    ]);
    expect(itemsOf(await key.get('/users?search=client&sort=login')).map(({ login }) => login)).toEqual([
      'a-client',
      'client',
      'client2',
    ]);
    expect((await key.get('/users?search=client%00')).status).toBe(400);
  });

  it('are blocked for debts, and come back when they have paid', async () => {
    const { id } = await found('client');
    itemOf(await key.put(`/users/${text(id)}`, { ...person, enabled: 'false' }));
    expect((await key.as({}).post('/auth/login', person)).status).toBe(403);
    itemOf(await key.put(`/users/${text(id)}`, { ...person, phone: '+375291111111', name: 'C. D.' }));
    expect((await key.as({}).post('/auth/login', person)).status).toBe(200);
    expect(await found('client')).toMatchObject({ phone: '+375291111111', name: 'C. D.' });
  });

  it('are made again without harm, and deleted', async () => {
    const { to } = await signIn();
    itemOf(await to.post('/users/import', [{ ...person, login: 'client2' }]));
    const { id } = await found('client2');
    expect((await key.delete(`/users/${text(id)}`, json)).body).toEqual(success);
    expect(itemsOf(await key.get('/users?search=client2', json))).toEqual([]);
  });
});

describe('the groups of a billing connector', () => {
  it('are made, given to a user by an array, told with the user, and taken away', async () => {
    const sent = [{ id: '9001', note: '', title: 'Tariff', max_cam_slots: '3', max_user_slots: '2' }];
    const group = text(itemOf(await key.post('/groups', sent))['id']);
    const user = await found('client');
    for (const can_dvr of ['true', 'false']) {
      const named = [{ user_id: text(user['id']), can_dvr, can_ptz: 'false' }];
      expect(itemOf(await key.post(`/groups/${group}/users`, named))).toMatchObject({ can_dvr: can_dvr === 'true' });
    }
    expect((await found('client'))['groups']).toEqual([{ group_id: Number(group) }]);
    expect((await key.delete(`/groups/${group}/users/${text(user['id'])}`, json)).body).toEqual(success);
    expect((await found('client'))['groups']).toEqual([]);
  });

  it('take no array of anything else', async () => {
    for (const body of [[], [[]], [null], ['a'], [{ title: 'a' }, { title: 'b' }], [[{ title: 'a' }]]])
      expect([JSON.stringify(body), (await key.post('/groups', body)).status]).toEqual([JSON.stringify(body), 400]);
  });
});

describe('organizations, folders and cameras of a billing connector', () => {
  let organization: string;
  let root: string;
  let folder: string;
  let deeper: string;

  it('makes, changes and reads an organization', async () => {
    const { id, to } = await signIn();
    const sent = { note: 'a note', title: 'Client', owner_id: id, camera_limit: '5', user_limit: '5' };
    const made = itemOf(await to.post('/organizations/', sent));
    organization = text(made['id']);
    const changed = itemOf(
      await to.put(`/organizations/${organization}/`, { note: '', title: 'Payer', camera_limit: '6' }),
    );
    expect(changed).toMatchObject({ title: 'Payer', camera_limit: 6, user_limit: 5, owner_id: Number(id) });
    expect(itemOf(await to.get(`/organizations/${organization}`, json))['id']).toBe(made['id']);
  });

  it('makes folders below the one without a parent, which comes first', async () => {
    const { to } = await signIn();
    const [top, ...others] = itemsOf(await to.get(`/organizations/${organization}/folders/`, json));
    expect(top).toMatchObject({ parent_id: null });
    expect(others).toEqual([]);
    root = text(top?.['id']);
    const path = `/organizations/${organization}/folders`;
    folder = text(itemOf(await to.post(path, { title: 'A house', parent_id: root }))['id']);
    deeper = text(itemOf(await to.post(path, { title: 'A floor', parent_id: folder }))['id']);
    const folders = itemsOf(await to.get(path, json));
    expect(folders.map(({ id }) => text(id))).toEqual([root, folder, deeper]);
    expect(folders.filter((each) => !each['parent_id'])).toHaveLength(1);
    itemOf(await to.get(`${path}/${folder}`, json));
  });

  it('changes folders, naming the parent that they have, and of the root the root itself', async () => {
    const { to } = await signIn();
    const path = `/organizations/${organization}/folders`;
    const renamed = { title: 'A tower', parent_id: root };
    expect(itemOf(await to.put(`${path}/${folder}`, renamed))).toMatchObject({
      title: 'A tower',
      parent_id: Number(root),
    });
    expect(itemOf(await to.put(`${path}/${root}`, { title: 'Top', parent_id: root }))).toMatchObject({
      title: 'Top',
      parent_id: null,
    });
    expect((await to.put(`${path}/${folder}`, { title: 'A', parent_id: deeper })).status).toBe(400);
  });

  it('gives a user the organization and folders, again and again', async () => {
    const { to } = await signIn();
    const user = { user_id: text((await found('client'))['id']) };
    for (const dvr of ['1', '0', '1']) {
      itemOf(await to.post(`/organizations/${organization}/users`, user));
      const rights = { ...user, can_view_dvr: dvr, can_use_ptz: '0' };
      const given = itemOf(await to.post(`/organizations/${organization}/folders/${folder}/users`, rights));
      expect(given).toMatchObject({ can_view: true, can_view_dvr: dvr === '1', can_use_ptz: false });
    }
  });

  it('imports a camera whose URL carries options, with the key and with a session', async () => {
    const row = { ...stream, name: 'yard_1', organization_id: organization, folder_id: folder };
    const { to } = await signIn();
    for (const [client, made] of [
      [key, { zc: 1, zu: 0 }],
      [to, { zc: 0, zu: 0 }],
    ] as const)
      expect(itemOf(await client.post('/cameras/import', [row]))).toMatchObject({ success: true, ...made });
    const camera = itemOf(await to.get('/cameras/yard_1', json));
    expect(camera).toMatchObject({
      name: 'yard_1',
      stream_url: 'rtsp://camera.example:554/live tracks=1',
      substream_url: 'rtsp://camera.example:554/small tracks=1',
      thumbnails_url: null,
      dvr_depth: 0,
      static: true,
      thumbnails: false,
      folder_id: Number(folder),
      organization_id: Number(organization),
    });
    expect(JSON.stringify(camera)).not.toContain('secret');
  });

  it('takes a bare host and several options, and refuses one that would show a secret', async () => {
    const { to } = await signIn();
    const shown = async (stream_url: string) => (await to.put('/cameras/yard_1', { stream_url })).body;
    expect(await shown('rtsp://u:p@camera.example:554  tracks=1,2   rtp=udp ')).toMatchObject({
      stream_url: 'rtsp://camera.example:554 tracks=1,2 rtp=udp',
    });
    expect(await shown('rtsp://camera.example:554 tracks=1,2 rtp=udp')).toMatchObject({
      stream_url: expect.stringMatching(/udp$/) as unknown,
    });
    expect(await shown('rtsp://camera.example:554')).toMatchObject({ stream_url: 'rtsp://camera.example:554' });
    expect(await shown('rtsp://camera.example/1 headers=Authorization:x')).toMatchObject({ success: false });
  });

  it('changes the camera with the same fields', async () => {
    const { to } = await signIn();
    const change = { ...stream, title: 'Gate', dvr_depth: '7', organization_id: organization, folder_id: '' };
    const changed = itemOf(await to.put('/cameras/yard_1', change));
    expect(changed).toMatchObject({
      title: 'Gate',
      dvr_depth: 7,
      stream_url: 'rtsp://camera.example:554/live tracks=1',
    });
    expect(changed['error_message']).toBeUndefined();
  });

  it('shows the user the camera of the folder in a frame', async () => {
    const { to } = await signIn(person);
    const camera = itemOf(await to.get('/cameras/yard_1', json));
    expect(camera).toMatchObject({ name: 'yard_1', playback_config: { token: expect.stringMatching(/./) as unknown } });
  });

  it('deletes the camera, the folders from the bottom up, and by force the organization', async () => {
    const { to } = await signIn();
    expect(itemOf(await to.delete('/cameras/yard_1', json))).toEqual(success);
    for (const id of [deeper, folder])
      expect(itemOf(await to.delete(`/organizations/${organization}/folders/${id}`, json))).toEqual(success);
    itemOf(
      await key.post('/cameras/import', [{ ...stream, name: 'left', organization_id: organization, folder_id: '' }]),
    );
    const deleted = await to.delete(`/organizations/${organization}/`, { ...json, force: '1' });
    expect(itemOf(deleted)).toEqual(success);
    expect((await to.get(`/organizations/${organization}`)).status).toBe(404);
  });
});
