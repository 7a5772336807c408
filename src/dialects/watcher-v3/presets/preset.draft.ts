import type { Dvr, PresetDraft } from '#cameras';
import { given } from '../body/given.js';
import { readLayoutRules } from '../body/layout-rules.decorator.js';
import type { PresetChange, PresetDvr } from './preset.dto.js';

/** What a body says of a preset; unnamed keys of `dvr` stay, too. */
export function readPreset({
  title,
  dvr,
  vision,
  layout_rules,
  is_adjustable,
  is_default,
  $reset,
}: PresetChange): PresetDraft {
  const unsaid = $reset ? null : undefined;
  return given({
    title,
    dvr: dvr === undefined ? unsaid : dvr === null ? null : readDvr(dvr, unsaid),
    vision: vision === undefined ? unsaid : vision,
    layoutRules: layout_rules === undefined ? unsaid : readLayoutRules(layout_rules, 'layout_rules'),
    isAdjustable: is_adjustable ?? ($reset ? true : undefined),
    isDefault: is_default ?? ($reset ? false : undefined),
  });
}

function readDvr(dvr: PresetDvr, unsaid: null | undefined): Partial<Dvr> {
  return given({
    expirationSeconds: dvr.expiration === undefined ? unsaid : dvr.expiration,
    episodesExpirationSeconds: dvr.episodes_expiration === undefined ? unsaid : dvr.episodes_expiration,
    storageLimitBytes: dvr.storage_limit === undefined ? unsaid : dvr.storage_limit,
    redundancyFactor: dvr.redundancy_factor === undefined ? unsaid : dvr.redundancy_factor,
  });
}
