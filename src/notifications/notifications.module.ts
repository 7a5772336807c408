import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { OutboundModule } from '#outbound';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CameraEventEntity } from './events/camera-event.entity.js';
import { MessageEntity } from './messages/message.entity.js';
import { BrowserEntity } from './push/browser.entity.js';
import { DeviceEntity } from './push/device.entity.js';
import { SubscriptionEntity } from './subscriptions/subscription.entity.js';
import { DeliveryStore } from './webhooks/delivery-store.js';
import { WebhookDeliveriesService } from './webhooks/webhook-deliveries.service.js';
import { WebhookDeliveryEntity } from './webhooks/webhook-delivery.entity.js';
import { WebhookEntity } from './webhooks/webhook.entity.js';
import { WebhookMessage } from './webhooks/webhook-message.js';
import { WebhookReader } from './webhooks/webhook-reader.js';
import { WebhookBacklogService } from './webhooks/webhook-backlog.service.js';
import { WebhookSender } from './webhooks/webhook-sender.js';
import { WebhookShape } from './webhooks/webhook-shape.js';
import { WebhooksService } from './webhooks/webhooks.service.js';
import { SubscriptionMessages } from './subscriptions/subscription-messages.js';
import { SubscriptionSender } from './webhooks/subscription-sender.js';
import { EventsService } from './events/events.service.js';
import { MessagesService } from './messages/messages.service.js';
import { DevicesService } from './push/devices.service.js';
import { SubscriptionsService } from './subscriptions/subscriptions.service.js';
import { WebPushService } from './push/web-push.service.js';

const entities = [
  MessageEntity,
  SubscriptionEntity,
  DeviceEntity,
  BrowserEntity,
  CameraEventEntity,
  WebhookEntity,
  WebhookDeliveryEntity,
];
const services = [
  MessagesService,
  SubscriptionsService,
  DevicesService,
  WebPushService,
  EventsService,
  WebhooksService,
  WebhookBacklogService,
  WebhookDeliveriesService,
  WebhookShape,
  WebhookReader,
  WebhookSender,
  SubscriptionSender,
  DeliveryStore,
];

/** Events of cameras, messages to people, webhooks, and where other notifications would go. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    AuthModule,
    AccessModule,
    AuditModule,
    CamerasModule,
    ListsModule,
    OutboundModule,
  ],
  providers: [...services, WebhookMessage, SubscriptionMessages],
  exports: services,
})
export class NotificationsModule {}
