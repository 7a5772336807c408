import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserCaller } from '#auth';
import type { CameraQuery, CameraShape } from '#cameras';
import { cameraFields } from '../../src/cameras/camera-fields.js';
import { CameraSearch } from '../../src/cameras/search/camera-search.js';
import { liveFields } from '../../src/cameras/search/compile-shape.js';
import { RenderedCameras } from '../../src/cameras/search/rendered-cameras.js';
import { openRegistry, type Registry } from '../support/registry.js';

const shape: CameraShape = {
  name: 'name',
  title: 'title',
  snapshot_url: 'snapshotUrl',
  organization: 'organizationTitle',
  place: { object: { city: 'city', distance: { scaled: 'distanceMetres', by: 0.001 } }, unless: 'latitude' },
};
let registry: Registry;
let admin: UserCaller;
let viewer: UserCaller;
let editor: UserCaller;
let organizationId: number;
const near = { latitude: 48, longitude: 11 };

const listed = async (caller: UserCaller, query = {}): Promise<readonly Record<string, unknown>[]> => {
  const { json } = await registry.cameras.listJson(caller, { where: [], ...query }, { limit: 10 }, shape);
  return JSON.parse(json) as Record<string, unknown>[];
};
const update = (assignment: string): Promise<unknown> =>
  registry.dataSource.query(`update cameras set ${assignment} where name = 'gate'`);

beforeAll(async () => {
  registry = await openRegistry();
  admin = await registry.user({}, { isAdmin: true });
  ({ id: organizationId } = await registry.organizations.create(admin, { title: 'North' }));
  viewer = await registry.user({ [organizationId]: { canViewStreams: true } });
  editor = await registry.user({ [organizationId]: { canViewStreams: true, canEditStreams: true } });
  await registry.cameras.create(admin, {
    name: 'gate',
    title: 'Gate',
    organizationId,
    latitude: 48,
    longitude: 11,
    snapshotUrl: 'http://camera.example/gate.jpg',
  });
});
afterAll(() => registry.close());

describe('A camera that was rendered before', () => {
  it('is shown to each caller as far as they may see it, in any order of callers', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      for (const caller of [admin, viewer, editor])
        expect((await listed(caller))[0]).toMatchObject({
          snapshot_url: caller === viewer ? null : 'http://camera.example/gate.jpg',
        });
    }
    expect(await listed(await registry.user())).toEqual([]);
  });

  it('is shown as it is after every change, whoever makes it', async () => {
    for (const title of ['One', 'Two', 'Two "quoted"', 'Ünï\u0001code\n']) {
      await update(`title = '${title}'`);
      expect((await listed(viewer))[0]).toMatchObject({ title });
    }
  });

  it('has what is not its own from the moment of the answer', async () => {
    expect((await listed(viewer))[0]).toMatchObject({ organization: 'North', place: { distance: null } });
    await registry.dataSource.query('update organizations set title = $1 where id = $2', ['Far north', organizationId]);
    const [far] = await listed(viewer, { near: { ...near, latitude: 48.1 } });
    const [close] = await listed(viewer, { near });
    expect(far).toMatchObject({ organization: 'Far north', place: { distance: expect.closeTo(11.1, 1) } });
    expect(close).toMatchObject({ place: { distance: expect.closeTo(0, 3) } });
    await update('latitude = null, longitude = null');
    expect((await listed(viewer))[0]).toMatchObject({ place: null });
  });

  it('is found in every order, from every edge', async () => {
    await update('latitude = 48, longitude = 11');
    const queries = [
      { text: { value: 'gate' } },
      { text: { value: 'gate' }, near },
      { near },
      { sort: [{ field: 'title', descending: true }] },
    ];
    for (const query of queries) {
      for (const offset of [0, undefined]) {
        const page = { limit: 1, ...(offset === undefined ? {} : { offset }) };
        const { count } = await registry.cameras.listJson(viewer, { where: [], ...query } as CameraQuery, page, shape);
        expect(count).toBe(1);
      }
    }
  });

  it('is not shown in a version that is gone', async () => {
    const rendered = registry.context.get(RenderedCameras, { strict: false });
    const plain: CameraShape = { title: 'title' };
    const reference = rendered.referenceOf(plain, admin);
    const read = async (): Promise<string> => {
      const [{ text }] = await registry.dataSource.query<[{ text: string }]>(
        `select ${reference} as text from cameras c where c.name = 'gate'`,
      );
      return text;
    };
    const before = await read();
    await update(`title = 'Later'`);
    expect(await rendered.jsonOf(plain, [before])).toBeUndefined();
    expect(await rendered.jsonOf(plain, [await read()])).toEqual(['{"title":"Later"}']);
    await update(`title = 'Last'`);
    // The old one is still in memory, and nobody asks for it: a reference is read in each request.
    expect(await rendered.jsonOf(plain, [await read()])).toEqual(['{"title":"Last"}']);
  });

  it('is the same text as without memory, for every field that a shape can have', async () => {
    const every: CameraShape = Object.fromEntries(Object.keys(cameraFields).map((name) => [name, name as 'name']));
    const search = registry.context.get(CameraSearch, { strict: false });
    for (const caller of [admin, viewer]) {
      for (let turn = 0; turn < 2; turn += 1) {
        const { json } = await search.listJson(caller, { where: [] }, { limit: 10 }, every);
        expect(json).toBe(`[${(await search.listTexts(caller, { where: [] }, { limit: 10 }, every, ',')).json}]`);
      }
    }
  });
});

it('Each field that reads more than the camera’s row is read anew for each answer', () => {
  const beyondRow = /\bselect\b|\bnow\b|zone_offset_seconds/;
  const kept = Object.entries(cameraFields).filter(([name]) => !liveFields.has(name as 'name'));
  for (const [name, { sql }] of kept) expect(`${name}: ${sql}`).not.toMatch(beyondRow);
});
