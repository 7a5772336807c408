import { notFound } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Repository } from 'typeorm';
import type { Origin } from '../credential.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { ConsentEntity } from './consent.entity.js';

/** What a person has allowed an application to do. */
export interface Consent {
  readonly clientId: string;
  readonly name: string;
  /** Space-separated. */
  readonly scope: string;
  readonly grantedAt: Date;
}

const listLimit = 100;

/** What people have allowed, for themselves to see and take back. */
@Injectable()
export class ConsentsService {
  constructor(
    @InjectRepository(ConsentEntity) private readonly consents: Repository<ConsentEntity>,
    private readonly revocations: RevocationsService,
    private readonly audit: AuditLogService,
  ) {}

  /** The newest first, at most 100. */
  async list(userId: number): Promise<readonly Consent[]> {
    return this.consents.query<Consent[]>(
      `SELECT a.client_id AS "clientId", a.name, c.scope, c.granted_at AS "grantedAt"
       FROM oauth_consents c JOIN applications a ON a.id = c.application_id
       WHERE c.user_id = $1 AND a.revoked_at IS NULL
       ORDER BY c.granted_at DESC, a.id LIMIT $2`,
      [userId, listLimit],
    );
  }

  /**
   * Takes a consent back and ends the client's sessions for this person.
   * @param at when
   * @throws DomainError object.not-found (consent)
   */
  async end(userId: number, clientId: string, at: Date, origin: Origin): Promise<void> {
    await this.consents.manager.transaction(async (manager) => {
      const [gone] = await manager.query<[{ application_id: number }[], number]>(
        `DELETE FROM oauth_consents c USING applications a
         WHERE c.user_id = $1 AND a.id = c.application_id AND a.client_id = $2 RETURNING c.application_id`,
        [userId, clientId],
      );
      const applicationId = gone[0]?.application_id ?? notFound('consent', clientId);
      const [ended] = await manager.query<[{ id: string }[], number]>(
        `UPDATE sessions SET ended_at = $3, end_reason = 'consent'
         WHERE user_id = $1 AND application_id = $2 AND ended_at IS NULL RETURNING id`,
        [userId, applicationId, at],
      );
      const actor = `user:${userId}`;
      await this.audit.recordIn(manager, {
        event: 'authz_change',
        actor,
        subject: `client:${clientId}`,
        origin,
        reason: 'consent ended',
      });
      await this.revocations.record(
        manager,
        'session',
        ended.map(({ id }) => id),
      );
    });
  }
}
