export type { CameraEvent, CameraEventDraft, CameraEventField } from './events/camera-event.js';
export { Events } from './events/events.js';
export {
  messageTypes,
  type Message,
  type MessageChange,
  type MessageDraft,
  type MessageField,
  type MessageType,
} from './messages/message.js';
export { Messages } from './messages/messages.js';
export { NotificationsModule } from './notifications.module.js';
export { Devices, type Device, type DeviceDraft, type DeviceField } from './subscriptions/devices.js';
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
export { Subscriptions } from './subscriptions/subscriptions.js';
export { WebPush, type BrowserSubscription } from './subscriptions/web-push.js';
