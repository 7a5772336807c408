import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { NotificationsModule } from '#notifications';
import { HealthController } from './health.controller.js';
import { AuthMetrics, DatabaseMetrics, WorkMetrics } from './metrics/core.metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsService } from './metrics/metrics.service.js';
import { RequestMeter } from './metrics/request-meter.js';
import { ProblemPagesController } from './problem-pages.controller.js';
import { VersionController } from './version.controller.js';

/** What operators need: health, metrics, logs, API documentation. */
@Module({
  imports: [AuditModule, AuthModule, CamerasModule, NotificationsModule],
  controllers: [HealthController, MetricsController, ProblemPagesController, VersionController],
  providers: [AuthMetrics, DatabaseMetrics, MetricsService, WorkMetrics],
})
export class OperationsModule {
  /** @param requests counts the server's requests, from before the application is there */
  static with(requests: RequestMeter): DynamicModule {
    return { module: OperationsModule, providers: [{ provide: RequestMeter, useValue: requests }] };
  }
}
