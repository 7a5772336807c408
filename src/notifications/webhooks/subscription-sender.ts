import { UserStandingsService } from '#auth';
import { CamerasService, type JsonObject } from '#cameras';
import { Clock, Vault } from '#config';
import { OutboundHttp } from '#outbound';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Webhook } from '../subscriptions/subscription.js';
import { sealLocation } from '../subscriptions/subscriptions.service.js';
import { DeliveryStore, type LeasedDelivery } from './delivery-store.js';
import { exchange } from './webhook-sender.js';

/** What the connection is made of is ours (RFC 9110 §7.6.1), and so is where it goes. */
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

interface SubscribedEvent {
  readonly userId: number;
  readonly webhookSealed: string | null;
  readonly eventId: number;
  readonly type: string;
  readonly at: Date;
  readonly data: unknown;
}

/** Sends events at cameras to the addresses that people subscribed with, as they wrote them: method, headers and parameters. */
@Injectable()
export class SubscriptionSender {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly http: OutboundHttp,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly users: UserStandingsService,
    private readonly cameras: CamerasService,
    private readonly deliveries: DeliveryStore,
  ) {}

  /** Sends one message. @returns whether the receiver took it, or it needs no sending */
  async send(delivery: LeasedDelivery): Promise<boolean> {
    const { subscriptionId, cameraId } = delivery;
    const event = subscriptionId === null ? undefined : await this.find(delivery);
    const owner = event && (await this.users.find(event.userId))?.caller;
    const camera = owner && cameraId !== null ? await this.cameras.find(owner, { id: cameraId }) : undefined;
    if (event?.webhookSealed === undefined || event.webhookSealed === null || camera === undefined) {
      await this.deliveries.drop(delivery.id, 'dropped', 'owner');
      return true;
    }
    // The border where the text that was sealed becomes a webhook again.
    const webhook = JSON.parse(this.vault.open(event.webhookSealed, sealLocation(subscriptionId ?? 0))) as Webhook;
    const outcome = await exchange(
      this.http,
      ...requestOf(webhook, {
        id: delivery.messageId,
        seconds: this.clock.seconds(),
        fields: {
          event_id: event.eventId,
          event_type: event.type,
          at: event.at.toISOString(),
          camera_id: camera.name,
          camera_title: camera.title,
        },
        data: event.data,
      }),
    );
    await this.deliveries.note(delivery, outcome);
    return outcome.delivered;
  }

  private async find({ subscriptionId, eventId }: LeasedDelivery): Promise<SubscribedEvent | undefined> {
    const [row] = await this.dataSource.query<SubscribedEvent[]>(
      `select s.user_id as "userId", s.webhook_sealed as "webhookSealed", e.id as "eventId", e.type, e.at, e.data
       from event_subscriptions s join camera_events e on e.id = $2 where s.id = $1`,
      [subscriptionId, eventId],
    );
    return row;
  }
}

interface Message {
  readonly id: string;
  readonly seconds: number;
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly data: unknown;
}

/** Where there is a body, parameters and event are one JSON object; else they stand in the query. What is ours goes before. */
function requestOf(
  { method, url, headers, params }: Webhook,
  { id, seconds, fields, data }: Message,
): readonly [url: string, request: Parameters<typeof exchange>[2]] {
  const own = Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !ownHeaders.has(name));
  const sent = { ...Object.fromEntries(own), 'webhook-id': id, 'webhook-timestamp': String(seconds) };
  if (method === 'GET' || method === 'DELETE') {
    const target = new URL(url);
    for (const [name, value] of Object.entries({ ...params, ...fields }))
      if (value !== null) target.searchParams.set(name, String(value));
    return [target.href, { method, headers: sent }];
  }
  const body: JsonObject = { ...params, ...fields, ...(data === null ? {} : { data: data as JsonObject }) };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return [url, { method, headers: { ...type, ...sent }, body: JSON.stringify(body) }];
}
