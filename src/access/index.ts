export { AccessError, accessRefusals, type AccessRefusal } from './access.errors.js';
export { AccessModule } from './access.module.js';
export { CameraRights } from './camera-rights.js';
export type { Membership, MembershipFlags, Organization } from './organizations/organization.js';
export { Organizations } from './organizations/organizations.js';
export { SqlParameters } from './sql-parameters.js';
export { editableCameras, visibleCameras, visibleOrganizations } from './visible-cameras.js';
