import { Body, Param, Query } from '@nestjs/common';
import { OrganizationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { PresetsService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { AssignedPresetBody, PresetItem } from './preset.dto.js';
import { presetOrders, toPresetWire } from './preset.wire.js';

/** Which presets an organization may use. */
@WatcherV2Api('vsaas/api/v2/organizations/:organization_id/presets', { tag: 'presets' })
export class OrganizationPresetsController {
  constructor(
    private readonly presets: PresetsService,
    private readonly organizations: OrganizationsService,
  ) {}

  @Endpoint('GET', '', {
    summary: 'The presets of an organization',
    list: { type: PresetItem, description: 'Presets.' },
    errors: [400, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly PresetItem[]> {
    // An organization that the caller does not see is missing, not without presets.
    await this.organizations.get(caller, organizationId);
    const query = toListQuery(parameters, presetOrders);
    const { items } = await this.presets.list(caller, query, page, organizationId);
    return items.map(toPresetWire);
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Give a preset to an organization',
    description: 'For administrators.',
    answer: { type: PresetItem, description: 'The preset.' },
    errors: [400, 403, 404],
  })
  async assign(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Body(ObjectInput) { preset_id: id }: AssignedPresetBody,
  ): Promise<PresetItem> {
    await this.presets.assign(caller, organizationId, id);
    return toPresetWire(await this.presets.get(caller, id));
  }

  @Endpoint('DELETE', ':preset_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Take a preset away from an organization',
    description: 'For administrators.',
    answer: { type: Success, description: 'Taken away.' },
    errors: [403, 404],
  })
  async unassign(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('preset_id', RowId) id: number,
  ): Promise<Success> {
    await this.presets.unassign(caller, organizationId, id);
    return { success: true };
  }
}
