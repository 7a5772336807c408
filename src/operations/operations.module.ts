import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';

/** What operators need: health, logs, API documentation. */
@Module({ controllers: [HealthController] })
export class OperationsModule {}
