export type { CameraEvent, CameraEventDraft, CameraEventField } from './events/camera-event.js';
export { EventsService } from './events/events.service.js';
export {
  messageTypes,
  type Message,
  type MessageChange,
  type MessageDraft,
  type MessageField,
  type MessageType,
} from './messages/message.js';
export { MessagesService } from './messages/messages.service.js';
export { NotificationsModule } from './notifications.module.js';
export { DevicesService, type Device, type DeviceDraft, type DeviceField } from './push/devices.service.js';
export {
  notificationTypes,
  webhookMethods,
  type NotificationType,
  type Subscription,
  type SubscriptionChange,
  type SubscriptionDraft,
  type SubscriptionField,
  type Webhook,
  type WebhookMethod,
} from './subscriptions/subscription.js';
export { SubscriptionsService } from './subscriptions/subscriptions.service.js';
export { WebPushService, type BrowserSubscription } from './push/web-push.service.js';
export { type WebhookBacklog, WebhookBacklogService } from './webhooks/webhook-backlog.service.js';
export { WebhookDeliveriesService } from './webhooks/webhook-deliveries.service.js';
export { WebhookShape } from './webhooks/webhook-shape.js';
export { WebhookWorkerModule } from './webhooks/webhook-worker.module.js';
export {
  type CameraWebhook,
  type CameraWebhookDraft,
  type CameraWebhookField,
  deliveryStates,
  deliveryTypes,
  type ReplayChoice,
  type WebhookDelivery,
  type WebhookDeliveryField,
} from './webhooks/webhook.js';
export { type NewCameraWebhook, WebhooksService } from './webhooks/webhooks.service.js';
