import type { Subscription, SubscriptionChange, SubscriptionField, Webhook } from '#notifications';
import { InputError } from '../../http/input.error.js';
import type { SubscriptionBody, SubscriptionItem, WebhookBody } from './subscription.dto.js';

/** By which fields subscriptions can be sorted. */
export const subscriptionOrders: Readonly<Record<string, SubscriptionField>> = {
  id: 'id',
  camera: 'cameraName',
  notification_type: 'notificationType',
  send_timeout: 'frequencySeconds',
};

export function toSubscriptionWire(subscription: Subscription): SubscriptionItem {
  const { id, camera, eventTypes, notificationType, frequencySeconds, webhook, lastEventAt } = subscription;
  return {
    id,
    camera: { name: camera.name, title: camera.title ?? camera.name },
    // One of v3 may be for several; API v2 shows the first.
    event_type: eventTypes[0] ?? '',
    notification_type: notificationType,
    send_timeout: frequencySeconds,
    last_event_at: lastEventAt === null ? null : Math.floor(lastEventAt.getTime() / 1000),
    webhook_params: webhook,
  };
}

export function toSubscriptionChange(body: SubscriptionBody): SubscriptionChange {
  const { camera, event_type, notification_type, send_timeout, webhook_params } = body;
  return {
    ...(camera === undefined ? {} : { cameraName: camera }),
    ...(event_type === undefined ? {} : { eventTypes: [event_type] }),
    ...(notification_type === undefined ? {} : { notificationType: notification_type }),
    frequencySeconds: send_timeout,
    ...(webhook_params === undefined ? {} : { webhook: toWebhook(webhook_params) }),
  };
}

function toWebhook({ method = 'POST', url, headers, params }: WebhookBody): Webhook {
  return { method, url, headers: textsIn('headers', headers), params: textsIn('params', params) };
}

function textsIn(field: string, values: object | null | undefined): Readonly<Record<string, string>> {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(values ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
        throw InputError.at(`webhook_params.${field}`, 'isString', `webhook_params.${field} must hold texts.`);
      return [key, String(value)];
    }),
  );
}
