import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import { type ApplicationState, toUserState, type UserState } from '../accounts/account-state.js';
import { digest, sameDigest } from '../accounts/secrets.js';
import { UserEntity } from '../accounts/user.entity.js';
import type { Origin } from '../credential.js';
import { type BegunSession, SessionStore } from '../tokens/session-store.js';
import { AuthorizationCodeEntity } from './authorization-code.entity.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { BrowserSession } from './browser-session-store.js';
import { GrantedSessionStore } from './granted-session-store.js';
import { rejectedGrant } from './rejected-grant.js';

/** What a client presents with a code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export interface CodeRedemption {
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
  /** Audience; undefined: as authorized. */
  readonly resource: string | undefined;
  readonly dpopThumbprint: string | undefined;
  /** Whether the session, and so its refresh tokens, are bound to that key, too. */
  readonly bindsSession: boolean;
  /** Idle life of the session that it begins. */
  readonly idleSeconds: number;
}

/** The session that a code gave, and what it was granted. */
export interface RedeemedCode {
  readonly user: UserState;
  readonly session: BegunSession;
  readonly granted: AuthorizationCodeEntity;
}

/** R-AS-6 allows 60 s at most. */
const lifeSeconds = 60;
/** A used code is remembered that long, so that its second use is noticed. */
const retentionMilliseconds = 86_400_000;
const codeForm = /^[A-Za-z0-9_-]{43}$/;
const verifierForm = /^[A-Za-z0-9._~-]{43,128}$/;

/** Authorization codes: 256 random bits, stored as a digest, valid once and for 60 seconds. */
@Injectable()
export class AuthorizationCodeStore {
  constructor(
    @InjectRepository(AuthorizationCodeEntity) private readonly codes: Repository<AuthorizationCodeEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly sessionStore: SessionStore,
    private readonly grantedSessions: GrantedSessionStore,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** A code for what a person allowed. Old codes are deleted along the way. */
  async issue(request: AuthorizationRequest, scope: string, browser: BrowserSession): Promise<string> {
    const now = this.clock.now();
    const code = randomBytes(32).toString('base64url');
    await this.codes.insert({
      hash: digest(code),
      applicationId: request.client.applicationId,
      userId: browser.user.userId,
      userEpoch: browser.user.epoch,
      browserSessionId: browser.sessionId,
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
      scope,
      resource: request.resource ?? null,
      nonce: request.nonce ?? null,
      dpopThumbprint: request.dpopThumbprint ?? null,
      authTime: browser.authTime,
      amr: [...browser.amr],
      expiresAt: new Date(now.getTime() + lifeSeconds * 1000),
    });
    await this.codes
      .createQueryBuilder()
      .delete()
      .where('expires_at < :before', { before: new Date(now.getTime() - retentionMilliseconds) })
      .execute();
    return code;
  }

  /**
   * Exchanges a code for a session, once: of any number of concurrent requests one gets it, and every further one ends it
   * (RFC 6749 §4.1.2). A request that is wrong in anything else leaves the code usable.
   * @throws DomainError grant.rejected (invalid_grant, invalid_target)
   */
  async redeem(client: ApplicationState, wanted: CodeRedemption, origin: Origin): Promise<RedeemedCode> {
    const row = codeForm.test(wanted.code) ? await this.codes.findOneBy({ hash: digest(wanted.code) }) : null;
    // Another client's code: that client still gets its session.
    if (row === null || row.applicationId !== client.applicationId)
      throw rejectedGrant('invalid_grant', 'unknown code');
    if (row.usedAt !== null) return this.rejectReuse(row, origin);
    if (row.expiresAt <= this.clock.now()) throw rejectedGrant('invalid_grant', 'expired code');
    if (row.redirectUri !== wanted.redirectUri) throw rejectedGrant('invalid_grant', 'another redirect URI');
    if (!isVerifier(wanted.codeVerifier, row.codeChallenge))
      throw rejectedGrant('invalid_grant', 'wrong code verifier');
    if (row.dpopThumbprint !== null && row.dpopThumbprint !== wanted.dpopThumbprint)
      throw rejectedGrant('invalid_grant', 'bound to another key');
    if (wanted.resource !== undefined && wanted.resource !== (row.resource ?? undefined))
      throw rejectedGrant('invalid_target', 'another resource than was authorized');
    const user = await this.users.findOneBy({ id: row.userId });
    if (user === null || user.disabled || user.epoch !== row.userEpoch)
      throw rejectedGrant('invalid_grant', 'the account changed meanwhile');
    const redeemed = await this.begin(row, toUserState(user), client.clientId, wanted, origin);
    if (redeemed !== undefined) return redeemed;
    const used = await this.codes.findOneByOrFail({ hash: row.hash });
    return this.rejectReuse(used, origin);
  }

  private async begin(
    row: AuthorizationCodeEntity,
    user: UserState,
    clientId: string,
    wanted: CodeRedemption,
    origin: Origin,
  ): Promise<RedeemedCode | undefined> {
    const client = {
      applicationId: row.applicationId,
      clientId,
      scope: row.scope,
      resource: row.resource ?? undefined,
      browserSessionId: row.browserSessionId,
      authTime: row.authTime,
      amr: row.amr,
      dpopThumbprint: wanted.bindsSession ? wanted.dpopThumbprint : undefined,
    };
    const session = await this.grantedSessions.begin(
      { table: 'authorization_codes', hash: row.hash },
      user,
      { idleSeconds: wanted.idleSeconds, client },
      origin,
      (manager, { sessionId }) => manager.update(AuthorizationCodeEntity, { hash: row.hash }, { sessionId }),
    );
    return session && { user, session, granted: row };
  }

  private async rejectReuse({ sessionId, userId }: AuthorizationCodeEntity, origin: Origin): Promise<never> {
    if (sessionId !== null) await this.sessionStore.end(sessionId, origin, 'authn_token_reuse');
    this.audit.record({ event: 'authn_login_fail', subject: `user:${userId}`, origin, reason: 'code.reused' });
    throw rejectedGrant('invalid_grant', 'the code was used before');
  }
}

function isVerifier(verifier: string | undefined, challenge: string): boolean {
  if (verifier === undefined || !verifierForm.test(verifier)) return false;
  const given = createHash('sha256').update(verifier).digest('base64url');
  return sameDigest(Buffer.from(given), Buffer.from(challenge));
}
