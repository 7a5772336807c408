import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, namesOf, restClient } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
let stranger: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
  stranger = await bearer(south.member.login);
});
afterAll(() => server.close());

const groups = '/api/v1/groups';
const presets = '/api/v1/presets';

async function make(title: string): Promise<string> {
  const made = await send('POST', groups, { title, organization_id: north.organizationId }, editor);
  expect(made).toMatchObject({ status: 201, body: { title, organization_id: north.organizationId, camera_count: 0 } });
  return made.headers.get('location') ?? '';
}

describe('Whoever groups cameras over REST', () => {
  it('puts them in and takes them out', async () => {
    const location = await make('Entrances');
    const cameras = `${location}/cameras`;
    expect((await send('POST', cameras, { camera_ids: [north.camera.id] }, editor)).status).toBe(204);
    expect(namesOf(await ask(`${cameras}?name[like]=gate`, member))).toEqual(['north/gate']);
    expect((await ask(location, member)).body).toMatchObject({ camera_count: 1 });
    expect((await send('PUT', cameras, { camera_ids: [] }, editor)).status).toBe(204);
    expect(namesOf(await ask(cameras, editor))).toEqual([]);
    await send('PUT', cameras, { camera_ids: [north.camera.id] }, editor);
    expect((await ask(`${cameras}/${north.camera.id}`, editor, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`${cameras}?total=true`, editor)).body).toMatchObject({ items: [], total: 0 });
    const hidden = await send('POST', cameras, { camera_ids: [south.camera.id] }, editor);
    expect(hidden).toBeProblem(400, 'input.invalid', 'camera_ids');
    expect(await send('POST', cameras, { camera_ids: 'all' }, editor)).toBeProblem(400, 'input.invalid', 'camera_ids');
  });

  it('names members in it, where they may change members', async () => {
    const location = await make('Night shift');
    const user = `${location}/users/${north.member.id}`;
    const named = await send('PUT', user, { archive: true, position: 2 }, admin);
    expect(named).toMatchObject({ status: 200, body: { user_id: north.member.id, archive: true, ptz: false } });
    expect((await send('PUT', user, { ptz: true }, admin)).body).toMatchObject({
      archive: true,
      ptz: true,
      position: 2,
    });
    expect(itemsOf(await ask(`${location}/users?archive=true`, admin))).toMatchObject([{ user_id: north.member.id }]);
    expect(await ask(`${location}/users`, member)).toBeProblem(403, 'object.forbidden');
    expect(await send('PUT', user, {}, member)).toBeProblem(403, 'object.forbidden');
    expect(await send('PUT', `${location}/users/${south.member.id}`, {}, admin)).toBeProblem(404, 'object.not-found');
    expect((await ask(user, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(user, admin, { method: 'DELETE' })).toBeProblem(404, 'object.not-found');
  });

  it('changes one as it was read; members only look, and strangers see nothing', async () => {
    const location = await make('Doors');
    const tag = (await ask(location, member)).headers.get('etag') ?? '';
    const changed = await send('PATCH', location, { comment: 'all', position: 3 }, editor, { 'if-match': tag });
    expect(changed.body).toMatchObject({ title: 'Doors', comment: 'all', position: 3 });
    const stale = await ask(location, editor, { method: 'DELETE', headers: { 'if-match': tag } });
    expect(stale).toBeProblem(412, 'object.changed');
    expect(await send('PATCH', location, { title: 'x' }, member)).toBeProblem(403, 'object.forbidden');
    expect(await send('POST', groups, { title: 'x' }, editor)).toBeProblem(403, 'object.forbidden');
    expect(await ask(location, stranger)).toBeProblem(404, 'object.not-found');
    expect(await ask(`${location}/cameras`, stranger)).toBeProblem(404, 'object.not-found');
    expect(itemsOf(await ask(groups, stranger))).toEqual([]);
    expect(await send('PATCH', location, { titel: 'x' }, editor)).toBeProblem(400, 'input.invalid', 'titel');
    expect(await send('POST', groups, {}, editor)).toBeProblem(400, 'input.invalid', 'title');
    expect((await ask(location, editor, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(groups)).toBeProblem(401, 'credential.missing');
  });
});

describe('Whoever keeps presets over REST', () => {
  it('is an administrator, and finds none that was deleted', async () => {
    const made = await send('POST', presets, { title: 'A week', recording: { expiration_seconds: 604_800 } }, admin);
    expect(made).toMatchObject({
      status: 201,
      body: {
        title: 'A week',
        recording: { expiration_seconds: 604_800, storage_limit_bytes: null },
        adjustable: true,
      },
    });
    const location = made.headers.get('location') ?? '';
    const tag = made.headers.get('etag') ?? '';
    const change = { recording: { redundancy_factor: 1 }, default: true };
    expect((await send('PATCH', location, change, admin, { 'if-match': tag })).body).toMatchObject({
      recording: { expiration_seconds: 604_800, redundancy_factor: 1 },
      default: true,
    });
    expect(await send('PATCH', location, change, admin, { 'if-match': tag })).toBeProblem(412, 'object.changed');
    expect(await send('PATCH', location, { title: 'x' }, editor)).toBeProblem(403, 'object.forbidden');
    expect(await send('POST', presets, { title: 'x' }, editor)).toBeProblem(403, 'object.forbidden');
    expect(itemsOf(await ask(`${presets}?title=A week&default=true`, member))).toHaveLength(1);
    expect((await ask(location, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'object.not-found');
    expect(itemsOf(await ask(`${presets}?title=A week`, admin))).toEqual([]);
  });

  it.each([
    [{}, 'title'],
    [{ title: 'x', recording: { expiration_seconds: 0 } }, 'recording.expiration_seconds'],
    [{ title: 'x', dvr: {} }, 'dvr'],
  ])('is told what is wrong with %j', async (body, field) => {
    expect(await send('POST', presets, body, admin)).toBeProblem(400, 'input.invalid', field);
  });
});
