import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { ImportWorker } from '#cameras';
import { createCamera, createUser, type Person, type TestCamera, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, namesOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
let manager: string;
let guest: Person;
let visitor: string;
let hall: TestCamera;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
  const boss = await createUser(server, 'boss-of-north');
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, boss.id, { canViewStreams: true, canEditUsers: true });
  manager = await bearer(boss.login);
  guest = await createUser(server, 'guest');
  visitor = await bearer(guest.login);
  hall = await createCamera(server, { organizationId: north.organizationId, name: 'north/hall' });
});
afterAll(() => server.close());

const cameras = '/api/v1/cameras';
const tag = (camera: TestCamera, tags: unknown, as = admin): Promise<Said> =>
  send('PATCH', `${cameras}/${camera.id}`, { tags }, as);
const found = async (query: string, as = admin): Promise<readonly string[]> =>
  namesOf(await ask(`${cameras}?sort=name&${query}`, as)).toSorted();

describe('Tags of a camera', () => {
  it('are written as a whole, kept once each, part of the version, and cleared', async () => {
    const before = await ask(`${cameras}/${hall.id}`, admin);
    expect(before.body['tags']).toEqual([]);
    const tagged = await tag(hall, ['Entrée', ' main  hall ', 'ENTREE', 'north']);
    expect(tagged.body).toMatchObject({
      tags: ['Entrée', 'main hall', 'north'],
      version: Number(before.body['version']) + 1,
    });
    expect((await ask(`${cameras}/${hall.id}`, admin)).body['tags']).toEqual(tagged.body['tags']);
    expect((await tag(hall, ['Entrée', 'main hall', 'north'])).body['version']).toBe(tagged.body['version']);
    expect((await tag(hall, null)).body['tags']).toEqual([]);
    const made = await send(
      'POST',
      cameras,
      { title: 'New', tags: ['a'], organization_id: north.organizationId },
      editor,
    );
    expect(made).toMatchObject({ status: 201, body: { tags: ['a'] } });
    await ask(`${cameras}/${String(made.body['id'])}`, admin, { method: 'DELETE' });
    expect((await tag(hall, ['x'], member)).status).toBe(403);
  });

  it.each([
    ['x'],
    [[1]],
    [['']],
    [[' ']],
    [['a'.repeat(65)]],
    [['a,b']],
    [['a;b']],
    [['a\nb']],
    [['rtsp://ann:secret@camera']],
    [Array.from({ length: 33 }, (_, index) => `t${index}`)],
  ])('are refused as %j, and nothing is changed', async (tags) => {
    const { status, body } = await tag(hall, tags);
    expect([status, body['code']]).toEqual([400, expect.stringMatching(/^(input|camera)\.invalid$/)]);
    expect(JSON.stringify(body['errors'])).toContain('tags');
    expect((await ask(`${cameras}/${hall.id}`, admin)).body['tags']).toEqual([]);
  });

  it('are found by one of them, all, none and any at all, whatever their case and accents', async () => {
    await tag(hall, ['Entrée', 'Indoor']);
    await tag(north.camera, ['Indoor', 'gate']);
    const [gate, inside] = [north.camera.name, hall.name];
    expect(await found('tags=entree')).toEqual([inside]);
    expect(await found('tags=ENTREE,gate')).toEqual([gate, inside]);
    expect(await found('tags=entree&tags=gate')).toEqual([gate, inside]);
    expect(await found('tags[all]=indoor,gate')).toEqual([gate]);
    expect(await found('tags[exists]=true')).toEqual([gate, inside]);
    expect(await found('tags[ne]=gate&tags[exists]=true')).toEqual([inside]);
    expect(await found(`tags[exists]=false`)).toEqual([south.camera.name]);
    expect(await found('tags=indoor', await bearer(south.member.login))).toEqual([]);
    const page = await ask(`${cameras}?tags=indoor&limit=1&total=true`, admin);
    expect(page.body['total']).toBe(2);
    const next = await ask(`${cameras}?tags=indoor&limit=1&cursor=${String(page.body['next'])}`, admin);
    expect([...namesOf(page), ...namesOf(next)].toSorted()).toEqual([gate, inside]);
    expect(await ask(`${cameras}?tags=gate&limit=1&cursor=${String(page.body['next'])}`, admin)).toBeProblem(
      400,
      'cursor.invalid',
    );
    const search = await send('POST', `${cameras}/search`, { tags: { all: ['indoor', 'gate'] } }, admin);
    expect(namesOf(search)).toEqual([gate]);
    for (const [query, parameter] of [
      ['tags=', 'tags'],
      ['tags[like]=x', 'tags[like]'],
      ['tags[exists]=x', 'tags[exists]'],
      [`tags=${'a,'.repeat(100)}a`, 'tags'],
    ] as const)
      expect(await ask(`${cameras}?${query}`, admin)).toBeProblem(400, 'input.invalid', parameter);
    expect(JSON.stringify((await ask(`${cameras}?tag=x`, admin)).body)).toContain('tags');
  });

  it('are listed with how many cameras have each that the caller sees', async () => {
    await tag(south.camera, ['indoor']);
    const list = async (as: string, query = ''): Promise<readonly unknown[]> =>
      itemsOf(await ask(`/api/v1/tags?sort=organization_id,name${query}`, as)).map(
        ({ organization_id: organization, name, camera_count: count }) => [organization, name, count],
      );
    const ofNorth = [
      [north.organizationId, 'Entrée', 1],
      [north.organizationId, 'Indoor', 2],
      [north.organizationId, 'gate', 1],
    ];
    expect(await list(member)).toEqual(ofNorth);
    expect(await list(admin)).toEqual([...ofNorth, [south.organizationId, 'indoor', 1]]);
    expect(await list(admin, '&name=INDOOR')).toHaveLength(2);
    expect(await list(visitor)).toEqual([]);
    await tag(south.camera, []);
  });

  it('come with an import, and go through an export unchanged', async () => {
    const path = `/api/v1/imports?organization=${north.organizationId}`;
    const load = async (file: string): Promise<void> => {
      const job = await ask(path, admin, { method: 'POST', body: file, headers: { 'content-type': 'text/csv' } });
      expect(job.status).toBeLessThan(300);
      await server.app.get(ImportWorker).drain();
    };
    await load('name,title,tags\nnorth/hall,Hall,"Indoor; Entrée"\nnorth/yard,Yard,outdoor\n');
    expect(await found('tags=outdoor')).toEqual(['north/yard']);
    const hallNow = (): Promise<Said> => ask(`${cameras}/${hall.id}`, admin);
    const imported = await hallNow();
    expect(imported.body['tags']).toEqual(['Indoor', 'Entrée']);
    const csv = { headers: { authorization: admin, accept: 'text/csv' } };
    await load(await (await fetch(`${server.url}${cameras}?fields=name,title,tags`, csv)).text());
    expect((await hallNow()).body['version']).toBe(imported.body['version']);
    await load('name,title\nnorth/hall,Hall\n');
    expect((await hallNow()).body['tags']).toEqual(['Indoor', 'Entrée']);
    await load('name,title,tags\nnorth/hall,Hall,\n');
    expect((await hallNow()).body['tags']).toEqual([]);
    await tag(hall, ['Entrée', 'Indoor']);
  });
});

describe('A grant on a tag', () => {
  const grants = '/api/v1/grants';
  const on = (more: object = {}): object => ({
    user_id: guest.id,
    organization_id: north.organizationId,
    tag: 'Indoor',
    ...more,
  });
  const id = (): string => `tag-${north.organizationId}-${guest.id}-indoor`;
  const path = (): string => `${grants}/${encodeURIComponent(id())}`;

  it('shows the cameras that have it, in this organization, now and later', async () => {
    const other = await bearer((await createUser(server, 'other')).login);
    const tileOf = async (as: string): Promise<number> => {
      const answer = await fetch(`${server.url}${cameras}/tiles/0/0/0.mvt`, { headers: { authorization: as } });
      return (await answer.arrayBuffer()).byteLength;
    };
    expect([await tileOf(other), await tileOf(visitor)]).toEqual([0, 0]);
    await tag(south.camera, ['Indoor']);
    const made = await send('POST', grants, on({ can: ['view', 'archive'] }), manager);
    expect(made).toMatchObject({
      status: 201,
      body: { id: id(), kind: 'tag', tag: 'indoor', organization_id: north.organizationId, can: ['view', 'archive'] },
    });
    expect(made.headers.get('location')).toBe(path());
    expect(await send('POST', grants, on({ tag: 'INDOOR' }), manager)).toBeProblem(409, 'object.taken');
    expect(await tileOf(visitor)).toBeGreaterThan(0);
    expect(await tileOf(other)).toBe(0);
    expect(await found('limit=10', visitor)).toEqual([north.camera.name, hall.name].toSorted());
    expect(itemsOf(await ask(`${cameras}?limit=1`, visitor))).toHaveLength(1);
    await tag(hall, ['entrance'], editor);
    expect(await found('', visitor)).toEqual([north.camera.name]);
    await tag(hall, ['ÍNDOOR'], editor);
    expect(await found('', visitor)).toEqual([north.camera.name, hall.name].toSorted());
    expect((await tag(hall, [], visitor)).status).toBe(403);
    // Whoever sees it by a tag sees the tag's other side: it is explained.
    const why = await ask(`/api/v1/access/explain?caller=user:${guest.id}&camera=${hall.id}&action=archive`, admin);
    expect(why.body).toMatchObject({ allowed: true, because: [{ kind: 'grant', id: id(), can: ['view', 'archive'] }] });
    const viewers = itemsOf(await ask(`${cameras}/${hall.id}/viewers?login=guest`, admin));
    expect(viewers).toMatchObject([{ because: [{ id: id() }] }]);
    expect((await ask(`${cameras}?total=true`, visitor)).body['total']).toBe(2);
    expect(itemsOf(await ask('/api/v1/organizations', visitor))).toMatchObject([{ camera_count: 2 }]);
    const mine = itemsOf(await ask(`${grants}?tag=indoor`, visitor));
    expect(mine).toMatchObject([{ id: id() }]);
    expect((await ask(path(), manager, { method: 'DELETE' })).status).toBe(204);
    expect(await found('', visitor)).toEqual([]);
    await tag(south.camera, []);
  });

  it('goes with the camera into another organization only where one is there', async () => {
    await send('POST', grants, on(), admin);
    await send('POST', grants, { ...on(), organization_id: south.organizationId }, admin);
    await tag(hall, ['Indoor']);
    await tag(north.camera, []);
    expect(await found('', visitor)).toEqual([hall.name]);
    await send('PATCH', `${cameras}/${hall.id}`, { organization_id: south.organizationId }, admin);
    await ask(`${grants}/tag-${south.organizationId}-${guest.id}-indoor`, admin, { method: 'DELETE' });
    expect(await found('', visitor)).toEqual([]);
    await send('PATCH', `${cameras}/${hall.id}`, { organization_id: north.organizationId }, admin);
    expect(await found('', visitor)).toEqual([hall.name]);
    await ask(path(), admin, { method: 'DELETE' });
  });

  it('is made once of many at once, whatever is in the tag, and prolonged by the last of many', async () => {
    const odd = { ...on(), tag: 'Block A/2 - 50 % ünder' };
    const all = await Promise.all(Array.from({ length: 6 }, () => send('POST', grants, odd, admin)));
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409]);
    const location = all.find(({ status }) => status === 201)?.headers.get('location') ?? '';
    expect((await ask(location, visitor)).body).toMatchObject({ tag: 'block a/2 - 50 % under' });
    const ends = [1, 2, 3, 4].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    const changed = await Promise.all(ends.map((until) => send('PATCH', location, { valid_until: until }, manager)));
    // Whose membership has no end may give each of them; one after the other.
    expect(new Set(changed.map(({ status }) => status))).toEqual(new Set([200]));
    const now = (await ask(location, admin)).body;
    expect(ends).toContain(now['valid_until']);
    expect((await ask(location, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'object.not-found');
  });

  it('is given by nobody who does not hold it on all cameras there', async () => {
    expect(await send('POST', grants, on({ can: ['view', 'ptz'] }), manager)).toBeProblem(403, 'object.forbidden');
    expect(await send('POST', grants, on(), editor)).toBeProblem(403, 'organization.forbidden');
    expect(await send('POST', grants, { ...on(), organization_id: south.organizationId }, manager)).toBeProblem(
      404,
      'organization.not-found',
    );
    expect(await send('POST', grants, on({ user_id: 999_999 }), admin)).toBeProblem(404, 'object.not-found');
  });

  it.each([
    [{ tag: 'a,b' }, 'object.invalid', 'tag'],
    [{ tag: '' }, 'input.invalid', 'tag'],
    [{ tag: 7 }, 'input.invalid', 'tag'],
    [{ can: ['view', 'edit'] }, 'object.invalid', 'can'],
  ])('is refused with %j', async (body, code, field) => {
    expect(await send('POST', grants, on(body), admin)).toBeProblem(400, code, field);
  });

  it('needs an organization, and no camera', async () => {
    const alone = { user_id: guest.id, tag: 'x' };
    expect(await send('POST', grants, alone, admin)).toBeProblem(400, 'input.invalid', 'tag');
    expect(await send('POST', grants, { ...alone, camera_id: hall.id }, admin)).toBeProblem(
      400,
      'input.invalid',
      'tag',
    );
    expect(await ask(`${grants}/tag-1-2`, admin)).toBeProblem(404, 'object.not-found');
    expect(await ask(`${grants}/camera-1-2-x`, admin)).toBeProblem(404, 'object.not-found');
  });

  it('is within a key for chosen cameras only where they are chosen', async () => {
    await tag(hall, ['Indoor']);
    await tag(north.camera, ['Indoor']);
    await send('POST', grants, on(), admin);
    const login = { name: 'one', scopes: ['cameras:read'], cameras: { ids: [hall.id] } };
    const basic = `Basic ${Buffer.from(`${guest.login}:${guest.password}`).toString('base64')}`;
    const keyOf = async (chosen: object): Promise<string> => {
      const made = await send('POST', '/api/v1/api-keys', { ...login, cameras: chosen }, basic);
      expect(made.status).toBe(201);
      return `Bearer ${String(made.body['secret'] ?? made.body['key'])}`;
    };
    expect(await found('', await keyOf({ ids: [hall.id] }))).toEqual([hall.name]);
    expect(await found('', await keyOf({ organization_id: north.organizationId }))).toEqual(
      [north.camera.name, hall.name].toSorted(),
    );
    await ask(path(), admin, { method: 'DELETE' });
  });
});
