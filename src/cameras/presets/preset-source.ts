import { columnsOf, expressionsOf, fieldsOf, type ListSource } from '#lists';
import type { Preset, PresetField } from './preset.js';
import { PresetEntity } from './preset.entity.js';

const columns = columnsOf(PresetEntity);

export const presetSource: ListSource<PresetField> = {
  name: 'presets',
  from: 'presets p',
  fields: fieldsOf(columns, 'p', ['id', 'title', 'isAdjustable', 'isDefault', 'deletedAt', 'updatedAt', 'updatedBy']),
  key: 'id',
  search: ['title'],
};

/** What a row of the table is; how many cameras and organizations have it depends on the caller. */
export type PresetRow = Omit<Preset, 'cameraCount' | 'organizationCount'>;

export const presetColumns: Readonly<Record<keyof PresetRow, string>> = {
  ...expressionsOf(columns, 'p', [
    'id',
    'title',
    'dvr',
    'vision',
    'layoutRules',
    'isAdjustable',
    'isDefault',
    'deletedAt',
    'updatedAt',
    'updatedBy',
  ]),
  updatedById: '(select u.id from users u where lower(u.login) = lower(p.updated_by))',
};

/** The select list of which each row is a `PresetRow`. */
export const presetSelection = Object.entries(presetColumns)
  .map(([name, sql]) => `${sql} as "${name}"`)
  .join(', ');
