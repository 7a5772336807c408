import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { HealthController } from './health.controller.js';
import { ProblemPagesController } from './problem-pages.controller.js';

/** What operators need: health, logs, API documentation. */
@Module({ imports: [AuthModule], controllers: [HealthController, ProblemPagesController] })
export class OperationsModule {}
