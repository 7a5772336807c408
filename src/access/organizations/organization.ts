/** Who owns cameras. */
export interface Organization {
  readonly id: number;
  readonly title: string;
  /** Its cameras are visible to every caller. */
  readonly isPublic: boolean;
  /** Where cameras go whose maker names no organization; exactly one is. */
  readonly isDefault: boolean;
  readonly createdAt: Date;
}

/** What a member may do; what is left out is not granted. */
export interface MembershipFlags {
  readonly canViewStreams?: boolean;
  readonly canEditStreams?: boolean;
  readonly canEditUsers?: boolean;
  readonly canViewStats?: boolean;
}

/** What one user may do in one organization. */
export interface Membership extends Required<MembershipFlags> {
  readonly userId: number;
  readonly organizationId: number;
}
