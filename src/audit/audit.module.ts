import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { AuditLogService } from './audit-log.service.js';
import { AuditTrailService } from './audit-trail.service.js';

/** What happened. Every room may record; the log asks nobody but the database. */
@Module({
  imports: [ListsModule],
  providers: [AuditLogService, AuditTrailService],
  exports: [AuditLogService, AuditTrailService],
})
export class AuditModule {}
