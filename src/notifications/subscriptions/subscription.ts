export const notificationTypes = ['push', 'webhook'] as const;
export type NotificationType = (typeof notificationTypes)[number];

export const webhookMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type WebhookMethod = (typeof webhookMethods)[number];

/** Where an event is sent. Credentials in it are the owner's own. */
export interface Webhook {
  readonly method: WebhookMethod;
  /** http or https, at most 2048 characters, without login and password. */
  readonly url: string;
  /** At most 50 each, texts of at most 4096 characters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
}

/** One person wants to be notified of events at one camera. */
export interface Subscription {
  readonly id: number;
  readonly camera: { readonly id: number; readonly name: string; readonly title: string | null };
  /** Such as `stream_dead`, `camera_source_lost`; 1 to 64 characters `a-z 0-9 _ - .`, at most 50. */
  readonly eventTypes: readonly string[];
  readonly notificationType: NotificationType;
  /** Seconds between two notifications at least, 0 to 31,536,000. */
  readonly frequencySeconds: number;
  readonly webhook: Webhook | null;
  /** When a message to its address was last queued. */
  readonly lastEventAt: Date | null;
  readonly createdAt: Date;
}
export type SubscriptionField =
  'id' | 'cameraName' | 'notificationType' | 'frequencySeconds' | 'lastEventAt' | 'createdAt';

export interface SubscriptionDraft {
  readonly cameraName: string;
  readonly eventTypes: readonly string[];
  readonly notificationType: NotificationType;
  readonly frequencySeconds?: number | undefined;
  readonly webhook?: Webhook | null | undefined;
}
export type SubscriptionChange = Partial<SubscriptionDraft>;
