import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CameraEventEntity } from './events/camera-event.entity.js';
import { MessageEntity } from './messages/message.entity.js';
import { BrowserEntity } from './push/browser.entity.js';
import { DeviceEntity } from './push/device.entity.js';
import { SubscriptionEntity } from './subscriptions/subscription.entity.js';
import { EventsService } from './events/events.service.js';
import { MessagesService } from './messages/messages.service.js';
import { DevicesService } from './push/devices.service.js';
import { SubscriptionsService } from './subscriptions/subscriptions.service.js';
import { WebPushService } from './push/web-push.service.js';

const entities = [MessageEntity, SubscriptionEntity, DeviceEntity, BrowserEntity, CameraEventEntity];
const services = [MessagesService, SubscriptionsService, DevicesService, WebPushService, EventsService];

/** Events of cameras, messages to people, and where notifications would go. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), AuthModule, AccessModule, CamerasModule, ListsModule],
  providers: services,
  exports: services,
})
export class NotificationsModule {}
