import { DomainError } from '#errors';
import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type Preset as OnePreset, type PresetField, PresetsService } from '#cameras';
import type { ListQuery } from '#lists';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { readIdParameter } from '../id-parameter.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { NewPreset, Preset, PresetChange } from './preset.dto.js';
import { readPreset } from './preset.draft.js';
import { presetList } from './preset.fields.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

const presetId = new RowIdPipe('preset');
const ofPreset = { name: 'id', type: Number, description: 'Its id.', example: 1 };

/** Settings that many streams share: administrators keep them, members see those of their organizations. */

@ClientApi('presets', { tag: 'presets' })
export class PresetsController {
  constructor(private readonly presets: PresetsService) {}

  @Endpoint('GET', '', {
    operationId: 'presets_list',
    summary: 'The presets',
    query: [
      {
        name: 'organization_id',
        required: false,
        type: Number,
        example: 7,
        description: 'Only those given to this organization.',
      },
    ],
    list: { key: 'presets', item: Preset, sort: 'title', select: 'title,dvr.expiration' },
    errors: [400, 401],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    const organizationId = readIdParameter('organization_id', parameters['organization_id']);
    return answerCollection({
      key: 'presets',
      list: presetList,
      parameters,
      own: ['organization_id'],
      page: (query, page) => this.presets.list(caller, live(query), page, organizationId),
      count: (query) => this.presets.count(caller, live(query), organizationId),
      context: () => undefined,
    });
  }

  @Endpoint('GET', ':id', {
    operationId: 'preset_get',
    summary: 'One preset',
    params: [ofPreset],
    answer: { type: Preset, description: 'The preset.' },
    errors: [401, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('id', presetId) id: number): Promise<Wire> {
    return toWire(presetList, await this.find(caller, id), undefined);
  }

  @Endpoint('POST', '', {
    operationId: 'presets_create',
    summary: 'Make a preset',
    description: 'Domain administrators and administrators only.',
    requires: ['cameras:write', { orMember: true }],
    answer: { type: Preset, description: 'The preset.' },
    errors: [400, 401, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewPreset): Promise<Wire> {
    return toWire(presetList, await this.presets.create(caller, readPreset(body)), undefined);
  }

  @Endpoint('PUT', ':id', {
    operationId: 'preset_save',
    summary: 'Change a preset',
    description: 'What is left out stays; so do unnamed keys of `dvr`.',
    requires: ['cameras:write', { orMember: true }],
    params: [ofPreset],
    answer: { type: Preset, description: 'The whole preset.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('id', presetId) id: number,
    @Body(objectBody) body: PresetChange,
  ): Promise<Wire> {
    return toWire(presetList, await this.presets.update(caller, id, readPreset(body)), undefined);
  }

  @Endpoint('DELETE', ':id', {
    operationId: 'preset_delete',
    summary: 'Delete a preset',
    description: 'Streams and organizations that have it keep it.',
    requires: ['cameras:write', { orMember: true }],
    params: [ofPreset],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('id', presetId) id: number): Promise<void> {
    await this.presets.remove(caller, id);
  }

  /** Administrators see deleted ones, too; this door does not say which they are, so it shows none (GO26). */
  private async find(caller: Caller, id: number): Promise<OnePreset> {
    const preset = await this.presets.get(caller, id);
    if (preset.deletedAt !== null) throw new DomainError('object.not-found', `preset ${id}`, { object: 'preset' });
    return preset;
  }
}

function live(query: ListQuery<PresetField>): ListQuery<PresetField> {
  return { ...query, where: [...query.where, { operator: 'missing', field: 'deletedAt' }] };
}
