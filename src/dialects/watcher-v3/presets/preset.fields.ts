import type { Dvr, Preset, PresetField } from '#cameras';
import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { fitted } from '../../http/json-shape.js';
import { layoutRulesShape } from '../streams/stream-json-shapes.js';
import { type WireField, wireList } from '../collections/wire-list.js';

type Field = WireField<Preset, PresetField>;

const dvr = [
  ['expiration', 'expirationSeconds'],
  ['episodes_expiration', 'episodesExpirationSeconds'],
  ['storage_limit', 'storageLimitBytes'],
  ['redundancy_factor', 'redundancyFactor'],
] as const satisfies readonly (readonly [string, keyof Dvr])[];

/** The preset object (GO25), in the order in which it is written. */
const presetFields: readonly Field[] = [
  { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
  { kind: 'stored', path: 'title', type: 'string', field: 'title' },
  ...dvr.map(([name, key]): Field => ({ kind: 'derived', path: `dvr.${name}`, show: (preset) => preset.dvr?.[key] })),
  { kind: 'derived', path: 'vision', show: ({ vision }) => fitted(vision, presetAnalyticsShape) },
  { kind: 'derived', path: 'layout_rules', show: ({ layoutRules }) => fitted(layoutRules, layoutRulesShape) },
  { kind: 'stored', path: 'is_adjustable', type: 'boolean', field: 'isAdjustable' },
  { kind: 'stored', path: 'is_default', type: 'boolean', field: 'isDefault' },
  { kind: 'stored', path: 'last_change.updated_at', type: 'utc_ms', field: 'updatedAt' },
  { kind: 'derived', path: 'last_change.user.id', show: ({ updatedById }) => updatedById },
  { kind: 'stored', path: 'last_change.user.name', type: 'string', field: 'updatedBy' },
  { kind: 'derived', path: 'stats.organizations_count', show: ({ organizationCount }) => organizationCount },
  { kind: 'derived', path: 'stats.streams_count', show: ({ cameraCount }) => cameraCount },
];

export const presetList = wireList<Preset, PresetField>(presetFields, ['id', 'title']);

/** The preset object as administrators see it, deleted ones too. */
export const adminPresetList = wireList<Preset, PresetField>(
  [...presetFields, { kind: 'stored', path: 'deleted_at', type: 'utc_ms', field: 'deletedAt' }],
  ['id', 'title'],
);
