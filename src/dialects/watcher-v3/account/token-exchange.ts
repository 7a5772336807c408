import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type AccessLevel, type SignedIn, SignInService } from '#auth';
import { Config } from '#config';
import { originOf } from '../../http/request.js';
import { readWatcherV3Credential } from '../watcher-v3.credential.js';
import { signInOptions } from './sign-in-options.js';
import type { Tokens } from './tokens.dto.js';

/** Exchanges the credentials of a request to `/login` for tokens, for both interfaces. */
@Injectable()
export class TokenExchange {
  constructor(
    private readonly signIn: SignInService,
    private readonly config: Config,
  ) {}

  /** @param onlyLevel who may sign in; undefined: everybody */
  async exchange(request: FastifyRequest, onlyLevel?: AccessLevel): Promise<Tokens> {
    const { accessToken, refreshToken } = await this.signedIn(request, onlyLevel);
    return { access_token: accessToken, refresh_token: refreshToken };
  }

  private async signedIn(request: FastifyRequest, onlyLevel: AccessLevel | undefined): Promise<SignedIn> {
    const credential = readWatcherV3Credential(request);
    const options = { ...signInOptions(this.config), ...(onlyLevel === undefined ? {} : { onlyLevel }) };
    const origin = originOf(request);
    switch (credential?.kind) {
      case undefined:
        throw new DomainError('credential.missing');
      case 'password':
        return this.signIn.withPassword(credential.login, credential.password, options, origin);
      case 'refresh-token':
        return this.signIn.refresh(credential.token, options, origin);
      case 'malformed':
        throw new DomainError('credential.malformed', credential.reason, { reason: credential.reason });
      case 'access-token':
      case 'api-key':
      case 'client-secret':
      case 'session-key':
        throw new DomainError('credential.unsupported');
    }
  }
}
