import type { Dvr, Preset, PresetField } from '#cameras';
import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { fitted } from '../../http/json-shape.js';
import { layoutRulesShape } from '../streams/stream-json-shapes.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';

type Field = WireField<Preset, PresetField>;

const dvr = [
  ['expiration', 'expirationSeconds'],
  ['episodes_expiration', 'episodesExpirationSeconds'],
  ['storage_limit', 'storageLimitBytes'],
  ['redundancy_factor', 'redundancyFactor'],
] as const satisfies readonly (readonly [string, keyof Dvr])[];

/** The preset object (GO25), in the order in which it is written. */
const presetFields: readonly Field[] = [
  stored('id', 'integer', 'id'),
  stored('title', 'string', 'title'),
  ...dvr.map(([name, key]) => derived(`dvr.${name}`, (preset: Preset) => preset.dvr?.[key])),
  derived('vision', ({ vision }) => fitted(vision, presetAnalyticsShape)),
  derived('layout_rules', ({ layoutRules }) => fitted(layoutRules, layoutRulesShape)),
  stored('is_adjustable', 'boolean', 'isAdjustable'),
  stored('is_default', 'boolean', 'isDefault'),
  stored('last_change.updated_at', 'utc_ms', 'updatedAt'),
  derived('last_change.user.id', ({ updatedById }) => updatedById),
  stored('last_change.user.name', 'string', 'updatedBy'),
  derived('stats.organizations_count', ({ organizationCount }) => organizationCount),
  derived('stats.streams_count', ({ cameraCount }) => cameraCount),
];

export const presetList = wireList<Preset, PresetField>(presetFields, ['id', 'title']);

/** The preset object as administrators see it, deleted ones too. */
export const adminPresetList = wireList<Preset, PresetField>(
  [...presetFields, stored('deleted_at', 'utc_ms', 'deletedAt')],
  ['id', 'title'],
);
