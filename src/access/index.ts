export { AccessModule } from './access.module.js';
export { CameraTables, CameraTablesConnector } from './camera-tables.js';
export { CameraSelectionsService } from './camera-selections.service.js';
export { CameraRightsService } from './camera-rights.service.js';
export {
  type ExplainedAction,
  explainedActions,
  type Reason,
  type ReasonKind,
  reasonKinds,
} from './explanations/camera-reasons.js';
export {
  type CameraViewer,
  type CameraViewerField,
  type Explanation,
  ExplanationsService,
} from './explanations/explanations.service.js';
export type {
  FloorPlanCorners,
  FloorPlanImage,
  Folder,
  FolderDraft,
  FolderField,
  FolderRights,
  FolderShift,
  FolderUser,
  FolderUserField,
  Point,
} from './folders/folder.js';
export { FoldersService } from './folders/folders.service.js';
export { InvitationsService, type InvitedTo } from './invitations/invitations.service.js';
export { type MembershipField, MembershipsService, type MembershipView } from './organizations/memberships.service.js';
export { type MemberField, OrganizationMembersService } from './organizations/organization-members.service.js';
export type { OrganizationField } from './organizations/organization-rows.js';
export type {
  FolderGrant,
  Membership,
  MembershipFlags,
  Organization,
  OrganizationDraft,
  OrganizationLimits,
  OrganizationMember,
  OrganizationView,
  PersonName,
} from './organizations/organization.js';
export {
  memberOrganizations,
  userEditableOrganizations,
  visibleOrganizations,
} from './organizations/visible-organizations.js';
export { OrganizationsService } from './organizations/organizations.service.js';
export { visibleLogin } from './people/account-control.js';
export { forbidden, OrganizationRightsService } from './organizations/organization-rights.service.js';
export { ManagedUsersService, type UserMembership } from './people/managed-users.service.js';
export { type Preview, PreviewsService } from './people/previews.service.js';
export type { ManagedUser, UserField, UserOrganization } from './people/user-rows.js';
export {
  CameraPermissionsService,
  type CameraPermission,
  type CameraPermissionField,
} from './permissions/camera-permissions.service.js';
export {
  FolderPermissionsService,
  type FolderOfUser,
  type FolderOfUserField,
} from './permissions/folder-permissions.service.js';
export {
  type Grant,
  type GrantAction,
  grantActions,
  type GrantDraft,
  type GrantField,
  type GrantKey,
  grantKinds,
} from './permissions/grant.js';
export { GrantsService } from './permissions/grants.service.js';
export { tagKey } from './permissions/tag-keys.js';
export { readTag } from './tags.js';
export type { CameraRights, WatchingRights } from './permissions/camera-rights.js';
export { type Period, type PeriodState, periodStates } from './permissions/period.js';
export {
  addressedCameras,
  addressedOrganizations,
  editableCameras,
  editableOrganizations,
  visibleCameras,
  visibleSets,
} from './visible-cameras.js';
export type { VisibleSets } from './visible-sets.js';
