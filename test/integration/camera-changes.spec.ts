import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, guest, system } from '#auth';
import type { Camera, CamerasService } from '#cameras';
import { ManualClock } from '../support/clock.js';
import { application, openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

let registry: Registry;
let cameras: CamerasService;
let publicId: number;
let privateId: number;
const clock = new ManualClock();

beforeAll(async () => {
  registry = await openRegistry(clock);
  cameras = registry.cameras;
  publicId = (await registry.organizations.default()).id;
  privateId = (await registry.organizations.createWithoutOwner({ title: 'private', isPublic: false })).id;
});

afterAll(async () => {
  clock.home();
  await registry.close();
});

const everything = { offset: 0, limit: 1000 };
const seen = async (caller: Caller = system, span = {}): Promise<readonly string[]> =>
  (await cameras.changes(caller, { ...everything, ...span })).map(({ objectId }) => objectId);
const made = (draft = {}): Promise<Camera> => cameras.create(system, { title: 'a camera', ...draft });

describe('the log of changes', () => {
  it('has one entry for each creation, change and deletion, at their times', async () => {
    const { objectId, id, createdAt } = await made();
    clock.travel(10);
    const { updatedAt } = await cameras.update(system, { id }, { city: 'Lisbon' });
    await cameras.update(system, { id }, { city: 'Lisbon' });
    clock.travel(10);
    await cameras.remove(system, { id });
    const entries = (await cameras.changes(system, everything)).filter((entry) => entry.objectId === objectId);
    expect(entries.map(({ changedAt }) => changedAt)).toEqual([createdAt, updatedAt, expect.any(Date)]);
    expect(entries[2]?.changedAt.getTime()).toBeGreaterThanOrEqual(updatedAt.getTime() + 10_000);
  });

  it('has what an import created and changed, and nothing of a row that brought nothing new', async () => {
    const row = (line: number, title: string): { line: number; draft: { name: string; title: string } } => ({
      line,
      draft: { name: `imported-${line}`, title },
    });
    const before = (await seen()).length;
    await cameras.importBatch(system, [row(1, 'a'), row(2, 'b')], publicId);
    await cameras.importBatch(system, [row(1, 'a'), row(2, 'c')], publicId);
    expect((await seen()).length - before).toBe(3);
    await cameras.importBatch(system, [row(3, 'a')], publicId, { dryRun: true });
    expect((await seen()).length - before).toBe(3);
  });

  it('has nothing of a rejected write', async () => {
    const { legacyCameraId } = await made({ legacyCameraId: 77 });
    const before = await seen();
    await expect(made({ legacyCameraId })).rejects.toMatchObject({ code: 'camera.taken' });
    await expect(made({ latitude: 91, longitude: 0 })).rejects.toMatchObject({ code: 'camera.invalid' });
    expect(await seen()).toEqual(before);
  });

  it('shows nothing of cameras that the caller does not see, not even their deletion', async () => {
    const hidden = await made({ organizationId: privateId });
    await cameras.remove(system, { id: hidden.id });
    expect(await seen(system)).toContain(hidden.objectId);
    expect(await seen(application({ organizationId: privateId }))).toContain(hidden.objectId);
    expect(await seen(application())).not.toContain(hidden.objectId);
    expect(await seen(guest)).not.toContain(hidden.objectId);
  });

  it('shows both organizations a camera that moves', async () => {
    const camera = await made();
    clock.travel(60);
    const from = clock.now();
    await cameras.update(system, { id: camera.id }, { organizationId: privateId });
    expect(await seen(guest, { from })).toEqual([camera.objectId]);
    expect(await seen(system, { from })).toEqual([camera.objectId, camera.objectId]);
  });

  it('is read by time, both ends included, and in pages', async () => {
    clock.travel(600);
    const all: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      clock.travel(1);
      all.push((await made()).objectId);
    }
    const entries = (await cameras.changes(system, everything)).slice(-5);
    const [first, , third, , fifth] = entries.map(({ changedAt }) => changedAt);
    expect(await seen(system, { from: first, to: third })).toEqual(all.slice(0, 3));
    expect(await seen(system, { from: third, to: fifth, offset: 1, limit: 1 })).toEqual(all.slice(3, 4));
    expect(await seen(system, { from: fifth, offset: 1 })).toEqual([]);
    await expect(seen(system, { offset: -1 })).rejects.toMatchObject({ code: 'camera.invalid' });
    await expect(seen(system, { limit: 1001 })).rejects.toMatchObject({ code: 'camera.invalid' });
  });

  it('misses none of twenty changes at the same moment', async () => {
    const { id, objectId } = await made();
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => cameras.update(system, { id }, { description: `change ${at}` })),
    );
    expect((await seen()).filter((entry) => entry === objectId)).toHaveLength(21);
  });

  it('reads a span from the index, however long the log is', async () => {
    await registry.dataSource.query(
      `insert into camera_changes (camera_object_id, organization_id, changed_at)
       select lpad(to_hex(n), 24, '0'), 1, timestamptz '2020-01-01' + n * interval '1 minute' from generate_series(1, 50000) n`,
    );
    await registry.dataSource.query('analyze camera_changes');
    const plan = await registry.dataSource.query<{ 'QUERY PLAN': string }[]>(
      `explain select camera_object_id from camera_changes h where h.changed_at >= '2020-01-10' and h.changed_at <= '2020-01-11'
       order by h.changed_at, h.id limit 100`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/camera_changes_changed_at_idx/);
  });
});
