export { AccessModule } from './access.module.js';
export { CameraRights } from './camera-rights.js';
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
export { Folders } from './folders/folders.js';
export { FoldersOfUser, type FolderOfUser, type FolderOfUserField } from './folders/folders-of-user.js';
export { Invitations, type InvitedTo } from './invitations/invitations.js';
export { ManagedOrganizations } from './organizations/managed-organizations.js';
export type { MemberField } from './organizations/organization-members.js';
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
export { knownOrganizations } from './organizations/known-organizations.js';
export { Organizations } from './organizations/organizations.js';
export { disclosedLogin } from './people/account-control.js';
export { forbidden, OrganizationRights } from './organizations/organization-rights.js';
export { memberOrganizations, userEditableOrganizations } from './organizations/own-organizations.js';
export { ManagedUsers, type UserPlace } from './people/managed-users.js';
export type { ManagedUser, UserField, UserOrganization } from './people/user-rows.js';
export {
  CameraPermissions,
  type CameraPermission,
  type CameraPermissionField,
} from './permissions/camera-permissions.js';
export type { CameraRightsOf, DvrLimited } from './permissions/camera-rights-of.js';
export {
  addressedCameras,
  addressedOrganizations,
  editableCameras,
  editableOrganizations,
  visibleCameras,
  visibleSets,
  type VisibleSets,
} from './visible-cameras.js';
