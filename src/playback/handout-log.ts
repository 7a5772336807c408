import { AuditLogService } from '#audit';
import { type Caller, doneBy, type DoneBy } from '#auth';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const silentMilliseconds = 60_000;

/**
 * Writes to the audit log who got playback of which cameras: the same once a minute for one viewer and address, because media
 * servers ask again for every segment and clients list their cameras all the time. Nothing is changed, so no transaction waits.
 */
@Injectable()
export class HandoutLog {
  private readonly recorded = new LRUCache<string, true>({ max: 20_000, ttl: silentMilliseconds });

  constructor(private readonly audit: AuditLogService) {}

  /** Tokens to watch these cameras. */
  tokens(caller: Caller, cameraIds: readonly number[]): void {
    const [first] = cameraIds;
    if (first === undefined) return;
    const isOne = cameraIds.length === 1;
    const which = `${cameraIds.length} cameras: ${cameraIds.join(' ')}`;
    this.record(
      doneBy(caller),
      isOne ? `camera:${first}` : undefined,
      isOne ? 'playback token' : `playback tokens of ${which}`,
    );
  }

  /** Watching or publishing itself, as a media server asks for it. */
  playback(by: DoneBy, cameraId: number, action: string): void {
    this.record(by, `camera:${cameraId}`, action);
  }

  private record(by: DoneBy, subject: string | undefined, reason: string): void {
    const key = `${by.actor} ${by.origin?.ip} ${by.origin?.dialect} ${subject ?? ''} ${reason}`;
    if (this.recorded.has(key)) return;
    this.recorded.set(key, true);
    this.audit.record({ event: 'sensitive_read', ...by, subject, reason });
  }
}
