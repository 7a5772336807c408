import { CameraFeedService } from '#cameras';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedFollower } from '../support/feed-follower.js';
import { changeSomething, openFeedWorld, question } from '../support/feed-world.js';
import { openRegistry, type Registry } from '../support/registry.js';
import { seededRandom } from '../support/seeded-random.js';

/** Another one each time; a failure names it, and `FEED_SEED` repeats it. */
const seed = Number(process.env['FEED_SEED'] ?? Math.trunc(Date.now() / 1000) % 1_000_000);
const many = 200_000;

/** What `EXPLAIN ANALYZE` tells of a statement, times in milliseconds. */
interface Analyzed {
  readonly 'Execution Time': number;
  readonly Triggers: readonly { readonly 'Trigger Name': string; readonly Time: number }[];
}

let registry: Registry;
let feed: CameraFeedService;

beforeAll(async () => {
  registry = await openRegistry();
  feed = registry.context.get(CameraFeedService);
});
afterAll(() => registry.close());

it.each([0, 1, 2, 3])(
  `holds exactly what a fresh list shows for a long time (seed ${seed} + %i)`,
  async (more) => {
    const random = seededRandom(seed + more);
    const world = await openFeedWorld(registry);
    const followers = world.callers.map(
      (caller, index) =>
        new FeedFollower(feed, registry.cameras, caller, question, index % 2 === 0 ? 'list' : 'beginning'),
    );
    for (const follower of followers) await follower.begin();
    for (let step = 1; step <= 300; step += 1) {
      await changeSomething(world, random);
      for (const follower of followers) if (random.below(3) === 0) await follower.readPage(1 + random.below(3));
      if (step % 30 !== 0) continue;
      for (const follower of followers) {
        await follower.readAll(1 + random.below(9));
        expect(follower.held, `seed ${seed + more}, step ${step}, ${follower.name}`).toEqual(await follower.fresh());
      }
    }
  },
  300_000,
);

describe(`with ${many} cameras`, () => {
  it('writes the log in a small part of what writing the cameras takes, and finds what one grant shows at once', async () => {
    const world = await openFeedWorld(registry);
    const [{ 'QUERY PLAN': plans }] = await registry.dataSource.query<[{ 'QUERY PLAN': readonly Analyzed[] }]>(
      `explain (analyze, format json) insert into cameras (name, object_id, organization_id, kind)
       select 'many/' || n, substr(md5('many' || n), 1, 24), $1, 'non_ip' from generate_series(1, $2::integer) n`,
      [world.organizations[2], many],
    );
    const total = plans[0]?.['Execution Time'] ?? 0;
    const log = plans[0]?.Triggers.find((trigger) => trigger['Trigger Name'] === 'feed_insert')?.Time ?? Infinity;
    expect(log / total, `${Math.round(log)} of ${Math.round(total)} ms`).toBeLessThan(0.25);
    await registry.dataSource.query('analyze cameras');
    await registry.dataSource.query('analyze camera_feed');
    const shown = await world.camerasIn(world.organizations[2] ?? 0, 2);
    const user = await registry.user();
    const follower = new FeedFollower(feed, registry.cameras, user, question, 'beginning');
    await follower.begin();
    await follower.readAll(1000);
    await world.grantFolder(user, await world.folderOf(shown[0]));
    const from = performance.now();
    expect(await follower.changes()).toEqual(shown.map((id) => ({ type: 'shown', id })));
    // A walk through all cameras takes longer.
    expect(performance.now() - from).toBeLessThan(100);
  }, 300_000);
});
