import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditChainEntity } from './audit-chain.entity.js';
import { AuditChain } from './audit-chain.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditLagService } from './audit-lag.service.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditRetention } from './audit-retention.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditVerifierService } from './audit-verifier.service.js';
import { AuditTrailService } from './audit-trail.service.js';

/** What other modules use. */
const services = [
  AuditExportService,
  AuditLagService,
  AuditLogService,
  AuditRetention,
  AuditSealer,
  AuditTrailService,
  AuditVerifierService,
];

/** What happened. Every module may record; the log depends on nothing but the database. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity, AuditChainEntity]), ListsModule],
  providers: [AuditChain, ...services],
  exports: services,
})
export class AuditModule {}
