import type { WatchingRights } from '../permissions/camera-rights.js';

/** An owner of cameras. */
export interface Organization {
  readonly id: number;
  readonly title: string;
  /** Its cameras are visible to every caller. */
  readonly isPublic: boolean;
  /** Cameras that are created without naming an organization go here; exactly one is the default. */
  readonly isDefault: boolean;
  readonly createdAt: Date;
}

/** What a member may do; what is left out is not granted. */
export interface MembershipFlags {
  readonly canViewStreams?: boolean;
  readonly canEditStreams?: boolean;
  readonly canEditUsers?: boolean;
  readonly canViewStats?: boolean;
  readonly canViewPersonLists?: boolean;
  readonly canEditPersonLists?: boolean;
}

/** What one user may do in one organization. */
export interface Membership extends Required<MembershipFlags> {
  readonly userId: number;
  readonly organizationId: number;
}

/** What everybody in the organization may know about a person. */
export interface PersonName {
  readonly id: number;
  readonly login: string;
}

/** What an organization may have; null: no limit. */
export interface OrganizationLimits {
  readonly cameras: number | null;
  readonly users: number | null;
  /** Gigabytes; stored for billing, not enforced. */
  readonly dvr: number | null;
}

/** An organization with what the caller may know about it. */
export interface OrganizationView extends Organization {
  readonly owner: PersonName | null;
  readonly limits: OrganizationLimits;
  /** Counts the cameras that the caller sees. */
  readonly cameraCount: number;
  readonly userCount: number;
  /** Its members and its owner must have a second factor. */
  readonly requiresSecondFactor: boolean;
  /** The caller's own rights; an owner and a superuser hold all of them. */
  readonly mine: Required<MembershipFlags> & { readonly isMember: boolean; readonly isOwner: boolean };
}

export interface OrganizationDraft {
  readonly title: string;
  readonly isPublic?: boolean | undefined;
  readonly ownerId?: number | null | undefined;
  readonly limits?: Partial<OrganizationLimits> | undefined;
  /** Its members and its owner must have a second factor. */
  readonly requiresSecondFactor?: boolean | undefined;
}

/** A member, for those who may edit members. */
export interface OrganizationMember {
  readonly userId: number;
  readonly login: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly isOwner: boolean;
  readonly flags: Required<MembershipFlags>;
  readonly folders: readonly FolderGrant[];
}

/** What one user may do with the cameras of one folder and below. */
export interface FolderGrant extends WatchingRights {
  readonly folderId: number;
  readonly canUseActions: boolean;
}

/** What becomes of the organizations of a user who is deleted: another owner's, or deleted with their cameras. */
export interface OwnedOrganizations {
  readonly newOwnerId?: number | undefined;
  readonly force?: boolean | undefined;
}
