import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import { UserEntity } from '../accounts/user.entity.js';
import type { Caller, UserCaller } from '../caller.js';
import { SessionEntity } from '../tokens/session.entity.js';

/** How old a sign-in may be where something sensitive is done, in seconds. */
export const recentSeconds = 900;

/** Asks for a recent proof of who a person is, before something that outlives their session (RFC 9470). */
@Injectable()
export class RecentSignInService {
  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly clock: Clock,
  ) {}

  /**
   * Passes where the person signed in within 15 minutes, with the second factor where the account has one; a password in the
   * request itself is such a sign-in, an API key or app password is none.
   * @throws DomainError sign-in.too-old; permission.missing for programs and API keys
   */
  async assert(caller: Caller): Promise<UserCaller> {
    if (caller.kind !== 'user') throw new DomainError('permission.missing', `a ${caller.kind} does not sign in`);
    const { userId, sessionId } = caller;
    if (sessionId === undefined) {
      // No sign-in makes a key one.
      if (caller.apiKeyId !== undefined) throw new DomainError('permission.missing', 'a key is no sign-in');
      if (caller.appPasswordId === undefined) return caller;
      throw tooOld();
    }
    const session = await this.sessions.findOneBy({ id: sessionId, userId });
    const user = await this.users.findOneBy({ id: userId });
    if (session === null || user === null || session.appPasswordId !== null) throw tooOld();
    const age = this.clock.now().getTime() - (session.authTime ?? session.createdAt).getTime();
    if (user.secondFactor && session.amr?.includes('mfa') !== true) throw tooOld('second-factor');
    if (age > recentSeconds * 1000) throw tooOld();
    return caller;
  }
}

function tooOld(reason?: 'second-factor'): DomainError {
  return new DomainError('sign-in.too-old', 'a recent sign-in is needed', reason && { reason });
}
