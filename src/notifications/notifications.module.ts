import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { Events } from './events/events.js';
import { Messages } from './messages/messages.js';
import { Devices } from './subscriptions/devices.js';
import { Subscriptions } from './subscriptions/subscriptions.js';
import { WebPush } from './subscriptions/web-push.js';

const services = [Messages, Subscriptions, Devices, WebPush, Events];

/** What people are told: events of cameras, messages, and where they want to hear of them. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule, ListsModule],
  providers: services,
  exports: services,
})
export class NotificationsModule {}
