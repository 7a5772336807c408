export { AgentActivations } from './agents/agent-activations.js';
export type { CameraEvent, CameraEventDraft, CameraEventField } from './events/camera-event.js';
export { Events } from './events/events.js';
export type {
  CameraGroup,
  CameraGroupDraft,
  CameraGroupField,
  GroupCamera,
  GroupCameraField,
  GroupUser,
  GroupUserField,
  GroupUserMarks,
} from './groups/camera-group.js';
export { CameraGroups } from './groups/camera-groups.js';
export { GroupCameras } from './groups/group-cameras.js';
export { GroupUsers } from './groups/group-users.js';
export {
  messageTypes,
  type Message,
  type MessageChange,
  type MessageDraft,
  type MessageField,
  type MessageType,
} from './messages/message.js';
export { Messages } from './messages/messages.js';
export {
  mosaicTypes,
  type Mosaic,
  type MosaicCamera,
  type MosaicDraft,
  type MosaicField,
  type MosaicType,
} from './mosaics/mosaic.js';
export { Mosaics } from './mosaics/mosaics.js';
export { Devices, type Device, type DeviceDraft, type DeviceField } from './notifications/devices.js';
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
} from './notifications/subscription.js';
export { Subscriptions } from './notifications/subscriptions.js';
export { WebPush, type BrowserSubscription } from './notifications/web-push.js';
export { WorkspaceError, workspaceRefusals, type WorkspaceRefusal } from './workspace.error.js';
export { WorkspaceModule } from './workspace.module.js';
