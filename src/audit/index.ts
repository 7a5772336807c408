export type { AuditEvent, AuditOrigin } from './audit-event.js';
export { AuditLog } from './audit-log.service.js';
export { AuditTrail, type AuditEntry, type AuditField } from './audit-trail.js';
export { AuditModule } from './audit.module.js';
export { auditWords, type AuditWord } from './audit-word.js';
