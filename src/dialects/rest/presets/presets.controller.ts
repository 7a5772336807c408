import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { type Preset, type PresetField, PresetsService } from '#cameras';
import { DomainError } from '#errors';
import type { ListQuery } from '#lists';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { gone } from '../resources/removal.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { NewPresetBody, PresetChangeBody, toPresetDraft } from './preset.dto.js';
import { presetResource } from './preset.resource.js';

const theId = 'The number of a preset.';

/** Settings that many cameras share: administrators manage them, members use those of their organizations. */
@ApiController('api/v1/presets', { tag: 'presets' })
export class PresetsController {
  constructor(
    private readonly presets: PresetsService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listPresets',
    summary: 'The presets that the caller sees',
    list: presetResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(presetResource, parameters, {
      page: (query, page) => this.presets.list(caller, withoutDeleted(query), page),
      count: (query) => this.presets.count(caller, withoutDeleted(query)),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['cameras:read'],
    id: theId,
    operationId: 'getPreset',
    summary: 'One preset',
    answer: { type: presetResource.answer, description: 'The preset, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(presetResource, { request, reply }, () => this.find(caller, numberOf(id, 'preset')));
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'createPreset',
    summary: 'Make a preset',
    description: 'For administrators. Of several default ones the last is.',
    body: {
      type: NewPresetBody,
      examples: { week: { value: { title: 'A week', recording: { expiration_seconds: 604_800 } } } },
    },
    answer: { status: 201, type: presetResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewPresetBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const made = await this.presets.create(caller, toPresetDraft(body));
    return this.answers.created(presetResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['cameras:write', { orMember: true }],
    id: theId,
    operationId: 'updatePreset',
    summary: 'Change a preset',
    description: 'RFC 7396: what is left out stays, also within objects.',
    body: { type: PresetChangeBody, examples: { title: { value: { title: 'Seven days' } } } },
    answer: { type: presetResource.answer, description: 'The preset as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: PresetChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const number = numberOf(id, 'preset');
    return this.answers.change(
      presetResource,
      { request, reply },
      () => this.find(caller, number),
      () => this.presets.update(caller, number, toPresetDraft(body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: ['cameras:write', { orMember: true }],
    id: theId,
    operationId: 'deletePreset',
    summary: 'Delete a preset',
    description: 'Cameras that have it keep it.',
    answer: gone,
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const number = numberOf(id, 'preset');
    await this.answers.keep(
      presetResource,
      { request },
      () => this.find(caller, number),
      () => this.presets.remove(caller, number),
    );
  }

  /** A deleted preset is gone, also for those who could see it. */
  private async find(caller: Caller, id: number): Promise<Preset> {
    const preset = await this.presets.get(caller, id);
    if (preset.deletedAt !== null) throw new DomainError('object.not-found', `preset ${id}`, { object: 'preset' });
    return preset;
  }
}

function withoutDeleted(query: ListQuery<PresetField>): ListQuery<PresetField> {
  return { ...query, where: [...query.where, { operator: 'missing', field: 'deletedAt' }] };
}
