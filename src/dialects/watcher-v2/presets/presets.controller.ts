import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { PresetsService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewPresetBody, PresetBody, PresetItem } from './preset.dto.js';
import { presetOrders, toPresetDraft, toPresetWire } from './preset.wire.js';

/** Settings that many cameras share; made by administrators. */
@WatcherV2Api('vsaas/api/v2/presets', { tag: 'presets' })
export class PresetsController {
  constructor(private readonly presets: PresetsService) {}

  @Endpoint('GET', '', {
    summary: 'The presets that the caller may use',
    list: { type: PresetItem, description: 'Presets.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly PresetItem[]> {
    const { items } = await this.presets.list(caller, toListQuery(parameters, presetOrders), page);
    return items.map(toPresetWire);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Make a preset',
    description: 'For administrators.',
    answer: { type: PresetItem, description: 'The preset.' },
    errors: [400, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewPresetBody): Promise<PresetItem> {
    return toPresetWire(await this.presets.create(caller, toPresetDraft(body)));
  }

  @Endpoint('GET', ':preset_id', {
    summary: 'One preset',
    answer: { type: PresetItem, description: 'The preset.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('preset_id', RowId) id: number): Promise<PresetItem> {
    return toPresetWire(await this.presets.get(caller, id));
  }

  @Endpoint('PUT', ':preset_id', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Change a preset',
    description: 'For administrators. What is left out stays.',
    answer: { type: PresetItem, description: 'The preset as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('preset_id', RowId) id: number,
    @Body(ObjectInput) body: PresetBody,
  ): Promise<PresetItem> {
    return toPresetWire(await this.presets.update(caller, id, toPresetDraft(body)));
  }

  @Endpoint('DELETE', ':preset_id', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Delete a preset',
    description: 'For administrators. Cameras that have it keep it.',
    answer: { type: Success, description: 'Deleted.' },
    errors: [403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('preset_id', RowId) id: number): Promise<Success> {
    await this.presets.remove(caller, id);
    return { success: true };
  }
}
