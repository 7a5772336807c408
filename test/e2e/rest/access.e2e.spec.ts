import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { createCamera, createUser, type Person, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let member: string;
let editor: string;
let guest: Person;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, member, editor } = await settleNorthAndSouth(server, bearer));
  guest = await createUser(server, 'ann');
});
afterAll(() => server.close());

const explain = async (who: string, action: string, camera = north.camera.id, as = admin): Promise<Said> =>
  ask(`/api/v1/access/explain?caller=user:${who}&camera=${camera}&action=${action}`, as);
const grant = async (body: object): Promise<Said> =>
  send('POST', '/api/v1/grants', { user_id: guest.id, ...body }, admin);

describe('Whoever asks why somebody may do something', () => {
  it('is told the very grant, membership or level, and nothing once it has ended', async () => {
    expect((await explain('ann', 'view')).body).toEqual({ allowed: false, because: [] });
    const id = `camera-${north.camera.id}-${guest.id}`;
    await grant({ camera_id: north.camera.id, can: ['view', 'archive'] });
    const because = [{ kind: 'grant', id, can: ['view', 'archive'] }];
    expect((await explain('ANN', 'view')).body).toEqual({ allowed: true, because });
    expect((await explain(String(guest.id), 'archive')).body).toEqual({ allowed: true, because });
    expect((await explain('ann', 'ptz')).body).toEqual({ allowed: false, because: [] });
    await ask(`/api/v1/grants/${id}`, admin, { method: 'DELETE' });
    expect((await explain('ann', 'view')).body).toEqual({ allowed: false, because: [] });

    expect((await explain(north.member.login, 'archive')).body).toEqual({
      allowed: true,
      because: [{ kind: 'membership', id: `${north.organizationId}-${north.member.id}`, can: ['view', 'archive'] }],
    });
    expect((await explain('root', 'edit')).body).toMatchObject({
      allowed: true,
      because: [{ kind: 'access_level', id: 'admin' }],
    });
    expect((await explain('root', 'archive')).body).toEqual({ allowed: false, because: [] });
  });

  it('is told all reasons of one who has several, on the way up of folders too', async () => {
    const found = await ask(`/api/v1/folders?organization_id=${north.organizationId}`, admin);
    const folder = (found.body['items'] as readonly Record<string, unknown>[])[0]?.['id'];
    await grant({ folder_id: folder });
    await grant({ camera_id: north.camera.id });
    const { body } = await explain('ann', 'view');
    expect(body).toMatchObject({ allowed: true });
    expect((body['because'] as readonly Record<string, unknown>[]).map(({ id }) => id)).toEqual([
      `camera-${north.camera.id}-${guest.id}`,
      `folder-${String(folder)}-${guest.id}`,
    ]);
  });

  it('learns who sees a camera: exactly those who do', async () => {
    const seen = await ask(`/api/v1/cameras/${north.camera.id}/viewers?limit=1000&total=true`, admin);
    expect(seen.body['everybody']).toBe(false);
    const items = seen.body['items'] as readonly Record<string, unknown>[];
    const logins = items.map(({ login }) => login);
    expect(seen.body['total']).toBe(items.length);
    for (const login of ['ann', 'root', 'editor-of-north', 'member-of-north', 'member-of-south']) {
      const may = (await ask(`/api/v1/cameras/${north.camera.id}`, await bearer(login))).status === 200;
      expect([login, logins.includes(login)]).toEqual([login, may]);
    }
    expect(items.find(({ login }) => login === 'ann')).toMatchObject({
      because: [{ kind: 'grant' }, { kind: 'grant' }],
    });
    const one = await ask(`/api/v1/cameras/${north.camera.id}/viewers?login=ann`, admin);
    expect((one.body['items'] as readonly unknown[]).length).toBe(1);
  });

  it('learns that everybody sees the cameras of a public organization', async () => {
    const { id } = await server.app
      .get(OrganizationsService)
      .createWithoutOwner({ title: 'open to all', isPublic: true });
    const camera = await createCamera(server, { organizationId: id });
    expect((await explain('ann', 'view', camera.id)).body).toEqual({
      allowed: true,
      because: [{ kind: 'public_organization', id: String(id), can: ['view'] }],
    });
    expect((await ask(`/api/v1/cameras/${camera.id}/viewers`, admin)).body['everybody']).toBe(true);
  });

  it('must manage the camera, and learns of no strangers', async () => {
    expect((await explain(north.member.login, 'view', north.camera.id, editor)).status).toBe(404);
    expect((await explain('editor-of-north', 'edit', north.camera.id, editor)).body).toMatchObject({ allowed: true });
    expect(await explain(north.member.login, 'view', north.camera.id, member)).toBeProblem(403, 'object.forbidden');
    expect(await explain('root', 'view', south.camera.id, editor)).toBeProblem(404, 'object.not-found');
    expect(await explain('nobody-at-all', 'view')).toBeProblem(404, 'object.not-found');
    expect(await ask(`/api/v1/cameras/${south.camera.id}/viewers`, editor)).toBeProblem(404, 'object.not-found');
    expect(await ask(`/api/v1/cameras/${north.camera.id}/viewers`, member)).toBeProblem(403, 'object.forbidden');
    const seen = await ask(`/api/v1/cameras/${north.camera.id}/viewers`, editor);
    const logins = (seen.body['items'] as readonly Record<string, unknown>[]).map(({ login }) => login);
    expect(logins).toContain(`user-${guest.id}`);
    expect(logins).not.toContain('ann');
  });

  it.each([
    ['caller=ann&camera=1&action=view', 'caller'],
    ['caller=user:&camera=1&action=view', 'caller'],
    ['caller=user:ann&camera=x&action=view', 'camera'],
    ['caller=user:ann&camera=1&action=fly', 'action'],
    ['caller=user:ann&action=view', 'camera'],
  ])('is told what is wrong with ?%s', async (query, field) => {
    expect(await ask(`/api/v1/access/explain?${query}`, admin)).toBeProblem(400, 'input.invalid', field);
  });
});
