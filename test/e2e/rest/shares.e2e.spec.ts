import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { createUser, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, restClient } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let editor: string;
/** An administrator who may watch the cameras of the north, not those of the south. */
let admin: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, editor } = await settleNorthAndSouth(server, bearer));
  const { id, login } = await createUser(server, 'watching-root', { isAdmin: true });
  await server.app.get(OrganizationsService).addMember(north.organizationId, id, { canViewStreams: true });
  admin = await bearer(login);
});
afterAll(() => server.close());

const path = '/api/v1/shares';

describe('Whoever shares a camera over REST', () => {
  it('makes a link, sees its key once, changes it and ends it', async () => {
    const made = await send('POST', path, { name: 'Press', camera_id: north.camera.id }, admin);
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const { key, ...listed } = made.body;
    expect(key).toMatch(/^[0-9A-Za-z]{27}$/);
    expect(listed).toMatchObject({
      name: 'Press',
      camera_id: north.camera.id,
      camera_name: north.camera.name,
      can: ['view'],
      archive_seconds: null,
    });
    const location = made.headers.get('location') ?? '';
    const read = await ask(location, admin);
    expect(read.body).toEqual(listed);
    const tag = { 'if-match': read.headers.get('etag') ?? '' };
    const change = { name: 'Radio', can: ['view', 'archive'], archive_seconds: 3600 };
    expect((await send('PATCH', location, change, admin, tag)).body).toEqual({ ...listed, ...change });
    expect(await send('PATCH', location, change, admin, tag)).toBeProblem(412, 'object.changed');
    expect((await send('PATCH', location, { archive_seconds: null }, admin)).body).toMatchObject({
      can: ['view', 'archive'],
      archive_seconds: null,
    });
    // The key is still the same, under the new name: Watcher's list shows it.
    const atWatcher = await ask('/watcher/admin-api/v3/shares', admin);
    expect(JSON.stringify(atWatcher.body)).toContain(String(key));
    expect((await ask(location, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'object.not-found');
  });

  it('finds links by name and camera, without their keys', async () => {
    await send('POST', path, { name: 'Listed A', camera_id: north.camera.id, can: ['view', 'ptz'] }, admin);
    await send('POST', path, { name: 'Listed B', camera_id: north.camera.id }, admin);
    const found = await ask(
      `${path}?camera_id=${north.camera.id}&q=listed&sort=-name&total=true&include=camera&fields=name`,
      admin,
    );
    const camera = (await ask(`/api/v1/cameras/${north.camera.id}`, admin)).body;
    expect(found.body).toMatchObject({
      items: [
        { name: 'Listed B', camera },
        { name: 'Listed A', camera },
      ],
      total: 2,
    });
    for (const item of itemsOf(await ask(path, admin))) expect(item).not.toHaveProperty('key');
  });

  it('is told what cannot be', async () => {
    await send('POST', path, { name: 'Taken', camera_id: north.camera.id }, admin);
    const one = itemsOf(await ask(`${path}?name=Taken`, admin))[0]?.id;
    const again = { name: 'Taken', camera_id: north.camera.id };
    expect(await send('POST', path, again, admin)).toBeProblem(409, 'object.taken');
    await send('POST', path, { ...again, name: 'Free' }, admin);
    expect(await send('PATCH', `${path}/${one}`, { name: 'Free' }, admin)).toBeProblem(409, 'object.taken');
    // Administering is not watching: nobody shares pictures that they may not see themselves.
    const foreign = { name: 'x', camera_id: south.camera.id };
    expect(await send('POST', path, foreign, admin)).toBeProblem(403, 'object.forbidden');
    expect(await send('POST', path, { name: 'x', camera_id: 9_999_999 }, admin)).toBeProblem(
      400,
      'input.invalid',
      'camera_id',
    );
    expect(await send('POST', path, { ...again, name: 'y', can: ['edit'] }, admin)).toBeProblem(
      400,
      'input.invalid',
      'can',
    );
    expect(await send('POST', path, { ...again, name: 'y', archive_seconds: 0 }, admin)).toBeProblem(
      400,
      'input.invalid',
      'archive_seconds',
    );
    expect(await ask(path, editor)).toBeProblem(403, 'permission.missing');
    expect(await ask(`${path}/none`, admin)).toBeProblem(404, 'object.not-found');
  });
});
