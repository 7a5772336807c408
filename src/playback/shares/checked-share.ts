import { DomainError } from '#errors';
import type { SharePermission } from './share.js';

const longestName = 255;
const mostPermissions = 100;
const longestDepthSeconds = 2_147_483_647;

/** @throws DomainError object.invalid (name) */
export function checkedShareName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > longestName) throw invalid('name');
  return trimmed;
}

/** With every flag said. @throws DomainError object.invalid (permissions) */
export function checkedSharePermissions(
  given: readonly Partial<SharePermission>[] = [{ live: true }],
): readonly SharePermission[] {
  if (given.length === 0 || given.length > mostPermissions) throw invalid('permissions');
  return given.map(({ live, dvr, export: mayExport, ptz, advert, dvrDepthLimitSeconds: depth = 0 }) => {
    if (!Number.isInteger(depth) || depth < 0 || depth > longestDepthSeconds) throw invalid('permissions');
    return {
      live: live ?? false,
      dvr: dvr ?? false,
      export: mayExport ?? false,
      ptz: ptz ?? false,
      advert: advert ?? false,
      dvrDepthLimitSeconds: depth,
    };
  });
}

function invalid(field: string): DomainError {
  return new DomainError('object.invalid', field, { object: 'share', field });
}
