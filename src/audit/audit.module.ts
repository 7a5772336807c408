import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.service.js';

/** What happened. Every room may record; the log asks nobody but the database. */
@Module({ providers: [AuditLog], exports: [AuditLog] })
export class AuditModule {}
