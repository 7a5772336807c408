import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { HealthController } from './health.controller.js';

/** What operators need: health, logs, API documentation. */
@Module({ imports: [AuthModule], controllers: [HealthController] })
export class OperationsModule {}
