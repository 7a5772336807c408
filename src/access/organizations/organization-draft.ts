import { isRowId } from '#database';
import { DomainError } from '#errors';
import type { OrganizationEntity } from './organization.entity.js';
import type { OrganizationDraft, OrganizationView } from './organization.js';

const longestTitle = 255;
const largestLimit = 2_147_483_647;

/** What a draft writes; fields that it does not name are missing. */
export type DraftValues = Partial<
  Pick<OrganizationEntity, 'title' | 'isPublic' | 'cameraLimit' | 'userLimit' | 'dvrLimit' | 'requiresSecondFactor'> & {
    ownerId: number;
  }
>;

/** @throws DomainError object.invalid (title, ownerId, limits.cameras, limits.users, limits.dvr) */
export function draftValues(draft: Partial<OrganizationDraft>): DraftValues {
  const { title, isPublic, ownerId, limits = {}, requiresSecondFactor } = draft;
  return {
    ...(title === undefined ? {} : { title: checkTitle(title) }),
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(ownerId === undefined ? {} : { ownerId: checkOwner(ownerId) }),
    ...(limits.cameras === undefined ? {} : { cameraLimit: checkLimit(limits.cameras, 'limits.cameras') }),
    ...(limits.users === undefined ? {} : { userLimit: checkLimit(limits.users, 'limits.users') }),
    ...(limits.dvr === undefined ? {} : { dvrLimit: checkLimit(limits.dvr, 'limits.dvr') }),
    ...(requiresSecondFactor === undefined ? {} : { requiresSecondFactor }),
  };
}

/** Whether a change repeats the present values only, as clients do that send the whole object back. */
export function isUnchanged(view: OrganizationView, change: Omit<Partial<OrganizationDraft>, 'title'>): boolean {
  const { isPublic = view.isPublic, ownerId = view.owner?.id ?? null, limits = {} } = change;
  if ((change.requiresSecondFactor ?? view.requiresSecondFactor) !== view.requiresSecondFactor) return false;
  const sameLimits = Object.entries(limits).every(
    ([name, value]) => value === undefined || value === view.limits[name as keyof typeof view.limits],
  );
  return isPublic === view.isPublic && ownerId === (view.owner?.id ?? null) && sameLimits;
}

function checkTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === '' || trimmed.length > longestTitle || !trimmed.isWellFormed() || trimmed.includes('\0'))
    throw invalid('title', `1 to ${longestTitle} characters`);
  return trimmed;
}

/** An organization that has an owner never loses them without getting another. */
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
