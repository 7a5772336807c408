import { FoldersService } from '#access';
import { system } from '#auth';
import type { CamerasService } from '#cameras';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
});
afterEach(() => registry.dataSource.query('delete from cameras'));
afterAll(() => registry.close());

/** An organization with places for so many cameras. */
async function limited(cameraLimit: number): Promise<number> {
  const { id } = await registry.organizations.createWithoutOwner({
    title: `Limited to ${cameraLimit}`,
    isPublic: false,
  });
  await registry.dataSource.query('update organizations set camera_limit = $2 where id = $1', [id, cameraLimit]);
  return id;
}
const inside = async (organizationId: number): Promise<number> =>
  cameras.count(system, { where: [{ operator: 'in', field: 'organizationId', values: [organizationId] }] });
const codes = (outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : outcome.reason.code));
const times = <T>(many: number, make: (index: number) => T): T[] =>
  Array.from({ length: many }, (_, index) => make(index));

describe('an organization with a limit of ten', () => {
  it('takes ten of fifty that are created at once, and rejects the others with the reason', async () => {
    const organizationId = await limited(10);
    const outcomes = codes(
      await Promise.allSettled(times(50, (index) => cameras.create(system, { organizationId, name: `l/${index}` }))),
    );
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(10);
    expect(outcomes.filter((one) => one === 'limit.reached')).toHaveLength(40);
    expect(await inside(organizationId)).toBe(10);
  });

  it('takes ten of fifty that move into it at once', async () => {
    const organizationId = await limited(10);
    const made = await Promise.all(times(50, () => cameras.create(system, {})));
    const outcomes = codes(
      await Promise.allSettled(made.map(({ id }) => cameras.update(system, { id }, { organizationId }))),
    );
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(10);
    expect(outcomes.filter((one) => one === 'limit.reached')).toHaveLength(40);
    expect(await inside(organizationId)).toBe(10);
    // Whoever is in may stay, and change.
    const { items } = await cameras.list(
      system,
      { where: [{ operator: 'in', field: 'organizationId', values: [organizationId] }] },
      { limit: 1 },
    );
    await cameras.update(system, { id: items[0]?.id ?? 0 }, { title: 'x', organizationId });
  });

  it('takes the first ten new rows of a file and rejects the others', async () => {
    const organizationId = await limited(10);
    const rows = times(15, (index) => ({ line: index + 1, draft: { name: `r/${index}` } }));
    const first = await cameras.importBatch(system, rows.slice(0, 3), organizationId);
    expect(first).toMatchObject({ created: 3, rejected: [] });
    const reason = 'the organization has as many cameras as it may have';
    const second = await cameras.importBatch(system, rows, organizationId);
    expect(second).toMatchObject({
      created: 7,
      unchanged: 3,
      rejected: times(5, (index) => ({ line: index + 11, reason })),
    });
    expect(await cameras.importBatch(system, rows, organizationId)).toMatchObject({ created: 0, unchanged: 10 });
    expect(await inside(organizationId)).toBe(10);
  });

  it('is not overfilled by two files and single cameras at once', async () => {
    const organizationId = await limited(10);
    const file = (letter: string): Promise<unknown> =>
      cameras.importBatch(
        system,
        times(8, (index) => ({ line: index + 1, draft: { name: `${letter}/${index}` } })),
        organizationId,
      );
    await Promise.allSettled([
      file('a'),
      file('b'),
      ...times(8, (index) => cameras.create(system, { organizationId, name: `c/${index}` })),
    ]);
    expect(await inside(organizationId)).toBe(10);
  });
});

it('cameras that are created and deleted while their folder is deleted, in an organization with a limit, do not deadlock', async () => {
  const folders = registry.context.get(FoldersService);
  const organizationId = await limited(10_000);
  const elsewhere = await registry.organizations.createWithoutOwner({ title: 'Elsewhere', isPublic: false });
  for (let round = 0; round < 5; round += 1) {
    const { id: folderId } = await folders.create(system, organizationId, { title: `${round}` });
    const within = await Promise.all(times(5, () => cameras.create(system, { organizationId, folderId })));
    const outside = await Promise.all(times(5, () => cameras.create(system, { organizationId: elsewhere.id })));
    const rows = times(5, (index) => ({ line: index + 1, draft: { name: `row-${round}/${index}`, folderId } }));
    const outcomes = codes(
      await Promise.allSettled([
        ...times(5, () => cameras.create(system, { organizationId, folderId })),
        folders.remove(system, organizationId, folderId),
        ...within.map(({ id }) => cameras.update(system, { id }, { organizationId: elsewhere.id })),
        ...outside.map(({ id }) => cameras.update(system, { id }, { organizationId, folderId })),
        cameras.importBatch(system, rows, organizationId),
        cameras.updateMany(
          system,
          within.map(({ name }) => ({ name, change: { folderId: null } })),
        ),
      ]),
    );
    expect(outcomes.filter((one) => one !== 'done' && one !== 'object.not-found')).toEqual([]);
    expect(outcomes[5]).toBe('done');
  }
});

it('fifty who put the same new camera into the rest of the quota all succeed', async () => {
  const organizationId = await limited(1);
  const puts = times(50, (index) =>
    cameras.put(system, 'same', { organizationId, title: `${index}` }, { reset: false }),
  );
  const done = await Promise.all(puts);
  expect(done.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(done.map(({ camera }) => camera.id)).size).toBe(1);
  expect(await inside(organizationId)).toBe(1);
  const another = cameras.put(system, 'another', { organizationId }, { reset: false });
  await expect(another).rejects.toMatchObject({ code: 'limit.reached' });
  const renamed = cameras.put(system, 'another', { name: 'same' }, { reset: false });
  await expect(renamed).rejects.toMatchObject({ code: 'camera.invalid', context: { field: 'name' } });
});

describe('many changes at once', () => {
  it('are all applied, and returned in the order given', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => cameras.create(system, { name })));
    const done = await cameras.updateMany(system, [
      { name: 'c', change: { title: 'C' } },
      { name: 'a', change: { media: { dvr: { expirationSeconds: 5 } } } },
    ]);
    expect(done).toMatchObject([
      { name: 'c', title: 'C' },
      { name: 'a', media: { dvr: { expirationSeconds: 5 } } },
    ]);
    expect(await cameras.get(system, { name: 'b' })).toMatchObject({ version: 1 });
    expect(await cameras.updateMany(system, [])).toEqual([]);
  });

  it('are not applied when one is rejected, which is named', async () => {
    const organizationId = await limited(1);
    const others = await registry.organizations.createWithoutOwner({ title: 'Others', isPublic: true });
    const editor = await registry.user({ [organizationId]: { canViewStreams: true, canEditStreams: true } });
    await cameras.create(system, { name: 'mine', organizationId });
    await cameras.create(system, { name: 'theirs', organizationId: others.id });
    await cameras.create(system, { name: 'more', organizationId: others.id });
    const good = { name: 'mine', change: { title: 'changed' } };
    const refused = async (caller: typeof editor | typeof system, change: object, facts: object): Promise<void> => {
      await expect(cameras.updateMany(caller, [good, change as typeof good])).rejects.toMatchObject(facts);
      expect(await cameras.get(system, { name: 'mine' })).toMatchObject({ version: 1, title: null });
    };
    const of = (name: string, change: object = {}): object => ({ name, change });
    await refused(editor, of('missing'), { code: 'camera.not-found', context: { camera: 'missing' } });
    await refused(editor, of('a\0b'), { code: 'camera.not-found', context: { camera: 'a\0b' } });
    await refused(editor, of('theirs'), { code: 'camera.forbidden', context: { camera: 'theirs' } });
    await refused(system, of('theirs', { port: 0 }), {
      code: 'camera.invalid',
      context: { field: 'port', camera: 'theirs' },
    });
    await refused(system, of('theirs', { presetId: 999_999 }), { context: { object: 'preset', camera: 'theirs' } });
    await refused(system, of('theirs', { folderId: 999_999 }), { context: { object: 'folder', camera: 'theirs' } });
    await refused(system, of('theirs', { organizationId }), { code: 'limit.reached', context: { camera: 'theirs' } });
    await refused(system, of('theirs', { organizationId: 999_999 }), {
      code: 'camera.invalid',
      context: { field: 'organizationId', camera: 'theirs' },
    });
    await refused(system, of('mine', {}), { code: 'camera.invalid', context: { field: 'name', camera: 'mine' } });
    await cameras.update(system, { name: 'more' }, { cameraId: 7 });
    await refused(system, of('theirs', { cameraId: 7 }), {
      code: 'camera.taken',
      context: { field: 'cameraId', camera: 'theirs' },
    });
    const many = times(1001, (index) => ({ name: `${index}`, change: {} }));
    await expect(cameras.updateMany(system, many)).rejects.toMatchObject({ code: 'camera.invalid' });
  });

  it('of the same cameras in any order do not deadlock', async () => {
    const names = times(20, (index) => `m/${index}`);
    await Promise.all(names.map((name) => cameras.create(system, { name })));
    const outcomes = await Promise.allSettled(
      times(10, (round) =>
        cameras.updateMany(
          system,
          (round % 2 === 0 ? names : names.toReversed()).map((name) => ({ name, change: { title: `${round}` } })),
        ),
      ),
    );
    expect(codes(outcomes)).toEqual(times(10, () => 'done'));
    const { items } = await cameras.list(system, { where: [] }, { limit: 100 });
    expect(new Set(items.map(({ title }) => title)).size).toBe(1);
  });
});
