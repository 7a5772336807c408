import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { itemOf, itemsOf, refusal, success, V2Client } from './v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let system: V2Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  system = new V2Client(server);
});
afterAll(() => server.close());

describe('a billing system that sends everything as text (AX, captured)', () => {
  let organization: number;
  let rootFolder: number;
  let user: number;
  let camera: string;

  it('makes an organization, behind a slash', async () => {
    const owner = itemOf(await system.post('/users', { login: 'owner-1', password: 'correct horse battery 1' }));
    const made = itemOf(
      await system.post('/organizations/', {
        title: 'Abonent 1043',
        owner_id: String(owner['id']),
        camera_limit: '5',
        user_limit: '',
        dvr_limit: '100',
      }),
    );
    expect(made).toMatchObject({
      title: 'Abonent 1043',
      owner_id: owner['id'],
      owner: { id: owner['id'], login: 'owner-1' },
      camera_limit: 5,
      user_limit: null,
      dvr_limit: 100,
      camera_count: 0,
      user_count: 1,
      mosaic_count: 0,
      is_default: false,
    });
    organization = Number(made['id']);
  });

  it('finds its one folder without a parent', async () => {
    const folders = itemsOf(await system.get(`/organizations/${organization}/folders/`));
    const roots = folders.filter((folder) => folder['parent_id'] === null);
    expect(roots).toHaveLength(1);
    rootFolder = Number(roots[0]?.['id']);
  });

  it('makes a user, and puts them into the organization with its folder', async () => {
    const made = itemOf(
      await system.post('/users', {
        login: 'abonent-1043',
        password: '8467120935128',
        name: '',
        enabled: 'true',
        is_admin: '0',
        max_sessions: '',
        external_id: 1043,
        organization_id: String(organization),
      }),
    );
    expect(made).toMatchObject({ enabled: true, is_admin: false, max_sessions: null, external_id: '1043', name: null });
    user = Number(made['id']);
    const member = itemOf(
      await system.post(`/organizations/${organization}/users`, {
        user_id: String(user),
        can_edit_organization_users: '0',
        can_edit_organization_cameras: 'false',
        can_view_organization_stats: 'False',
        folders_permissions: [String(rootFolder)],
      }),
    );
    expect(member).toMatchObject({
      user_id: user,
      can_edit_organization_cameras: false,
      can_edit_organization_users: false,
      folders_permissions: [rootFolder],
    });
    const rights = itemOf(
      await system.post(`/organizations/${organization}/folders/${rootFolder}/users`, {
        user_id: String(user),
        can_view_dvr: '1',
        can_use_ptz: '',
      }),
    );
    expect(rights).toMatchObject({ user_id: user, can_view: true, can_view_dvr: true, can_use_ptz: false });
  });

  it('makes a camera without an archive, and changes it', async () => {
    const made = itemOf(
      await system.post('/cameras', {
        title: 'first.camera',
        stream_url: 'rtsp://admin:secret@camera.example:554/1',
        dvr_depth: '',
        folder_id: '',
        preset_id: '',
        enabled: '1',
        organization_id: String(organization),
      }),
    );
    camera = String(made['name']);
    expect(camera).toMatch(/^first\.camera-[0-9a-f]{10}$/);
    expect(made).toMatchObject({
      title: 'first.camera',
      stream_url: 'rtsp://camera.example:554/1',
      dvr_depth: 0,
      folder_id: rootFolder,
      preset_id: null,
      preset: null,
      enabled: true,
      organization_id: organization,
    });
    const changed = itemOf(
      await system.put(`/cameras/${camera}`, {
        dvr_depth: '7',
        enabled: 'False',
        title: 'Gate',
        comment: 'by the door',
      }),
    );
    expect(changed).toMatchObject({
      name: camera,
      title: 'Gate',
      comment: 'by the door',
      dvr_depth: 7,
      enabled: false,
    });
    expect(itemOf(await system.put(`/cameras/${camera}/`, { comment: '', dvr_depth: '' }))).toMatchObject({
      title: 'Gate',
      comment: null,
      dvr_depth: 0,
    });
  });

  it('shows the camera to the user of the folder, without how it is reached', async () => {
    const client = await system.login({ login: 'abonent-1043', password: '8467120935128' });
    const seen = itemsOf(await client.get('/cameras', { 'X-Page-Limit': '99' }));
    expect(seen.map(({ name }) => name)).toEqual([camera]);
    expect(seen[0]).toMatchObject({ permissions: { view: true, dvr: true, ptz: false, edit: false } });
    expect(Object.keys(seen[0] ?? {})).not.toContain('stream_url');
    expect(seen[0]?.['playback_config']).toEqual({ token: expect.any(String) as unknown });
  });

  it('lists under a page limit of its own', async () => {
    const reply = await system.get(`/cameras?organization_id=${organization}`, { 'X-Page-Limit': '99' });
    expect(itemsOf(reply).map(({ name }) => name)).toEqual([camera]);
    expect(reply.headers.get('x-page-limit')).toBe('99');
    expect(reply.headers.get('x-page-offset')).toBe('0');
  });

  it('is stopped at the limit of cameras', async () => {
    for (let index = 1; index < 5; index += 1)
      expect((await system.post('/cameras', { title: `c${index}`, organization_id: `${organization}` })).status).toBe(
        200,
      );
    const reply = await system.post('/cameras', { title: 'one more', organization_id: `${organization}` });
    expect([reply.status, reply.body]).toEqual([403, refusal('Forbidden', 'limit')]);
  });

  it('deletes what it made; an organization with cameras only by force', async () => {
    expect((await system.delete(`/cameras/${camera}`)).body).toEqual(success);
    expect((await system.delete(`/cameras/${camera}`)).status).toBe(404);
    const refused = await system.delete(`/organizations/${organization}/`);
    expect([refused.status, refused.body]).toEqual([400, refusal('ValidationError', 'still in use')]);
    expect((await system.delete(`/organizations/${organization}/`, { force: '1' })).body).toEqual(success);
    expect((await system.get(`/organizations/${organization}`)).status).toBe(404);
    expect(itemsOf(await system.get(`/cameras?organization_id=${organization}`))).toEqual([]);
  });
});

describe('a billing system that sends forms (LB: python’s capitals)', () => {
  it('logs in, makes a user, blocks and unblocks them', async () => {
    const made = itemOf(
      await system.form('POST', '/users', { login: 'lb-1', password: 'correct horse battery 2', enabled: 'True' }),
    );
    const id = Number(made['id']);
    const login = { login: 'lb-1', password: 'correct horse battery 2' };
    expect((await system.as({}).form('POST', '/auth/login', login)).status).toBe(200);
    expect(itemOf(await system.form('PUT', `/users/${id}`, { enabled: 'False' }))).toMatchObject({ enabled: false });
    expect((await system.as({}).form('POST', '/auth/login', login)).status).toBe(403);
    expect(itemOf(await system.form('PUT', `/users/${id}/`, { enabled: 'True' }))).toMatchObject({ enabled: true });
    expect((await system.as({}).form('POST', '/auth/login', login)).status).toBe(200);
  });

  it('takes JSON under a media type of another case, and a literal null', async () => {
    const reply = await system.raw('POST', '/organizations', '{"title":"Case"}', {
      'content-type': 'Application/json',
    });
    expect(itemOf(reply)['title']).toBe('Case');
    const id = Number(itemOf(reply)['id']);
    const nothing = await system.raw('PUT', `/organizations/${id}`, 'null', { 'content-type': 'application/json' });
    expect(itemOf(nothing)['title']).toBe('Case');
    expect(itemOf(await system.put(`/organizations/${id}`, {}))['title']).toBe('Case');
    const form = { 'content-type': 'APPLICATION/X-WWW-FORM-URLENCODED' };
    expect(itemOf(await system.raw('PUT', `/organizations/${id}`, 'title=Form', form))['title']).toBe('Form');
  });
});
