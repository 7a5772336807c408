import type { FeedChangeType } from '#cameras';

/** Where somebody wants the changes of the cameras that they see sent to. */
export interface CameraWebhook {
  readonly id: number;
  /** Whose it is, as the audit log names callers. */
  readonly madeBy: string;
  readonly url: string;
  readonly events: readonly FeedChangeType[];
  readonly organizationId: number | null;
  readonly active: boolean;
  readonly succeededAt: Date | null;
  readonly failedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
export type CameraWebhookField = Exclude<keyof CameraWebhook, 'events'>;

export interface CameraWebhookDraft {
  /** http or https, at most 2048 characters, without login, password and fragment. */
  readonly url: string;
  readonly events?: readonly FeedChangeType[] | undefined;
  readonly organizationId?: number | null | undefined;
  readonly active?: boolean | undefined;
}

/**
 * `pending`: it is sent, or sent again; `delivered`: the receiver answered 2xx; `dead`: it was tried for days in vain;
 * `dropped`: its owner may not see the camera any more, or the account is disabled.
 */
export const deliveryStates = ['pending', 'delivered', 'dead', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** `resync`: changes were lost (the webhook rested for more than 30 days): list again. */
export const deliveryTypes = ['created', 'updated', 'deleted', 'hidden', 'shown', 'resync', 'test'] as const;

export interface WebhookDelivery {
  readonly id: string;
  readonly messageId: string;
  readonly type: string;
  readonly cameraId: number | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly status: number | null;
  /** `unreachable`, `answered`, `owner` (may not see it), or null. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}
export type WebhookDeliveryField = keyof WebhookDelivery;

/** Which deliveries are sent again. */
export type ReplayChoice = { readonly deliveryId: number } | { readonly since: Date };

/** What came of sending one message. */
export interface DeliveryOutcome {
  readonly delivered: boolean;
  readonly status: number | null;
  readonly failure: string | null;
}
