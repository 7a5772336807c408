import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, restClient } from './rest-client.js';

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

const path = '/api/v1/mosaics';

describe('Whoever puts cameras side by side over REST', () => {
  it('makes a mosaic of their organization, changes it and deletes it', async () => {
    const made = await send(
      'POST',
      path,
      { title: 'Gates', type: '3x3', organization_id: north.organizationId, camera_ids: [null, north.camera.id] },
      editor,
    );
    expect(made).toMatchObject({
      status: 201,
      body: {
        title: 'Gates',
        type: '3x3',
        organization_id: north.organizationId,
        visible: true,
        camera_ids: [null, north.camera.id],
        cameras: [{ id: north.camera.id, name: 'north/gate', title: 'Gate of north' }],
      },
    });
    const location = made.headers.get('location') ?? '';
    const read = await ask(location, member);
    expect(read.body).toEqual(made.body);
    const tag = read.headers.get('etag') ?? '';
    const changed = await send('PATCH', location, { title: 'Doors', camera_ids: [] }, editor, { 'if-match': tag });
    expect(changed.body).toMatchObject({ title: 'Doors', type: '3x3', camera_ids: [], cameras: [] });
    expect(await send('PATCH', location, { title: 'x' }, editor, { 'if-match': tag })).toBeProblem(
      412,
      'object.changed',
    );
    expect(await ask(location, editor, { method: 'DELETE', headers: { 'if-match': tag } })).toBeProblem(
      412,
      'object.changed',
    );
    expect((await ask(location, editor, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, editor)).toBeProblem(404, 'object.not-found');
  });

  it('is refused what only editors do, and is hidden what is not theirs', async () => {
    const body = { title: 'Gates', organization_id: north.organizationId };
    const { headers } = await send('POST', path, body, editor);
    const location = headers.get('location') ?? '';
    expect(await send('POST', path, body, member)).toBeProblem(403, 'object.forbidden');
    expect(await send('PATCH', location, { title: 'x' }, member)).toBeProblem(403, 'object.forbidden');
    expect(await ask(location, member, { method: 'DELETE' })).toBeProblem(403, 'object.forbidden');
    expect(await ask(location, stranger)).toBeProblem(404, 'object.not-found');
    expect(await send('PATCH', location, { title: 'x' }, stranger)).toBeProblem(404, 'object.not-found');
    expect(await send('POST', path, body, stranger)).toBeProblem(404, 'organization.not-found');
    expect(itemsOf(await ask(path, stranger))).toEqual([]);
    expect((await ask(location, admin)).status).toBe(200);
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
  });

  it('finds them by what they are', async () => {
    const organization_id = north.organizationId;
    for (const [title, visible] of [
      ['find a', true],
      ['find b', false],
    ] as const)
      await send('POST', path, { title, visible, organization_id }, editor);
    const titles = async (query: string, as = editor): Promise<readonly unknown[]> =>
      itemsOf(await ask(`${path}?${query}`, as)).map(({ title }) => title);
    expect(await titles('q=FIND&sort=-title')).toEqual(['find b', 'find a']);
    expect(await titles('q=FIND', member)).toEqual(['find a']);
    expect(await titles(`visible=false&organization_id=${organization_id}`)).toEqual(['find b']);
    expect(await ask(`${path}?titel=x`, editor)).toBeProblem(400, 'input.invalid', 'titel');
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ title: 'x', type: '9x9' }, 'type'],
    [{ title: 'x', camera_ids: ['north/gate'] }, 'camera_ids'],
    [{ title: 'x', camera_ids: [999_999] }, 'camera_ids'],
    [{ title: 'x', camera_ids: [null, null, null, null, null] }, 'cameras'],
    [{ title: 'x', visible: 'yes' }, 'visible'],
    [{ title: 'x', cameras: [] }, 'cameras'],
  ])('is told what is wrong with %j', async (body, field) => {
    const refused = await send('POST', path, { organization_id: north.organizationId, ...body }, editor);
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toMatchObject([{ field }]);
  });

  it('cannot put in a camera that is hidden from them', async () => {
    const body = { title: 'x', organization_id: north.organizationId, camera_ids: [south.camera.id] };
    expect(await send('POST', path, body, editor)).toBeProblem(400, 'input.invalid', 'camera_ids');
  });
});
