import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import type { ApplicationState, UserState } from '../accounts/account-state.js';
import type { Origin } from '../credential.js';
import { intersectScopes } from '../identity-scopes.js';
import { ConsentEntity } from './consent.entity.js';

/** What people have allowed applications to do. */
@Injectable()
export class ConsentStore {
  constructor(
    @InjectRepository(ConsentEntity) private readonly consents: Repository<ConsentEntity>,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** Whether the person has allowed all of this scope before. */
  async covers({ userId }: UserState, { applicationId }: ApplicationState, scope: string): Promise<boolean> {
    const consent = await this.consents.findOneBy({ userId, applicationId });
    return consent !== null && intersectScopes(scope, consent.scope) === scope;
  }

  /** Adds to what was allowed before. */
  async add({ userId }: UserState, client: ApplicationState, scope: string, origin: Origin): Promise<void> {
    await this.audit.recordWith(
      this.consents.manager,
      `INSERT INTO oauth_consents AS c (user_id, application_id, scope, granted_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id, application_id) DO UPDATE SET granted_at = excluded.granted_at, scope = (
         SELECT string_agg(DISTINCT word, ' ') FROM unnest(string_to_array(c.scope || ' ' || excluded.scope, ' ')) word)
       RETURNING user_id`,
      [userId, client.applicationId, scope, this.clock.now()],
      {
        event: 'authz_change',
        actor: `user:${userId}`,
        subject: `client:${client.clientId}`,
        origin,
        reason: 'consent',
      },
    );
  }
}
