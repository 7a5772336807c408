import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OrganizationsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { PresetsService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { AssignedPresetBody, PresetItem } from './preset.dto.js';
import { presetOrders, toPresetWire } from './preset.wire.js';

/** Which presets an organization may use. */
@ApiTags('presets')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/organizations/:organization_id/presets')
export class OrganizationPresetsController {
  constructor(
    private readonly presets: PresetsService,
    private readonly organizations: OrganizationsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The presets of an organization' })
  @ApiList(PresetItem, 'Presets.')
  @ApiFailures(400, 403, 404)
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

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a preset to an organization', description: 'For administrators.' })
  @ApiResponse({ status: 200, type: PresetItem, description: 'The preset.' })
  @ApiFailures(400, 403, 404)
  async assign(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Body(ObjectInput) { preset_id: id }: AssignedPresetBody,
  ): Promise<PresetItem> {
    await this.presets.assign(caller, organizationId, id);
    return toPresetWire(await this.presets.get(caller, id));
  }

  @Delete(':preset_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Take a preset away from an organization', description: 'For administrators.' })
  @ApiResponse({ status: 200, type: Success, description: 'Taken away.' })
  @ApiFailures(403, 404)
  async unassign(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('preset_id', RowId) id: number,
  ): Promise<Success> {
    await this.presets.unassign(caller, organizationId, id);
    return { success: true };
  }
}
