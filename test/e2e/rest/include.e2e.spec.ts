import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { password, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { basic, itemsOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

const read = async (path: string, who: string): Promise<Readonly<Record<string, unknown>>> =>
  (await ask(path, who)).body;

describe('Whoever asks for a list with include', () => {
  it('gets beside each camera what belongs to it, as its own resource shows it', async () => {
    const organization = await read(`/api/v1/organizations/${north.organizationId}`, member);
    const [folder] = itemsOf(await ask(`/api/v1/folders?organization_id=${north.organizationId}`, member));
    const path = `/api/v1/cameras?name=${north.camera.name}`;
    const [plain] = itemsOf(await ask(path, member));
    const [included] = itemsOf(await ask(`${path}&include=organization,folder,preset,can`, member));
    expect(included).toEqual({ ...plain, organization, folder, preset: null, can: ['view', 'archive'] });
    const [few] = itemsOf(await ask(`${path}&include=organization&fields=title`, member));
    expect(few).toEqual({ title: plain?.['title'], organization });
    const geo = await ask(`${path}&include=can`, member, { headers: { accept: 'application/geo+json' } });
    expect(geo.body['features']).toMatchObject([
      { type: 'Feature', properties: { id: north.camera.id, can: ['view', 'archive'] } },
    ]);
    const found = await send('POST', '/api/v1/cameras/search', { include: ['can'], name: north.camera.name }, member);
    expect(itemsOf(found)[0]).toEqual({ ...plain, can: ['view', 'archive'] });
    for (const type of ['text/csv', 'application/x-ndjson'])
      expect(await ask(`${path}&include=can`, member, { headers: { accept: type } })).toBeProblem(
        400,
        'input.invalid',
        'include',
      );
  });

  it('learns what they may do with a camera and a folder, and an administrator that managing is not watching', async () => {
    const can = async (who: string): Promise<unknown> =>
      (await read(`/api/v1/cameras/${north.camera.id}?include=can&fields=id`, who))['can'];
    expect(await can(member)).toEqual(['view', 'archive']);
    expect(await can(editor)).toContain('edit');
    expect(await can(admin)).toEqual(['edit']);
    const folders = async (who: string): Promise<unknown> =>
      itemsOf(await ask(`/api/v1/folders?organization_id=${north.organizationId}&include=can&fields=id`, who)).map(
        (folder) => folder['can'],
      );
    expect(await folders(member)).toEqual([[]]);
    expect(await folders(editor)).toEqual([['edit']]);
    expect(await folders(admin)).toEqual([['edit']]);
  });

  it('gets null for what is hidden from them', async () => {
    const grant = { user_id: north.member.id, camera_id: south.camera.id, can: ['view'] };
    expect((await send('POST', '/api/v1/grants', grant, admin)).status).toBe(201);
    // A grant lets them see the camera and the organization that it is in, but not the other folders there.
    const path = `/api/v1/cameras/${south.camera.id}?include=organization,folder&fields=id`;
    expect(await read(path, member)).toMatchObject({
      id: south.camera.id,
      organization: { id: south.organizationId },
      folder: null,
    });
    const publicCamera = await send('POST', '/api/v1/cameras', { title: 'Everybody sees it' }, admin);
    const included = await read(`/api/v1/cameras/${String(publicCamera.body['id'])}?include=organization`, member);
    expect(included).toMatchObject({ title: 'Everybody sees it', organization: null });
  });

  it('does not get by it what their credential could not read by itself', async () => {
    const key = { name: 'no people', scopes: ['cameras:read', 'organizations:manage'] };
    const made = await send('POST', '/api/v1/api-keys', key, basic('editor-of-north', password));
    const narrowed = `Bearer ${String(made.body['key'])}`;
    const path = `/api/v1/memberships?organization_id=${north.organizationId}&user_id=${north.member.id}&include=user,organization`;
    expect(itemsOf(await ask(path, admin))[0]).toMatchObject({ user: { login: north.member.login } });
    const own = '/api/v1/memberships?include=user,organization';
    expect((await ask(own, narrowed)).status).toBe(200);
    for (const one of itemsOf(await ask(own, narrowed)))
      expect(one).toMatchObject({ user: null, organization: { id: north.organizationId } });
    expect(itemsOf(await ask('/api/v1/cameras?include=can&fields=id', narrowed))[0]?.['can']).toEqual([]);
  });

  it('gets what belongs to grants, memberships, folders, mosaics and groups', async () => {
    const made = await send(
      'POST',
      '/api/v1/mosaics',
      { title: 'm', type: '2x2', organization_id: north.organizationId },
      editor,
    );
    expect(made.status).toBe(201);
    await send('POST', '/api/v1/groups', { title: 'g', organization_id: north.organizationId }, editor);
    const grants = await ask(`/api/v1/grants?kind=camera&include=user,camera,folder,organization`, admin);
    expect(itemsOf(grants)[0]).toMatchObject({
      user: { login: north.member.login },
      camera: await read(`/api/v1/cameras/${south.camera.id}`, admin),
      folder: null,
      organization: null,
    });
    for (const list of ['memberships', 'folders', 'mosaics', 'groups']) {
      const [first] = itemsOf(
        await ask(`/api/v1/${list}?organization_id=${north.organizationId}&include=organization`, admin),
      );
      expect(first).toMatchObject({ organization: { id: north.organizationId, title: 'north' } });
      const one = await ask(`/api/v1/${list}/${String(first?.id)}?include=organization`, admin);
      expect(one.body).toEqual(first);
    }
  });

  it('costs one statement for each kind, however long the page', async () => {
    const operations = Array.from({ length: 200 }, () => ({
      op: 'create',
      body: { organization_id: north.organizationId },
    }));
    expect((await send('POST', '/api/v1/cameras:batch', { operations }, editor)).status).toBe(200);
    const statements = vi.spyOn(Client.prototype, 'query');
    const cost = async (path: string): Promise<number> => {
      statements.mockClear();
      expect((await ask(path, editor)).status).toBe(200);
      return statements.mock.calls.length;
    };
    try {
      const include = 'include=organization,folder,preset,can';
      const one = await cost(`/api/v1/cameras?limit=1&${include}`);
      // Of the server's own jobs meanwhile.
      expect(await cost(`/api/v1/cameras?limit=200&${include}`)).toBeLessThan(one + 20);
    } finally {
      statements.mockRestore();
    }
  });

  it('is told of what cannot be included', async () => {
    for (const path of ['/api/v1/cameras?include=organisation', '/api/v1/folders?include=organisation'])
      expect(await ask(path, admin)).toBeProblem(400, 'input.invalid', 'include');
    const hint = await ask('/api/v1/grants?include=usr', admin);
    expect(String(hint.body['detail'])).toContain('Did you mean user?');
    expect(await ask('/api/v1/organizations?include=owner', admin)).toBeProblem(400, 'input.invalid', 'include');
    expect(await ask('/api/v1/cameras/tiles/0/0/0.mvt?include=can', admin)).toBeProblem(
      400,
      'input.invalid',
      'include',
    );
  });
});

describe('The ETag of an answer with include', () => {
  const changed = async (path: string, tag: string): Promise<number> =>
    (await ask(path, editor, { headers: { 'if-none-match': tag } })).status;
  const retitle = (title: string): Promise<Said> =>
    send('PATCH', `/api/v1/organizations/${north.organizationId}`, { title }, admin);

  it('covers what was included, and is taken by If-Match of the resource itself', async () => {
    const camera = `/api/v1/cameras/${north.camera.id}`;
    const [folder] = itemsOf(await ask(`/api/v1/folders?organization_id=${north.organizationId}`, editor));
    for (const path of [camera, `/api/v1/folders/${folder?.id}`]) {
      const included = `${path}?include=organization`;
      const tag = (await ask(included, editor)).headers.get('etag') ?? '';
      expect(await changed(included, tag)).toBe(304);
      expect((await retitle(`north ${path}`)).status).toBe(200);
      expect(await changed(included, tag)).toBe(200);
      expect((await send('PATCH', path, { title: 'by the tag' }, editor, { 'if-match': tag })).status).toBe(200);
      const again = await send('PATCH', path, { title: 'by the old tag' }, editor, { 'if-match': tag });
      expect(again.status).toBe(412);
    }
  });
});
