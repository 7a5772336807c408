import { Body, Param, Query } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { type PresetField, PresetsService } from '#cameras';
import type { ListQuery } from '#lists';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { readIdParameter } from '../id-parameter.js';
import { readPreset } from '../presets/preset.draft.js';
import { NewPreset, Preset, PresetChange } from '../presets/preset.dto.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { adminPresetList } from './admin-preset.fields.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

const presetId = new RowIdPipe('preset');
const ofPreset = { name: 'id', type: Number, description: 'Its id.', example: 1 };

class AdminPreset extends Preset {
  @ApiPropertyOptional({ description: 'When it was deleted, milliseconds since 1970.', example: 1738108800000 })
  readonly deleted_at?: number;
}

/** Settings that many streams share. */

@AdminApi('presets', { tag: 'admin: presets' })
export class AdminPresetsController {
  constructor(private readonly presets: PresetsService) {}

  @Endpoint('GET', '', {
    operationId: 'admin_presets_list',
    summary: 'All presets',
    query: [
      {
        name: 'organization_id',
        required: false,
        type: Number,
        example: 7,
        description: 'Only those given to this organization.',
      },
    ],
    list: { key: 'presets', item: AdminPreset, sort: 'title', select: 'title,dvr.expiration' },
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    const organizationId = readIdParameter('organization_id', parameters['organization_id']);
    return answerCollection({
      key: 'presets',
      list: adminPresetList,
      parameters,
      own: ['organization_id'],
      page: (query, page) => this.presets.list(caller, withoutDeleted(query), page, organizationId),
      count: (query) => this.presets.count(caller, withoutDeleted(query), organizationId),
      context: () => undefined,
    });
  }

  @Endpoint('POST', '', {
    operationId: 'admin_presets_create',
    summary: 'Make a preset',
    answer: { type: AdminPreset, description: 'The preset.' },
    errors: [400, 401, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewPreset): Promise<Wire> {
    return toWire(adminPresetList, await this.presets.create(caller, readPreset(body)), undefined);
  }

  @Endpoint('GET', ':id', {
    operationId: 'admin_preset_get',
    summary: 'One preset',
    params: [ofPreset],
    answer: { type: AdminPreset, description: 'The preset.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('id', presetId) id: number): Promise<Wire> {
    return toWire(adminPresetList, await this.presets.get(caller, id), undefined);
  }

  @Endpoint('PUT', ':id', {
    operationId: 'admin_preset_save',
    summary: 'Change a preset',
    description: 'What is left out stays; so do unnamed keys of `dvr`.',
    params: [ofPreset],
    answer: { type: AdminPreset, description: 'The whole preset.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('id', presetId) id: number,
    @Body(objectBody) body: PresetChange,
  ): Promise<Wire> {
    return toWire(adminPresetList, await this.presets.update(caller, id, readPreset(body)), undefined);
  }

  @Endpoint('DELETE', ':id', {
    operationId: 'admin_preset_delete',
    summary: 'Delete a preset',
    description: 'Streams and organizations that have it keep it.',
    params: [ofPreset],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('id', presetId) id: number): Promise<void> {
    await this.presets.remove(caller, id);
  }
}

/** Deleted presets are not listed (GO26), except to those who ask for them by `deleted_at`. */
function withoutDeleted(query: ListQuery<PresetField>): ListQuery<PresetField> {
  const asked = query.where.some((condition) => 'field' in condition && condition.field === 'deletedAt');
  return asked ? query : { ...query, where: [...query.where, { operator: 'missing', field: 'deletedAt' }] };
}
