export type { AuditEvent, AuditOrigin } from './audit-event.js';
export { AuditLogService } from './audit-log.service.js';
export { AuditTrailService, type AuditEntry, type AuditField } from './audit-trail.service.js';
export { AuditModule } from './audit.module.js';
export { auditEventNames, type AuditEventName } from './audit-event-name.js';
