import { notFound } from '#errors';
import { Param, Req } from '@nestjs/common';
import { type Caller, ConsentsService, CurrentCaller, SignInService } from '#auth';
import { Clock } from '#config';
import type { FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { originOf } from '../http/request.js';
import { Endpoint } from './endpoint.decorator.js';
import { personOf } from './own-account.js';
import { OwnConsents, OwnSessions, toOwnConsent, toOwnSession } from './own-session.wire.js';

/** Where the caller is signed in, and what they have allowed. */
@ApiController('api/v1', { tag: 'sign-in' })
export class OwnSessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly consents: ConsentsService,
    private readonly clock: Clock,
  ) {}

  @Endpoint('GET', 'sessions', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'listSessions',
    summary: 'Where the caller is signed in',
    description: 'At every API, in browsers and through OAuth clients.',
    answer: { type: OwnSessions, description: 'The live sessions.' },
    errors: [401, 403],
  })
  async list(@CurrentCaller() caller: Caller): Promise<OwnSessions> {
    const { userId, sessionId } = personOf(caller);
    const sessions = await this.signIn.sessions(userId);
    return { items: sessions.map((one) => toOwnSession(one, sessionId)), next: null };
  }

  @Endpoint('DELETE', 'sessions/:session_id', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'endSession',
    summary: 'End one session',
    params: [{ name: 'session_id', description: "The session's id." }],
    answer: { status: 204, description: 'It and its tokens work no more.' },
    errors: [401, 403, 404],
  })
  async end(
    @CurrentCaller() caller: Caller,
    @Param('session_id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { userId } = personOf(caller);
    const ended = await this.signIn.endOf(userId, id, originOf(request), `user:${userId}`);
    if (!ended) notFound('session', 'not live');
  }

  @Endpoint('DELETE', 'sessions', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'endOtherSessions',
    summary: 'End all other sessions',
    description: 'Every session of the caller, but the one of the request.',
    answer: { status: 204, description: 'They and their tokens work no more.' },
    errors: [401, 403],
  })
  async endOthers(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<void> {
    const { userId, sessionId } = personOf(caller);
    await this.signIn.endAll(userId, originOf(request), `user:${userId}`, sessionId);
  }

  @Endpoint('GET', 'me/consents', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'listConsents',
    summary: 'What the caller has allowed OAuth clients',
    answer: { type: OwnConsents, description: 'The consents.' },
    errors: [401, 403],
  })
  async listConsents(@CurrentCaller() caller: Caller): Promise<OwnConsents> {
    const consents = await this.consents.list(personOf(caller).userId);
    return { items: consents.map(toOwnConsent), next: null };
  }

  @Endpoint('DELETE', 'me/consents/:client_id', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'endConsent',
    summary: 'Take a consent back',
    description: "Ends the client's sessions for the caller with all their tokens.",
    params: [{ name: 'client_id', description: 'The client.' }],
    answer: { status: 204, description: 'The client asks anew.' },
    errors: [401, 403, 404],
  })
  async endConsent(
    @CurrentCaller() caller: Caller,
    @Param('client_id') clientId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.consents.end(personOf(caller).userId, clientId, this.clock.now(), originOf(request));
  }
}
