import { ObjectsField } from '../body/nested-fields.decorator.js';
import { IntegerField } from '../body/scalar-fields.decorator.js';

class PresetName {
  @IntegerField({ description: 'Id of the preset.', example: 7, min: 1 })
  readonly id?: number;

  @IntegerField({ description: 'The same.', example: 7, min: 1 })
  readonly preset_id?: number;
}

/** The body of `PUT /organizations/{organization_id}/presets` (GO25 `OrganizationPreset`): one preset, or several. */
export class OrganizationPreset {
  @IntegerField({ description: 'Id of the preset.', example: 7, min: 1 })
  readonly preset_id?: number;

  @IntegerField({ description: 'The same.', example: 7, min: 1 })
  readonly id?: number;

  @ObjectsField(() => PresetName, { description: 'Several, all or none. Our addition.', maxItems: 100 })
  readonly presets?: readonly PresetName[];
}
