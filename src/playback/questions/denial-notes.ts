import { AuditLogService } from '#audit';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { MediaDenial, MediaQuestion } from './media-question.js';

const noteMilliseconds = 60_000;

/** Everyday life: players with an ended token, and the first request of a viewer that has not been asked yet. */
const unremarkable: ReadonlySet<MediaDenial> = new Set(['ticket.expired', 'ticket.missing']);

/** Notes denials in the audit log: each kind once a minute for one address and camera, however many pieces it asks for. */
@Injectable()
export class DenialNotes {
  private readonly noted = new LRUCache<string, true>({ max: 10_000, ttl: noteMilliseconds });

  constructor(private readonly audit: AuditLogService) {}

  note(
    question: MediaQuestion,
    denial: MediaDenial,
    about: { readonly actor?: string; readonly subject?: string },
  ): void {
    if (unremarkable.has(denial)) return;
    const { viewer, cameraName, action } = question;
    const place = `${denial} ${action} ${viewer.ip} ${about.actor ?? ''} ${about.subject ?? cameraName}`;
    if (this.noted.has(place)) return;
    this.noted.set(place, true);
    this.audit.record({ event: 'authz_fail', ...about, origin: viewer, reason: `${action}: ${denial}` });
  }
}
