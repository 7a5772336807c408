import type { UserCaller } from '#auth';
import { CameraFeedService, type FeedQuestion } from '#cameras';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedCursors } from '../../src/cameras/feed/feed-cursor.js';
import { FeedPruner } from '../../src/cameras/feed/feed-pruner.js';
import { FeedFollower } from '../support/feed-follower.js';
import { seededRandom } from '../support/seeded-random.js';
import { ManualClock } from '../support/clock.js';
import { openRegistry, type Registry } from '../support/registry.js';
import { changeSomething, type FeedWorld, openFeedWorld, question } from '../support/feed-world.js';

const seeds = [1, 2, 3, 4, 5, 6].map((seed) => seed + Number(process.env['FEED_SEED'] ?? 0));

describe('a client that follows the feed of cameras', () => {
  let registry: Registry;
  let feed: CameraFeedService;
  const clock = new ManualClock();

  beforeAll(async () => {
    registry = await openRegistry(clock);
    feed = registry.context.get(CameraFeedService);
  });
  afterAll(async () => {
    clock.home();
    await registry.close();
  });

  it.each(seeds)('holds exactly what a fresh list shows, whatever happens (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const world = await openFeedWorld(registry);
    const questions: readonly FeedQuestion[] = [
      { shape: question.shape },
      { ...question, organizationId: world.organizations[1] ?? 0 },
    ];
    const followers = world.callers.flatMap((caller, index) =>
      questions.map(
        (asked) => new FeedFollower(feed, registry.cameras, caller, asked, index % 2 === 0 ? 'beginning' : 'list'),
      ),
    );
    for (const follower of followers) await follower.begin();
    for (let step = 0; step < 60; step += 1) {
      await changeSomething(world, random);
      for (const follower of followers)
        if (random.below(3) === 0) await follower.readPage(1 + random.below(random.below(4) === 0 ? 50 : 3));
      if (step % 10 !== 9) continue;
      for (const follower of followers) {
        await follower.readAll(1 + random.below(9));
        expect(follower.held, `seed ${seed}, step ${step}, ${follower.name}`).toEqual(await follower.fresh());
      }
    }
  });

  it('is told of one grant only what that grant changes, and nothing of cameras it still sees for another reason', async () => {
    const { world, user, follow } = await personOf();
    const [first, second] = await world.camerasIn(world.privateOrganization, 2);
    await world.grantFolder(user, await world.folderOf(first));
    const follower = await follow('beginning');
    await world.grantCamera(user, first);
    expect(await follower.changes()).toEqual([]);
    await world.revokeFolder(user, await world.folderOf(first));
    expect(await follower.changes()).toEqual([{ type: 'hidden', id: second }]);
    await world.revokeCamera(user, first);
    expect(await follower.changes()).toEqual([{ type: 'hidden', id: first }]);
  });

  it('hears nothing of a camera that it never saw, not even its deletion', async () => {
    const { world, follow } = await personOf();
    const follower = await follow('beginning');
    const [secret] = await world.camerasIn(world.privateOrganization, 1);
    await registry.dataSource.query('update cameras set title = $2, version = version + 1 where id = $1', [
      secret,
      'x',
    ]);
    await registry.dataSource.query('delete from cameras where id = $1', [secret]);
    expect(await follower.changes()).toEqual([]);
  });

  it('gets a camera again when its address becomes visible, though the camera stayed the same', async () => {
    const { world, user, follow } = await personOf();
    const [camera] = await world.camerasIn(world.privateOrganization, 1);
    await world.grantCamera(user, camera);
    const follower = await follow('beginning');
    expect(follower.held.get(camera)).toMatchObject({ address: null });
    await registry.organizations.addMember(world.privateOrganization, user.userId, {
      canViewStreams: true,
      canEditStreams: true,
    });
    expect(await follower.changes()).toContainEqual({ type: 'updated', id: camera });
    expect(follower.held.get(camera)).toMatchObject({ address: `http://camera.example/${camera}` });
  });

  it('loses no change of a transaction that began before the reading and ended after it', async () => {
    const { world, follow } = await personOf();
    const follower = await follow('beginning');
    const runner = registry.dataSource.createQueryRunner();
    await runner.startTransaction();
    const late = await world.addCamera(world.publicOrganization, runner.manager);
    const early = await world.addCamera(world.publicOrganization);
    expect(await follower.changes()).toEqual([{ type: 'created', id: early }]);
    await runner.commitTransaction();
    await runner.release();
    expect(await follower.changes()).toEqual([{ type: 'created', id: late }]);
    expect(await follower.changes()).toEqual([]);
  });

  it('must list again with a cursor that is older than 30 days, and cannot use that of another caller or question', async () => {
    const { world, user, follow } = await personOf();
    const follower = await follow('beginning');
    const { cursor } = follower;
    const other: UserCaller = await registry.user();
    await expect(feed.changes(other, question, cursor, 10)).rejects.toMatchObject({ code: 'cursor.invalid' });
    const narrowed = { ...question, organizationId: world.publicOrganization };
    await expect(feed.changes(user, narrowed, cursor, 10)).rejects.toMatchObject({ code: 'cursor.invalid' });
    await expect(feed.changes(user, question, `${cursor.slice(0, -2)}AA`, 10)).rejects.toMatchObject({
      code: 'cursor.invalid',
    });
    clock.travel(30 * 86_400 + 1);
    await expect(feed.changes(user, question, cursor, 10)).rejects.toMatchObject({ code: 'cursor.expired' });
    clock.home();
  });

  it('must list again where the database is another one than its cursor was written for', async () => {
    const { user, follow } = await personOf();
    const { cursor } = await follow('beginning');
    const cursors = registry.context.get(FeedCursors);
    const asked = { organizationId: null };
    const position = cursors.read(user, asked, cursor);
    expect((await feed.changes(user, question, cursors.write(user, asked, position), 10)).changes).toEqual([]);
    const restored = cursors.write(user, asked, { ...position, era: '7.1' });
    await expect(feed.changes(user, question, restored, 10)).rejects.toMatchObject({ code: 'cursor.expired' });
  });

  it('is served from a log that is kept as long as a cursor is good, and no longer', async () => {
    const { world, follow } = await personOf();
    const follower = await follow('beginning');
    const camera = await world.addCamera(world.publicOrganization);
    const pruner = registry.context.get(FeedPruner);
    clock.travel(29 * 86_400);
    await pruner.prune();
    expect(await follower.changes()).toEqual([{ type: 'created', id: camera }]);
    clock.travel(3 * 86_400);
    await pruner.prune();
    const [left] = await registry.dataSource.query<[{ readonly entries: number; readonly sights: number }]>(
      'select (select count(*)::integer from camera_feed) as entries, (select count(*)::integer from camera_sights) as sights',
    );
    expect(left.entries).toBe(0);
    // Those that were used three days ago.
    expect(left.sights).toBeGreaterThan(0);
    clock.home();
  });

  async function personOf(): Promise<{
    world: FeedWorld;
    user: UserCaller;
    follow: (start: 'beginning' | 'list') => Promise<FeedFollower>;
  }> {
    const world = await openFeedWorld(registry);
    const user = await registry.user();
    return {
      world,
      user,
      follow: async (start) => {
        const follower = new FeedFollower(feed, registry.cameras, user, question, start);
        await follower.begin();
        await follower.readAll(100);
        return follower;
      },
    };
  }
});
