import { DomainError } from '#errors';
import { isRowId } from '#database';
import type { OrganizationDraft, OrganizationView } from './organization.js';

/** What is written of an organization, by column; what nobody named is missing. */
export interface DraftColumns {
  readonly title?: string;
  readonly is_public?: boolean;
  readonly owner_id?: number;
  readonly camera_limit?: number | null;
  readonly user_limit?: number | null;
  readonly dvr_limit?: number | null;
}

const longestTitle = 255;
const largestLimit = 2_147_483_647;

/** @throws DomainError object.invalid (title, ownerId, limits.cameras, limits.users, limits.dvr) */
export function draftColumns(draft: Partial<OrganizationDraft>): DraftColumns {
  const { title, isPublic, ownerId, limits = {} } = draft;
  return {
    ...(title === undefined ? {} : { title: checkTitle(title) }),
    ...(isPublic === undefined ? {} : { is_public: isPublic }),
    ...(ownerId === undefined ? {} : { owner_id: checkOwner(ownerId) }),
    ...(limits.cameras === undefined ? {} : { camera_limit: checkLimit(limits.cameras, 'limits.cameras') }),
    ...(limits.users === undefined ? {} : { user_limit: checkLimit(limits.users, 'limits.users') }),
    ...(limits.dvr === undefined ? {} : { dvr_limit: checkLimit(limits.dvr, 'limits.dvr') }),
  };
}

/** Whether a change says only what is so already, as clients do who send the whole object back. */
export function isSameDraft(view: OrganizationView, change: Omit<Partial<OrganizationDraft>, 'title'>): boolean {
  const { isPublic = view.isPublic, ownerId = view.owner?.id ?? null, limits = {} } = change;
  const unchanged = Object.entries(limits).every(
    ([name, value]) => value === undefined || value === view.limits[name as keyof typeof view.limits],
  );
  return isPublic === view.isPublic && ownerId === (view.owner?.id ?? null) && unchanged;
}

function checkTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === '' || trimmed.length > longestTitle || !trimmed.isWellFormed() || trimmed.includes('\0'))
    throw invalid('title', `1 to ${longestTitle} characters`);
  return trimmed;
}

/** No organization is without an owner. */
function checkOwner(ownerId: number | null): number {
  if (ownerId === null || !isRowId(ownerId)) throw invalid('ownerId', 'nobody');
  return ownerId;
}

function checkLimit(limit: number | null, field: string): number | null {
  if (limit !== null && (!Number.isInteger(limit) || limit < 0 || limit > largestLimit))
    throw invalid(field, `0 to ${largestLimit}`);
  return limit;
}

function invalid(field: string, detail: string): DomainError {
  return new DomainError('object.invalid', detail, { object: 'organization', field });
}
