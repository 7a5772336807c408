import { AuditLogService } from '#audit';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { MediaDenial, MediaQuestion } from './media-question.js';

const silentMilliseconds = 60_000;

/** Too frequent to be of interest: players with an expired token, and first requests without any credential. */
const unremarkable: ReadonlySet<MediaDenial> = new Set(['ticket.expired', 'ticket.missing']);

/** Writes denials to the audit log: each kind once a minute for one address and camera, however many segments it asks for. */
@Injectable()
export class DenialLog {
  private readonly recorded = new LRUCache<string, true>({ max: 10_000, ttl: silentMilliseconds });

  constructor(private readonly audit: AuditLogService) {}

  record(
    question: MediaQuestion,
    denial: MediaDenial,
    about: { readonly actor?: string; readonly subject?: string },
  ): void {
    if (unremarkable.has(denial)) return;
    const { viewer, cameraName, action } = question;
    const key = `${denial} ${action} ${viewer.ip} ${about.actor ?? ''} ${about.subject ?? cameraName}`;
    if (this.recorded.has(key)) return;
    this.recorded.set(key, true);
    this.audit.record({ event: 'authz_fail', ...about, origin: viewer, reason: `${action}: ${denial}` });
  }
}
