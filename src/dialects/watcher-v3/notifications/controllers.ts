import { AgentActivationTokensController } from './agent-activation-tokens.controller.js';
import { DeviceTokensController } from './device-tokens.controller.js';
import { MessagesController } from './messages.controller.js';
import { MosaicsController } from '../mosaics/mosaics.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { StreamSubscriptionsController } from './stream-subscriptions.controller.js';
import { WebPushController } from './web-push.controller.js';

/** Mosaics, messages, notifications and devices of client-api v3. */
export const workspaceControllers = [
  MosaicsController,
  MessagesController,
  NotificationsController,
  DeviceTokensController,
  StreamSubscriptionsController,
  WebPushController,
  AgentActivationTokensController,
];
