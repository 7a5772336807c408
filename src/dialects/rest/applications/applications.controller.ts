import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, RecentSignInService, RegisteredApplicationsService } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import { type Answer, toAnswer } from '../resources/resource.js';
import {
  ApplicationChangeBody,
  NewApplicationBody,
  SecretRotationBody,
  toApplicationChange,
  toNewApplication,
  toRegistration,
} from './application.dto.js';
import { applicationResource, ApplicationWithSecret } from './application.resource.js';

const theId = 'The client id of an application.';
const recent = 'A person needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).';
const limited =
  'Whoever has no more than `applications:manage` reaches applications below level admin of their own organization, which act for nobody but themselves.';

/** Programs that sign in with a client id. */
@ApiController('api/v1/applications', { tag: 'applications' })
export class ApplicationsController {
  constructor(
    private readonly applications: RegisteredApplicationsService,
    private readonly recentSignIn: RecentSignInService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['applications:manage'],
    operationId: 'listApplications',
    summary: 'The applications that the caller manages',
    description: `Without those that are revoked. ${limited}`,
    list: applicationResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(applicationResource, parameters, {
      page: (query, page) => this.applications.list(caller, query, page),
      count: (query) => this.applications.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['applications:manage'],
    id: theId,
    operationId: 'getApplication',
    summary: 'One application',
    answer: { type: applicationResource.answer, description: 'Without its secret; with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(applicationResource, { request, reply }, () => this.applications.get(caller, id));
  }

  @Endpoint('POST', '', {
    requires: ['applications:manage'],
    operationId: 'createApplication',
    summary: 'Register an application',
    description: `Its secret is in the answer, once. ${recent} ${limited}`,
    noStore: true,
    body: { type: NewApplicationBody, examples: { reader: { value: { name: 'Traffic study', level: 'user' } } } },
    answer: { status: 201, type: ApplicationWithSecret, description: 'It; `Location` is its address.' },
    errors: [400, 401, 403, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewApplicationBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.assertRecent(caller);
    const made = await this.applications.create(caller, toNewApplication(body), toRegistration(body));
    const more = { client_secret: made.clientSecret ?? null };
    return this.answers.created(applicationResource, { request, reply }, made.application, { key: 'client_id', more });
  }

  @Endpoint('PATCH', ':id', {
    requires: ['applications:manage'],
    id: theId,
    operationId: 'updateApplication',
    summary: 'Change an application',
    description:
      'RFC 7396: what is left out stays. A new level, scope, grant or way to authenticate ends the tokens of before.',
    body: { type: ApplicationChangeBody, examples: { name: { value: { name: 'Traffic study, second year' } } } },
    answer: { type: applicationResource.answer, description: 'The application as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: ApplicationChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    return this.answers.change(
      applicationResource,
      { request, reply },
      () => this.applications.get(caller, id),
      () => this.applications.update(caller, id, toApplicationChange(body)),
    );
  }

  @Endpoint('POST', ':id/rotate', {
    requires: ['applications:manage'],
    operationId: 'rotateApplication',
    summary: 'Give an application a new secret',
    description: `The old one ends at once, or after \`overlap_seconds\`; the one before it always. ${recent}`,
    noStore: true,
    params: [{ name: 'id', description: theId }],
    body: { type: SecretRotationBody, required: false },
    answer: { type: ApplicationWithSecret, description: 'It with its new secret, shown once.' },
    errors: [400, 401, 403, 404],
  })
  async rotate(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: SecretRotationBody,
  ): Promise<Answer> {
    await this.assertRecent(caller);
    const { clientSecret } = await this.applications.rotate(caller, id, body.overlap_seconds ?? 0);
    const answer = toAnswer(applicationResource, await this.applications.get(caller, id));
    return { ...answer, client_secret: clientSecret };
  }

  @Endpoint('DELETE', ':id', {
    requires: ['applications:manage'],
    id: theId,
    operationId: 'revokeApplication',
    summary: 'End an application',
    answer: { status: 204, description: 'It and all its tokens work no more.' },
    errors: [400, 401, 403, 404],
  })
  async revoke(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.answers.keep(
      applicationResource,
      { request },
      () => this.applications.get(caller, id),
      () => this.applications.revoke(caller, id),
    );
  }

  /** A secret outlives the session of the person who gets it. */
  private async assertRecent(caller: Caller): Promise<void> {
    if (caller.kind === 'user') await this.recentSignIn.assert(caller);
  }
}
