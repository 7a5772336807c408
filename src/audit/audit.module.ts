import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditTrailService } from './audit-trail.service.js';

/** What happened. Every module may record; the log depends on nothing but the database. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity]), ListsModule],
  providers: [AuditLogService, AuditTrailService],
  exports: [AuditLogService, AuditTrailService],
})
export class AuditModule {}
