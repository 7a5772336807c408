import { hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { Clock } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import type { UserState } from '../accounts/account-state.js';
import type { Origin } from '../credential.js';
import { type BegunSession, type ClientGrant, SessionStore } from '../tokens/session-store.js';
import { rejectedGrant } from './rejected-grant.js';

/** A code that counts once, by the digest that it is stored under. */
export interface OneTimeCode {
  readonly table: 'authorization_codes' | 'device_authorizations';
  readonly hash: Buffer;
}

/** The sessions that codes give. */
@Injectable()
export class GrantedSessionStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses a code up and begins its session in one transaction: of any number of concurrent requests one gets it.
   * @param idleSeconds the session ends when it is unused for that long
   * @param remember what else the transaction writes, once the session is there
   * @returns undefined for a code that was used meanwhile
   * @throws DomainError grant.rejected (invalid_grant) when the account changed meanwhile
   */
  async begin(
    { table, hash }: OneTimeCode,
    user: UserState,
    { idleSeconds, client }: { readonly idleSeconds: number; readonly client: ClientGrant },
    origin: Origin,
    remember?: (manager: EntityManager, session: BegunSession) => Promise<unknown>,
  ): Promise<BegunSession | undefined> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const [, used] = await manager.query<[unknown[], number]>(
          `UPDATE ${table} SET used_at = $2 WHERE hash = $1 AND used_at IS NULL`,
          [hash, this.clock.now()],
        );
        if (used !== 1) return undefined;
        const wanted = { rotation: 'grace', idleSeconds, withKey: false, client } as const;
        const session = await this.sessions.beginIn(manager, user, wanted, origin);
        await remember?.(manager, session);
        return session;
      });
    } catch (error) {
      if (hasCode(error, 'password.wrong', 'factor.missing', 'factor.enrolment-required'))
        throw rejectedGrant('invalid_grant', error.detail);
      throw error;
    }
  }
}
