import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { CameraRights } from './camera-rights.js';
import { FolderUsers } from './folders/folder-users.js';
import { Folders } from './folders/folders.js';
import { FoldersOfUser } from './folders/folders-of-user.js';
import { Invitations } from './invitations/invitations.js';
import { ManagedOrganizations } from './organizations/managed-organizations.js';
import { OrganizationMembers } from './organizations/organization-members.js';
import { OrganizationRights } from './organizations/organization-rights.js';
import { Organizations } from './organizations/organizations.js';
import { ManagedUsers } from './people/managed-users.js';
import { UserRemoval } from './people/user-removal.js';
import { CameraPermissions } from './permissions/camera-permissions.js';

const services = [
  Organizations,
  ManagedOrganizations,
  ManagedUsers,
  Invitations,
  Folders,
  FoldersOfUser,
  CameraPermissions,
  CameraRights,
  OrganizationRights,
];

/** Who may see and do what. */
@Module({
  imports: [AuthModule, AuditModule, ListsModule],
  providers: [...services, FolderUsers, OrganizationMembers, UserRemoval],
  exports: services,
})
export class AccessModule {}
