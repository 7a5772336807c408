import type { Dvr, PresetDraft } from '#cameras';
import { given } from '../body/given.js';
import { readLayoutRules } from '../body/layout-rules.decorator.js';
import type { PresetChange, PresetDvr } from './preset.dto.js';

/** Reads a body into a change of a preset; unnamed keys of `dvr` stay, too. */
export function readPreset({
  title,
  dvr,
  vision,
  layout_rules,
  is_adjustable,
  is_default,
  $reset,
}: PresetChange): PresetDraft {
  const unnamed = $reset ? null : undefined;
  return given({
    title,
    dvr: dvr === undefined ? unnamed : dvr === null ? null : readDvr(dvr, unnamed),
    vision: vision === undefined ? unnamed : vision,
    layoutRules: layout_rules === undefined ? unnamed : readLayoutRules(layout_rules, 'layout_rules'),
    isAdjustable: is_adjustable ?? ($reset ? true : undefined),
    isDefault: is_default ?? ($reset ? false : undefined),
  });
}

function readDvr(dvr: PresetDvr, unnamed: null | undefined): Partial<Dvr> {
  return given({
    expirationSeconds: dvr.expiration === undefined ? unnamed : dvr.expiration,
    episodesExpirationSeconds: dvr.episodes_expiration === undefined ? unnamed : dvr.episodes_expiration,
    storageLimitBytes: dvr.storage_limit === undefined ? unnamed : dvr.storage_limit,
    redundancyFactor: dvr.redundancy_factor === undefined ? unnamed : dvr.redundancy_factor,
  });
}
