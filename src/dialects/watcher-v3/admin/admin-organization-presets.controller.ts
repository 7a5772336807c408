import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { PresetsService } from '#cameras';
import { objectBody } from '../body/object-body.pipe.js';
import { toWire, type Wire } from '../collections/wire-list.js';
import { readPresetIds } from '../organizations/organization-preset.draft.js';
import { OrganizationPreset } from '../organizations/organization-preset.dto.js';
import { Preset } from '../presets/preset.dto.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { adminPresetList } from './admin-preset.fields.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

const organizationId = new RowIdPipe('organization');
const presetId = new RowIdPipe('preset');

/** Which presets an organization's streams may have. */

@AdminApi('organizations/:organization_id/presets', { tag: 'admin: presets' })
export class AdminOrganizationPresetsController {
  constructor(private readonly presets: PresetsService) {}

  @Endpoint('PUT', '', {
    operationId: 'admin_organization_preset_save',
    summary: 'Give the organization a preset',
    description: 'Giving it again changes nothing.',
    answer: { type: Preset, description: 'The preset; of several, the last.' },
    errors: [400, 401, 403, 404],
  })
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

  @Endpoint('DELETE', ':preset_id', {
    operationId: 'admin_organization_preset_delete',
    summary: 'Take a preset away from the organization',
    description: 'Streams that have it keep it.',
    answer: { status: 204, description: 'Taken away.' },
    errors: [401, 403, 404],
  })
  async takeAway(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('preset_id', presetId) preset: number,
  ): Promise<void> {
    await this.presets.unassign(caller, organization, preset);
  }
}
