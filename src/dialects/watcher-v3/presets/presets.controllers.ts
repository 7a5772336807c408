import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type Preset, type PresetField, PresetsService } from '#cameras';
import { DomainError } from '#errors';
import type { ListQuery } from '#lists';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { type Api, differences, Endpoint, TwinApi } from '../endpoint.decorator.js';
import { readIdParameter } from '../query-parameters.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { readPreset } from './preset.draft.js';
import { NewPreset, PresetChange } from './preset.dto.js';
import { AdminPresetAnswer, PresetAnswer, adminPresetList, presetList } from './preset.fields.js';

const presetId = new RowIdPipe('preset');
const ofPreset = { name: 'id', type: Number, description: 'Its id.', example: 1 };
const ofOrganization = {
  name: 'organization_id',
  required: false,
  type: Number,
  example: 7,
  description: 'Only those given to this organization.',
};

function presetsController(api: Api) {
  const { prefix, orMember, denied } = differences(api);
  const requires = orMember('cameras:write');
  const [item, fields] = api === 'admin' ? [AdminPresetAnswer, adminPresetList] : [PresetAnswer, presetList];
  const wire = (preset: Preset): Wire => toWire(fields, preset, undefined);

  @TwinApi(api, 'presets', { tag: 'presets' })
  class PresetsController {
    constructor(private readonly presets: PresetsService) {}

    @Endpoint('GET', '', {
      operationId: `${prefix}presets_list`,
      summary: 'The presets',
      query: [ofOrganization],
      list: { key: 'presets', item, sort: 'title', select: 'title,dvr.expiration' },
      errors: [400, 401, ...denied],
    })
    async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
      const organizationId = readIdParameter('organization_id', parameters['organization_id']);
      return answerCollection({
        key: 'presets',
        list: fields,
        parameters,
        own: ['organization_id'],
        page: (query, page) => this.presets.list(caller, withoutDeleted(query), page, organizationId),
        count: (query) => this.presets.count(caller, withoutDeleted(query), organizationId),
        context: () => undefined,
      });
    }

    @Endpoint('POST', '', {
      operationId: `${prefix}presets_create`,
      summary: 'Create a preset',
      description: 'Domain administrators and administrators only.',
      requires,
      answer: { type: item, description: 'The preset.' },
      errors: [400, 401, 403],
    })
    async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewPreset): Promise<Wire> {
      return wire(await this.presets.create(caller, readPreset(body)));
    }

    @Endpoint('GET', ':id', {
      operationId: `${prefix}preset_get`,
      summary: 'One preset',
      params: [ofPreset],
      answer: { type: item, description: 'The preset.' },
      errors: [401, ...denied, 404],
    })
    async get(@CurrentCaller() caller: Caller, @Param('id', presetId) id: number): Promise<Wire> {
      const preset = await this.presets.get(caller, id);
      // client-api does not mark deleted presets, so it shows administrators none (GO26).
      if (api === 'client' && preset.deletedAt !== null)
        throw new DomainError('object.not-found', `preset ${id}`, { object: 'preset' });
      return wire(preset);
    }

    @Endpoint('PUT', ':id', {
      operationId: `${prefix}preset_save`,
      summary: 'Change a preset',
      description: 'What is left out stays; so do unnamed keys of `dvr`.',
      requires,
      params: [ofPreset],
      answer: { type: item, description: 'The whole preset.' },
      errors: [400, 401, 403, 404],
    })
    async save(
      @CurrentCaller() caller: Caller,
      @Param('id', presetId) id: number,
      @Body(objectBody) body: PresetChange,
    ): Promise<Wire> {
      return wire(await this.presets.update(caller, id, readPreset(body)));
    }

    @Endpoint('DELETE', ':id', {
      operationId: `${prefix}preset_delete`,
      summary: 'Delete a preset',
      description: 'Streams and organizations that have it keep it.',
      requires,
      params: [ofPreset],
      answer: { status: 204, description: 'Deleted.' },
      errors: [401, 403, 404],
    })
    async delete(@CurrentCaller() caller: Caller, @Param('id', presetId) id: number): Promise<void> {
      await this.presets.remove(caller, id);
    }
  }
  return PresetsController;
}

/**
 * Deleted presets are not listed (GO26), except to those who ask for them by `deleted_at`; client-api does not have this
 * field.
 */
function withoutDeleted(query: ListQuery<PresetField>): ListQuery<PresetField> {
  const asked = query.where.some((condition) => 'field' in condition && condition.field === 'deletedAt');
  return asked ? query : { ...query, where: [...query.where, { operator: 'missing', field: 'deletedAt' }] };
}

/** Settings that many streams share: administrators manage them, members see those of their organizations. */
export const PresetsController = presetsController('client');
export const AdminPresetsController = presetsController('admin');
