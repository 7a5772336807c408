import { NotificationsModule } from '#notifications';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DeliveryStore } from '../../src/notifications/webhooks/delivery-store.js';
import { openCore } from '../support/core.js';

let core: Awaited<ReturnType<typeof openCore>>;

beforeAll(async () => {
  core = await openCore([NotificationsModule]);
});
afterAll(() => core.close());

it('processes that share the queue take each message once, and one of each camera at a time', async () => {
  const database = core.app.get(DataSource);
  await database.query(
    `insert into webhooks (made_by, caller, url, events, created_at, updated_at)
     values ('system', '{"kind":"system","actor":"system"}', 'http://example.org/', '{created}', now(), now())`,
  );
  await database.query(
    `insert into webhook_deliveries (webhook_id, camera_id, type, message_id, receiver, lane, state, next_at, created_at)
     select w.id, n % 5, 'updated', 'msg_' || n, 'webhook ' || w.id, 'webhook ' || w.id || ' ' || n % 5, 'pending',
       now() - interval '1 minute', now() from webhooks w, generate_series(1, 40) n`,
  );
  const store = core.app.get(DeliveryStore);
  for (let round = 1; round <= 8; round += 1) {
    const taken = (await Promise.all(Array.from({ length: 8 }, () => store.lease(4, [])))).flat();
    expect(taken.map(({ messageId }) => Number(messageId.slice(4))).toSorted((a, b) => a - b)).toEqual(
      [1, 2, 3, 4, 5].map((lane) => lane + (round - 1) * 5),
    );
    for (const one of taken) await store.note(one, { delivered: true, status: 204, failure: null });
  }
  expect(await store.lease(4, [])).toEqual([]);
});
