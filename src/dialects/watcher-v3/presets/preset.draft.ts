import type { PresetDraft } from '#cameras';
import { given } from '../body/given.js';
import type { PresetChange } from './preset.dto.js';

/** What a body says of a preset; `dvr` is replaced as a whole, except that its unnamed keys stay. */
export function readPreset({ title, dvr, vision, is_adjustable, is_default, $reset }: PresetChange): PresetDraft {
  const unsaid = $reset ? null : undefined;
  return given({
    title,
    dvr:
      dvr === undefined || dvr === null
        ? (dvr ?? unsaid)
        : given({
            expirationSeconds: dvr.expiration,
            episodesExpirationSeconds: dvr.episodes_expiration,
            storageLimitBytes: dvr.storage_limit,
            redundancyFactor: dvr.redundancy_factor,
          }),
    vision: vision === undefined ? unsaid : vision,
    isAdjustable: is_adjustable ?? ($reset ? true : undefined),
    isDefault: is_default ?? ($reset ? false : undefined),
  });
}
