import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { CameraRightsService } from './camera-rights.service.js';
import { FolderUsers } from './folders/folder-users.js';
import { FoldersService } from './folders/folders.service.js';
import { UserFoldersService } from './folders/user-folders.service.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { ManagedOrganizationsService } from './organizations/managed-organizations.service.js';
import { OrganizationMembers } from './organizations/organization-members.js';
import { OrganizationRightsService } from './organizations/organization-rights.service.js';
import { OrganizationsService } from './organizations/organizations.service.js';
import { ManagedUsersService } from './people/managed-users.service.js';
import { UserRemover } from './people/user-remover.js';
import { CameraPermissionsService } from './permissions/camera-permissions.service.js';

const services = [
  OrganizationsService,
  ManagedOrganizationsService,
  ManagedUsersService,
  InvitationsService,
  FoldersService,
  UserFoldersService,
  CameraPermissionsService,
  CameraRightsService,
  OrganizationRightsService,
];

/** Who may see and do what. */
@Module({
  imports: [AuthModule, AuditModule, ListsModule],
  providers: [...services, FolderUsers, OrganizationMembers, UserRemover],
  exports: services,
})
export class AccessModule {}
