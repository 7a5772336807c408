import { guest, system, type UserCaller } from '#auth';
import { type Camera, CameraMarksService, type CameraQuery, type CamerasService } from '#cameras';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

let registry: Registry;
let cameras: CamerasService;
let marks: CameraMarksService;
let ann: UserCaller;
let bob: UserCaller;
let made: readonly Camera[];
let hidden: Camera;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  marks = registry.context.get(CameraMarksService);
  const { id: organizationId } = await registry.organizations.createWithoutOwner({ title: 'Private', isPublic: false });
  [ann, bob] = [await registry.user(), await registry.user()];
  const [a, b, c] = [
    await cameras.create(system, { name: 'a' }),
    await cameras.create(system, { name: 'b' }),
    await cameras.create(system, { name: 'c' }),
  ];
  made = [a, b, c];
  hidden = await cameras.create(system, { name: 'hidden', organizationId });
});
afterAll(() => registry.close());

const names = async (caller: Parameters<CamerasService['list']>[0], query: CameraQuery): Promise<readonly string[]> => {
  const { items } = await cameras.list(caller, query, { limit: 10 });
  expect(await cameras.count(caller, query)).toBe(items.length);
  return items.map(({ name }) => name);
};

describe('marks', () => {
  it('are personal, set part by part, and deleted with the camera', async () => {
    const ids = made.map(({ id }) => id);
    expect(await marks.of(ann, ids)).toEqual(new Map());
    expect(await marks.set(ann, 'b', { isFavourite: true })).toEqual({ isFavourite: true, notifies: false });
    expect(await marks.set(ann, 'b', { notifies: true })).toEqual({ isFavourite: true, notifies: true });
    expect(await marks.set(bob, 'c', { notifies: true })).toEqual({ isFavourite: false, notifies: true });
    expect(await marks.of(ann, ids)).toEqual(new Map([[ids[1], { isFavourite: true, notifies: true }]]));
    expect(await marks.of(bob, ids)).toEqual(new Map([[ids[2], { isFavourite: false, notifies: true }]]));
    expect(await marks.set(bob, 'c', { notifies: false })).toEqual({ isFavourite: false, notifies: false });
    expect(await marks.of(bob, ids)).toEqual(new Map());
    expect(await marks.set(bob, 'c', {})).toEqual({ isFavourite: false, notifies: false });
    const gone = await cameras.create(system, { name: 'gone' });
    await marks.set(ann, 'gone', { isFavourite: true });
    await cameras.remove(system, { id: gone.id });
    expect(await marks.of(ann, [gone.id])).toEqual(new Map());
  });

  it('are for visible cameras', async () => {
    for (const name of [hidden.name, 'missing', 'a\0b', '\ud800', ''])
      await expect(marks.set(ann, name, { isFavourite: true })).rejects.toMatchObject({ code: 'camera.not-found' });
  });

  it('can be filtered and sorted by, by the person who set them', async () => {
    await marks.set(ann, 'b', { isFavourite: true });
    const of = (value: boolean): CameraQuery => ({
      where: [{ operator: 'in', field: 'isFavourite', values: [value] }],
    });
    expect(await names(ann, of(true))).toEqual(['b']);
    expect(await names(ann, of(false))).toEqual(['a', 'c']);
    expect(await names(bob, of(true))).toEqual([]);
    for (const nobody of [guest, system]) expect(await names(nobody, of(true))).toEqual([]);
    expect(await names(guest, of(false))).toHaveLength(3);
    expect(await names(ann, { where: [{ operator: 'ne', field: 'isFavourite', value: true }] })).toEqual(['a', 'c']);
    expect(await names(ann, { where: [{ operator: 'missing', field: 'isFavourite' }] })).toEqual([]);
    expect(await names(ann, { where: [{ operator: 'present', field: 'notifies' }] })).toHaveLength(3);
    const both = [...of(true).where, { operator: 'in', field: 'notifies', values: [true, false] }] as const;
    expect(await names(ann, { where: both })).toEqual(['b']);
    const sort = [
      { field: 'isFavourite', descending: true },
      { field: 'name', descending: false },
    ] as const;
    expect(await names(ann, { where: [], sort })).toEqual(['b', 'a', 'c']);
    expect(await names(bob, { where: [], sort })).toEqual(['a', 'b', 'c']);
    const first = await cameras.list(ann, { where: [], sort }, { limit: 2 });
    const second = await cameras.list(ann, { where: [], sort }, { limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['c']);
  });

  it('of one camera by one person, fifty at once, are neither lost nor stored twice', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        marks.set(bob, 'a', index % 2 === 0 ? { isFavourite: true } : { notifies: true }),
      ),
    );
    expect(
      (
        await marks.of(
          bob,
          made.map(({ id }) => id),
        )
      ).get(made[0]?.id ?? 0),
    ).toEqual({
      isFavourite: true,
      notifies: true,
    });
  });
});
