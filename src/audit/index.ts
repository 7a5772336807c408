export type { AuditEvent, AuditOrigin, AuditOutcome } from './audit-event.js';
export { AuditLogService } from './audit-log.service.js';
export { AuditSealer } from './audit-sealer.js';
export type { AuditProblem, AuditVerification, NotedHead } from './audit-verification.js';
export { AuditVerifierService } from './audit-verifier.service.js';
export { AuditTrailService, type AuditEntry, type AuditField } from './audit-trail.service.js';
export { AuditModule } from './audit.module.js';
export { auditEventNames, type AuditEventName } from './audit-event-name.js';
