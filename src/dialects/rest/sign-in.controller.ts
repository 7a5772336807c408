import { DomainError } from '#errors';
import { Body, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditName, AuthenticationService, SignInService, type SignedIn as Session } from '#auth';
import { Config } from '#config';
import { originOf } from '../http/request.js';
import { strictInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { readRestCredential } from './rest.credential.js';
import { RefreshCookie } from './refresh-cookie.js';
import { LoginBody, RefreshBody, SignedIn } from './sign-in.dto.js';

/** Signing people in at first-party frontends. */
@ApiController('api/v1/auth', { public: true, tag: 'sign-in' })
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly authenticator: AuthenticationService,
    private readonly cookie: RefreshCookie,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', 'login', {
    operationId: 'signIn',
    summary: 'Sign in with login and password',
    noStore: true,
    answer: { type: SignedIn, description: 'Signed in.' },
    description:
      'An account with a second factor needs `code`, else the answer is 401 `factor.missing`. A temporary password is answered with 403 `password.change-required`: the same request then carries `new_password`, too.',
    errors: [400, 401, 403, 429],
  })
  async login(
    @Body(strictInput) body: LoginBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    // Whose session would it be? (RFC 6750 §2)
    if (readRestCredential(request) !== undefined)
      throw new DomainError('credential.malformed', 'a credential beside login and password', {
        reason: 'conflicting',
      });
    if (body.cookie) this.cookie.assertPossible(request);
    const session = await this.signIn.withProof(
      { login: body.login, password: body.password, code: body.code, newPassword: body.new_password },
      { ...this.lives(), rotation: 'grace', sessionKey: false },
      originOf(request),
    );
    return this.answer(session, body.cookie ?? false, reply);
  }

  @Endpoint('POST', 'refresh', {
    operationId: 'refreshSession',
    summary: 'Get the next access token',
    description: 'The refresh token is replaced. A lost answer may be asked for again within ten seconds.',
    noStore: true,
    body: { type: RefreshBody, required: false },
    answer: { type: SignedIn, description: 'The next tokens.' },
    errors: [400, 401],
  })
  async refresh(
    @Body(strictInput) body: RefreshBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const token = this.refreshTokenOf(request, body);
    if (token === undefined) throw new DomainError('credential.missing');
    const session = await this.signIn.refresh(token, this.lives(), originOf(request));
    return this.answer(session, body.refresh_token === undefined, reply);
  }

  @Endpoint('POST', 'logout', {
    operationId: 'signOut',
    summary: 'Sign out',
    description:
      'Ends the session of the refresh token (body or cookie), else of the access token, with everything that belongs ' +
      'to it. What has ended already is no error.',
    noStore: true,
    body: { type: RefreshBody, required: false },
    answer: { status: 204, description: 'Signed out.' },
    errors: [400, 401],
    security: [{ bearer: [] }],
  })
  async logout(
    @Body(strictInput) body: RefreshBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = this.refreshTokenOf(request, body);
    if (token === undefined) return this.endOwnSession(request);
    await this.signIn.endByRefreshToken(token, originOf(request));
    if (body.refresh_token === undefined) reply.header('set-cookie', this.cookie.clear());
  }

  /** The session that the access token belongs to; other credentials have none. */
  private async endOwnSession(request: FastifyRequest): Promise<void> {
    const credential = readRestCredential(request);
    if (credential === undefined) throw new DomainError('credential.missing');
    if (credential.kind !== 'access-token' && credential.kind !== 'malformed')
      throw new DomainError('credential.unsupported', credential.kind);
    const caller = await this.authenticator.authenticate(credential, originOf(request));
    if (caller.kind === 'user' && caller.sessionId !== undefined)
      await this.signIn.end(caller.sessionId, originOf(request), auditName(caller));
  }

  private refreshTokenOf(request: FastifyRequest, body: RefreshBody): string | undefined {
    const inCookie = this.cookie.read(request);
    if (inCookie !== undefined && body.refresh_token !== undefined && inCookie !== body.refresh_token)
      throw new DomainError('credential.malformed', 'two refresh tokens', { reason: 'conflicting' });
    return body.refresh_token ?? inCookie;
  }

  private lives(): { readonly profile: 'native'; readonly accessSeconds: number; readonly refreshSeconds: number } {
    const { accessTokenSeconds, refreshTokenSeconds } = this.config;
    return { profile: 'native', accessSeconds: accessTokenSeconds, refreshSeconds: refreshTokenSeconds };
  }

  private answer(session: Session, asCookie: boolean, reply: FastifyReply): SignedIn {
    const { accessToken, expiresInSeconds, refreshToken } = session;
    if (asCookie) reply.header('set-cookie', this.cookie.store(refreshToken));
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      ...(asCookie ? {} : { refresh_token: refreshToken }),
    };
  }
}
