import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
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
let boss: Person;
/** Managed by the boss: may see the hall of the north, and no more. */
let clerk: number;
let hall: TestCamera;
let open: TestCamera;
const { ask, send, bearer } = restClient(() => server.url);
const cameras = '/api/v1/cameras';

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
  boss = await createUser(server, 'boss-of-north');
  const organizations = server.app.get(OrganizationsService);
  await organizations.addMember(north.organizationId, boss.id, { canViewStreams: true, canEditUsers: true });
  manager = await bearer(boss.login);
  hall = await createCamera(server, { organizationId: north.organizationId, name: 'north/hall' });
  const { id: everybodys } = await organizations.createWithoutOwner({ title: 'Open', isPublic: true });
  open = await createCamera(server, { organizationId: everybodys, name: 'open' });
  const body = { login: 'clerk', password: 'a password for some days', organization_id: north.organizationId };
  clerk = Number((await send('POST', '/api/v1/users', body, manager)).body['id']);
  await send('POST', '/api/v1/grants', { user_id: clerk, camera_id: hall.id }, manager);
});
afterAll(() => server.close());

const list = async (as: string, userId: number, query = ''): Promise<Said> =>
  ask(`${cameras}?sort=name&as_user=${userId}${query}`, as);
const item = async (as: string, userId: number, { id }: TestCamera): Promise<number> =>
  (await ask(`${cameras}/${id}?as_user=${userId}`, as)).status;
async function tile(as: string, userId: number): Promise<number> {
  const response = await fetch(`${server.url}${cameras}/tiles/0/0/0.mvt?as_user=${userId}`, {
    headers: { authorization: as },
  });
  return response.status === 200 ? (await response.arrayBuffer()).byteLength : -response.status;
}

describe('A preview of what somebody sees', () => {
  it('shows a manager the cameras of their organization, and an administrator all', async () => {
    expect(namesOf(await list(manager, clerk))).toEqual([hall.name]);
    expect(namesOf(await list(admin, clerk))).toEqual([hall.name, open.name]);
    expect((await list(manager, clerk, '&total=true')).body['total']).toBe(1);
    expect(namesOf(await send('POST', `${cameras}/search`, { as_user: clerk }, manager))).toEqual([hall.name]);
    expect(await item(manager, clerk, hall)).toBe(200);
    expect(await item(manager, clerk, north.camera)).toBe(404);
    expect(await item(manager, clerk, open)).toBe(404);
    expect(await item(admin, clerk, open)).toBe(200);
    expect(await item(admin, clerk, south.camera)).toBe(404);
    expect(await tile(manager, clerk)).toBeGreaterThan(0);
    expect(await tile(manager, clerk)).toBeLessThan(await tile(admin, north.member.id));
    // The pages go on in it.
    const first = await list(admin, clerk, '&limit=1');
    const next = await list(admin, clerk, `&limit=1&cursor=${String(first.body['next'])}`);
    expect([...namesOf(first), ...namesOf(next)]).toEqual([hall.name, open.name]);
  });

  it('shows what they see of a camera, not what the caller sees', async () => {
    const own = itemsOf(await ask(`${cameras}?name=${encodeURIComponent(hall.name)}`, admin));
    expect(own).toMatchObject([{ streams: { snapshot_url: expect.stringMatching(/^http/) } }]);
    expect(itemsOf(await list(admin, clerk, `&name=${encodeURIComponent(hall.name)}`))).toMatchObject([
      { streams: { snapshot_url: null } },
    ]);
  });

  it('is in the audit log, the same once a minute', async () => {
    const read = async (): Promise<number> => {
      const query = `event=sensitive_read&subject=user:${clerk}&actor=user:${boss.id}`;
      const found = itemsOf(await ask(`/api/v1/audit?${query}`, admin));
      return found.filter(({ reason }) => reason === 'preview of what they see').length;
    };
    await list(manager, clerk);
    await expect.poll(read).toBeGreaterThan(0);
    const before = await read();
    server.clock.travel(61);
    await list(manager, clerk);
    await item(manager, clerk, hall);
    await expect.poll(read).toBe(before + 1);
  });

  it('is for who controls the account only', async () => {
    expect(await list(editor, clerk)).toBeProblem(404, 'object.not-found');
    expect(await list(member, clerk)).toBeProblem(404, 'object.not-found');
    // The editor may do what the manager may not: the manager sees the account, and does not control it.
    const found = itemsOf(await ask('/api/v1/users?login=editor-of-north', admin));
    expect(await list(manager, found[0]?.id ?? 0)).toBeProblem(403, 'object.forbidden');
    expect(await list(manager, south.member.id)).toBeProblem(404, 'object.not-found');
    expect(await list(manager, 999_999)).toBeProblem(404, 'object.not-found');
    expect(await item(editor, clerk, hall)).toBe(404);
    expect(await tile(editor, clerk)).toBe(-404);
    // Once the person has more than the manager, the manager looks no more.
    const grant = { user_id: clerk, camera_id: south.camera.id };
    const made = await send('POST', '/api/v1/grants', grant, admin);
    expect(await list(manager, clerk)).toBeProblem(403, 'object.forbidden');
    expect(namesOf(await list(admin, clerk))).toEqual([hall.name, open.name, south.camera.name]);
    await ask(made.headers.get('location') ?? '', admin, { method: 'DELETE' });
    expect(namesOf(await list(manager, clerk))).toEqual([hall.name]);
  });

  it('needs a credential that may manage accounts, and an account that may come in', async () => {
    const key = await send(
      'POST',
      '/api/v1/api-keys',
      { name: 'reads', scopes: ['cameras:read'] },
      `Basic ${Buffer.from(`${boss.login}:${boss.password}`).toString('base64')}`,
    );
    const secret = String(key.body['secret'] ?? key.body['key']);
    expect(await list(`Bearer ${secret}`, clerk)).toBeProblem(403, 'permission.missing');
    await send('PATCH', `/api/v1/users/${clerk}`, { disabled: true }, manager);
    expect(await list(manager, clerk)).toBeProblem(403, 'object.forbidden');
    await send('PATCH', `/api/v1/users/${clerk}`, { disabled: false }, manager);
  });

  it.each(['as_user=x', 'as_user=0', 'as_user=1.5', 'as_user=99999999999', 'as_user=1&favourite=true', 'as_usr=1'])(
    'is told what is wrong with ?%s',
    async (query) => {
      expect((await ask(`${cameras}?${query}`, admin)).status).toBe(400);
    },
  );

  it('follows no feed', async () => {
    expect((await ask(`${cameras}/changes?as_user=${clerk}`, admin)).status).toBe(400);
  });
});
