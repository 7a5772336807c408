import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { PresetsService } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { objectBody } from '../body/object-body.pipe.js';
import { toWire, type Wire } from '../collections/wire-list.js';
import { type Api, differences, Endpoint, TwinApi } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { OrganizationPreset } from './organization-preset.dto.js';
import { PresetAnswer, adminPresetList, presetList } from './preset.fields.js';

const organizationId = new RowIdPipe('organization');
const presetId = new RowIdPipe('preset');

function organizationPresetsController(api: Api) {
  const { prefix, orMember } = differences(api);
  const requires = orMember('organizations:manage');
  const fields = api === 'admin' ? adminPresetList : presetList;

  @TwinApi(api, 'organizations/:organization_id/presets', { tag: 'presets', requires: 'organizations:manage' })
  class OrganizationPresetsController {
    constructor(private readonly presets: PresetsService) {}

    @Endpoint('PUT', '', {
      operationId: `${prefix}organization_preset_save`,
      summary: 'Give the organization a preset',
      description: 'Giving it again changes nothing. Domain administrators and administrators only.',
      requires,
      answer: { type: PresetAnswer, description: 'The preset; of several, the last.' },
      errors: [400, 401, 403, 404],
    })
    async give(
      @CurrentCaller() caller: Caller,
      @Param('organization_id', organizationId) organization: number,
      @Body(objectBody) body: OrganizationPreset,
    ): Promise<Wire> {
      const wanted = readPresetIds(body);
      // All are found before the first is given, so that a missing one leaves everything as it was.
      for (const id of wanted) await this.presets.get(caller, id);
      for (const id of wanted) await this.presets.assign(caller, organization, id);
      return toWire(fields, await this.presets.get(caller, wanted.at(-1) ?? wanted[0]), undefined);
    }

    @Endpoint('DELETE', ':preset_id', {
      operationId: `${prefix}organization_preset_delete`,
      summary: 'Take a preset away from the organization',
      description: 'Streams that have it keep it.',
      requires,
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
  return OrganizationPresetsController;
}

/**
 * The ids of the presets that a body names, at least one.
 * @throws InputError missing_required
 */
function readPresetIds(body: OrganizationPreset): readonly [number, ...number[]] {
  const ids = body.presets?.map(({ id, preset_id: other }) => other ?? id) ?? [body.preset_id ?? body.id];
  const [first, ...rest] = ids.filter((id) => id !== undefined);
  if (first === undefined || rest.length + 1 < ids.length)
    throw InputError.at('preset_id', 'missing_required', 'preset_id is required.');
  return [first, ...rest];
}

/** Which presets the streams of an organization may have; administrators decide. */
export const OrganizationPresetsController = organizationPresetsController('client');
export const AdminOrganizationPresetsController = organizationPresetsController('admin');
