import type { ListField, ListSource } from '#lists';
import type { Preset, PresetField } from './preset.js';

const fields: Readonly<Record<PresetField, ListField>> = {
  id: { sql: 'p.id', type: 'integer', nullable: false },
  title: { sql: 'p.title', type: 'text', nullable: false },
  isAdjustable: { sql: 'p.is_adjustable', type: 'boolean', nullable: false },
  isDefault: { sql: 'p.is_default', type: 'boolean', nullable: false },
  deletedAt: { sql: 'p.deleted_at', type: 'time', nullable: true },
  updatedAt: { sql: 'p.updated_at', type: 'time', nullable: false },
  updatedBy: { sql: 'p.updated_by collate "C"', type: 'text', nullable: true },
};

export const presetSource: ListSource<PresetField> = {
  name: 'presets',
  from: 'presets p',
  fields,
  key: 'id',
  search: ['title'],
};

/** What a row of the table is; how many cameras and organizations have it depends on who asks. */
export type PresetRow = Omit<Preset, 'cameraCount' | 'organizationCount'>;

export const presetColumns: Readonly<Record<keyof PresetRow, string>> = {
  id: 'p.id',
  title: 'p.title',
  dvr: 'p.dvr',
  vision: 'p.vision',
  layoutRules: 'p.layout_rules',
  isAdjustable: 'p.is_adjustable',
  isDefault: 'p.is_default',
  deletedAt: 'p.deleted_at',
  updatedAt: 'p.updated_at',
  updatedBy: 'p.updated_by',
  updatedById: '(select u.id from users u where lower(u.login) = lower(p.updated_by))',
};

/** The select list of which each row is a `PresetRow`. */
export const presetSelection = Object.entries(presetColumns)
  .map(([name, sql]) => `${sql} as "${name}"`)
  .join(', ');
