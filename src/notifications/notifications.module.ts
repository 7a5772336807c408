import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { EventsService } from './events/events.service.js';
import { MessagesService } from './messages/messages.service.js';
import { DevicesService } from './subscriptions/devices.service.js';
import { SubscriptionsService } from './subscriptions/subscriptions.service.js';
import { WebPushService } from './subscriptions/web-push.service.js';

const services = [MessagesService, SubscriptionsService, DevicesService, WebPushService, EventsService];

/** What people are told: events of cameras, messages, and where they want to hear of them. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule, ListsModule],
  providers: services,
  exports: services,
})
export class NotificationsModule {}
