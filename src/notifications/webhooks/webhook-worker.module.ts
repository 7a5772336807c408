import { CamerasModule } from '#cameras';
import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications.module.js';
import { WebhookWorker } from './webhook-worker.js';

/** Sends messages: only where the server runs, not beside the command line. */
@Module({ imports: [CamerasModule, NotificationsModule], providers: [WebhookWorker] })
export class WebhookWorkerModule {}
