import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { PresetsService } from '#cameras';
import { objectBody } from '../body/object-body.pipe.js';
import { toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { readPresetIds } from '../organizations/organization-preset.draft.js';
import { OrganizationPreset } from '../organizations/organization-preset.dto.js';
import { Preset } from '../presets/preset.dto.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { adminPresetList } from './admin-preset.fields.js';
import { ForAdministrators } from './for-administrators.decorator.js';

const organizationId = new RowIdPipe('organization');
const presetId = new RowIdPipe('preset');

/** Which presets an organization's streams may have. */
@ApiTags('admin: presets')
@ForAdministrators()
@ApiParam({ name: 'organization_id', type: Number, description: 'Id of the organization.', example: 7 })
@Controller('watcher/admin-api/v3/organizations/:organization_id/presets')
export class AdminOrganizationPresetsController {
  constructor(private readonly presets: PresetsService) {}

  @Put()
  @ApiOperation({
    operationId: 'admin_organization_preset_save',
    summary: 'Give the organization a preset',
    description: 'Giving it again changes nothing.',
  })
  @ApiResponse({ status: 200, type: Preset, description: 'The preset; of several, the last.' })
  @ApiFailures(400, 401, 403, 404)
  async give(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Body(objectBody) body: OrganizationPreset,
  ): Promise<Wire> {
    const wanted = readPresetIds(body);
    // All are found before the first is given, so that one which is not there leaves everything as it was.
    for (const id of wanted) await this.presets.get(caller, id);
    for (const id of wanted) await this.presets.assign(caller, organization, id);
    return toWire(adminPresetList, await this.presets.get(caller, wanted.at(-1) ?? wanted[0]), undefined);
  }

  @Delete(':preset_id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'admin_organization_preset_delete',
    summary: 'Take a preset away from the organization',
    description: 'Streams that have it keep it.',
  })
  @ApiParam({ name: 'preset_id', type: Number, description: 'Id of the preset.', example: 7 })
  @ApiResponse({ status: 204, description: 'Taken away.' })
  @ApiFailures(401, 403, 404)
  async takeAway(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('preset_id', presetId) preset: number,
  ): Promise<void> {
    await this.presets.unassign(caller, organization, preset);
  }
}
