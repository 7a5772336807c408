import { InputError } from '../../http/input.error.js';
import type { OrganizationPreset } from './organization-preset.dto.js';

/**
 * The ids of the presets that a body names, at least one.
 * @throws InputError missing_required
 */
export function readPresetIds(body: OrganizationPreset): readonly [number, ...number[]] {
  const ids = body.presets?.map(({ id, preset_id: other }) => other ?? id) ?? [body.preset_id ?? body.id];
  const [first, ...rest] = ids.filter((id) => id !== undefined);
  if (first === undefined || rest.length + 1 < ids.length)
    throw InputError.at('preset_id', 'missing_required', 'preset_id is required.');
  return [first, ...rest];
}
