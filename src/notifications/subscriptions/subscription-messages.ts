import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Turns events at cameras into messages to those who subscribed to them with an address. */
@Injectable()
export class SubscriptionMessages {
  /**
   * Queues a message for each subscription and event, in the transaction that writes the events. One with a frequency gets the
   * first of several, and none before its time: two who report at the same moment wait for each other at its row.
   */
  async queue(manager: EntityManager, eventIds: readonly number[], at: Date): Promise<void> {
    await manager.query(
      `with due as (
         update event_subscriptions s set last_event_at = $2::timestamptz
         where s.notification_type = 'webhook' and s.webhook_sealed is not null
           and (s.frequency = 0 or s.last_event_at is null
             or s.last_event_at <= $2::timestamptz - make_interval(secs => s.frequency))
           and exists (select from camera_events e
             where e.id = any($1::integer[]) and e.camera_id = s.camera_id and e.type = any(s.event_types))
         returning s.id, s.camera_id, s.event_types, s.frequency
       )
       insert into webhook_deliveries
         (subscription_id, event_id, camera_id, type, message_id, receiver, lane, state, next_at, created_at)
       select m.subscription_id, m.event_id, m.camera_id, m.type, 'msg_' || gen_random_uuid(),
         'subscription ' || m.subscription_id, 'subscription ' || m.subscription_id, 'pending', $2, $2
       from (
         select d.id as subscription_id, e.id as event_id, e.camera_id, e.type, d.frequency,
           row_number() over (partition by d.id order by e.id) as place
         from due d join camera_events e on e.camera_id = d.camera_id and e.type = any(d.event_types)
         where e.id = any($1::integer[])
       ) m
       where m.frequency = 0 or m.place = 1
       order by m.event_id`,
      [eventIds, at],
    );
  }
}
