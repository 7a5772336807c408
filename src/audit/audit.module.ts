import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.service.js';
import { AuditTrail } from './audit-trail.js';

/** What happened. Every room may record; the log asks nobody but the database. */
@Module({ imports: [ListsModule], providers: [AuditLog, AuditTrail], exports: [AuditLog, AuditTrail] })
export class AuditModule {}
