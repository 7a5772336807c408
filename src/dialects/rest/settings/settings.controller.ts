import { Body, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, doneBy } from '#auth';
import { SettingsService } from '#settings';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { ItemAnswers } from '../resources/item-answers.js';
import type { Answer } from '../resources/resource.js';
import { SettingsChangeBody } from './settings.dto.js';
import { settingsResource, type ShownSettings, toInstallationChange } from './settings.resource.js';

/** What administrators set while the server runs. */
@ApiController('api/v1/settings', { tag: 'settings' })
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['admin'],
    operationId: 'getSettings',
    summary: 'The settings of the installation',
    description: 'For administrators. Passwords and keys are never shown, only whether there are any.',
    answer: { type: settingsResource.answer, description: 'The settings, with their `ETag`.' },
    errors: [400, 401, 403],
  })
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.send(settingsResource, { request, reply }, () => this.read());
  }

  @Endpoint('PATCH', '', {
    requires: ['admin'],
    operationId: 'updateSettings',
    summary: 'Change settings of the installation',
    description: 'RFC 7396: what is left out stays, secrets too; `null` empties it. Takes `If-Match`.',
    body: { type: SettingsChangeBody, examples: { title: { value: { appearance: { title: 'City cameras' } } } } },
    answer: { type: settingsResource.answer, description: 'The settings as they are now.' },
    errors: [400, 401, 403, 412],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: SettingsChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    return this.answers.change(
      settingsResource,
      { request, reply },
      () => this.read(),
      async () => {
        await this.settings.change(toInstallationChange(body), doneBy(caller));
        return this.read();
      },
    );
  }

  private async read(): Promise<ShownSettings> {
    const [installation, mail] = await Promise.all([this.settings.read(), this.settings.readMail()]);
    const has = (secret: string | null | undefined): boolean => secret !== null && secret !== undefined;
    return { installation, hasPassword: has(mail?.password), hasApiKey: has(mail?.apiKey) };
  }
}
