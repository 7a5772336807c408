import type { Dvr, Preset, PresetField } from '#cameras';
import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { fitted } from '../../http/json-shape.js';
import { layoutRulesShape } from '../streams/stream-json-shapes.js';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import { PresetBody } from './preset.dto.js';

type Field = WireField<Preset, PresetField>;

const dvr = [
  ['expiration', 'expirationSeconds'],
  ['episodes_expiration', 'episodesExpirationSeconds'],
  ['storage_limit', 'storageLimitBytes'],
  ['redundancy_factor', 'redundancyFactor'],
] as const satisfies readonly (readonly [string, keyof Dvr])[];

/** The preset object (GO25), in the order in which it is written. */
const presetFields: readonly Field[] = [
  stored('id', 'integer', 'id', { description: 'Id.', example: 7 }),
  stored('title', 'string', 'title', { description: 'Name for people.', example: 'A week' }),
  ...dvr.map(([name, key]) => derived(`dvr.${name}`, (preset: Preset) => preset.dvr?.[key])),
  derived('vision', ({ vision }) => fitted(vision, presetAnalyticsShape)),
  derived('layout_rules', ({ layoutRules }) => fitted(layoutRules, layoutRulesShape)),
  stored('is_adjustable', 'boolean', 'isAdjustable'),
  stored('is_default', 'boolean', 'isDefault'),
  stored('last_change.updated_at', 'utc_ms', 'updatedAt'),
  derived('last_change.user.id', ({ updatedById }) => updatedById, {
    schema: Number,
    optional: true,
    description: 'Id; absent for a program, or a user who was deleted.',
    example: 1,
  }),
  stored('last_change.user.name', 'string', 'updatedBy', { description: 'Login.', example: 'admin' }),
  derived('stats.organizations_count', ({ organizationCount }) => organizationCount, {
    schema: Number,
    description: 'Organizations that it was given to.',
    example: 12,
  }),
  derived('stats.streams_count', ({ cameraCount }) => cameraCount, {
    schema: Number,
    description: 'Streams that have it.',
    example: 12,
  }),
];

export const presetList = wireList<Preset, PresetField>(presetFields, ['id', 'title']);

const parts = {
  last_change: { name: 'PresetLastChange', optional: true, description: 'When it was last changed.' },
  'last_change.user': { name: 'PresetEditor', optional: true, description: 'Who.' },
  stats: { name: 'PresetStats', optional: true, description: 'How much it is used.' },
} as const;

/** Settings that many streams share (GO25 `Preset`). Fields without a value are left out. */
export const PresetAnswer = answerClass('Preset', presetFields, parts, PresetBody);

/** The preset object as administrators see it, deleted ones too. */
const adminFields: readonly Field[] = [
  ...presetFields,
  stored('deleted_at', 'utc_ms', 'deletedAt', {
    optional: true,
    description: 'When it was deleted, milliseconds since 1970.',
  }),
];

export const adminPresetList = wireList<Preset, PresetField>(adminFields, ['id', 'title']);

export const AdminPresetAnswer = answerClass('AdminPreset', adminFields, parts, PresetBody);
