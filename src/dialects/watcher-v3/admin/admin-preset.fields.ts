import type { Preset, PresetField } from '#cameras';
import { wireList } from '../collections/wire-list.js';
import { presetFields } from '../presets/preset.fields.js';

/** The preset object as administrators see it: what was deleted says so. */
export const adminPresetList = wireList<Preset, PresetField>(
  [...presetFields, { kind: 'stored', path: 'deleted_at', type: 'utc_ms', field: 'deletedAt' }],
  ['id', 'title'],
);
