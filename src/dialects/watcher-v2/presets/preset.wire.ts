import type { Preset, PresetDraft, PresetField } from '#cameras';
import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { fitted } from '../../http/json-shape.js';
import { toArchive, toDvr } from '../cameras/archive.js';
import type { PresetBody, PresetItem } from './preset.dto.js';

/** By which fields presets can be sorted. */
export const presetOrders: Readonly<Record<string, PresetField>> = {
  id: 'id',
  title: 'title',
  is_adjustable: 'isAdjustable',
  is_default: 'isDefault',
};

/** A preset in the answer for a camera. */
export type PresetView = Pick<Preset, 'id' | 'title' | 'isAdjustable' | 'isDefault' | 'dvr'> &
  Partial<Pick<Preset, 'vision' | 'deletedAt'>>;

export function toPresetWire(preset: PresetView): PresetItem {
  const { id, title, dvr, isAdjustable, isDefault, vision, deletedAt } = preset;
  return {
    id,
    title,
    ...toArchive(dvr),
    is_adjustable: isAdjustable,
    is_default: isDefault,
    is_deleted: (deletedAt ?? null) !== null,
    domain_id: 1,
    vision_params: toVision(vision),
  };
}

function toVision(vision: unknown): object | null {
  const fit = fitted(vision, presetAnalyticsShape);
  return typeof fit === 'object' ? fit : null;
}

/** Of the archive only what the request names: the core keeps the rest. */
export function toPresetDraft(body: PresetBody): PresetDraft {
  const dvr = toDvr(body);
  return {
    title: body.title,
    ...(Object.keys(dvr).length === 0 ? {} : { dvr }),
    ...(body.vision_params === undefined ? {} : { vision: body.vision_params }),
    isAdjustable: body.is_adjustable,
    isDefault: body.is_default,
  };
}
