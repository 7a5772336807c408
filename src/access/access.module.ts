import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FolderEntity } from './folders/folder.entity.js';
import { InvitationEntity } from './invitations/invitation.entity.js';
import { MembershipEntity } from './organizations/membership.entity.js';
import { OrganizationEntity } from './organizations/organization.entity.js';
import { CameraPermissionEntity } from './permissions/camera-permission.entity.js';
import { FolderPermissionEntity } from './permissions/folder-permission.entity.js';
import { TagPermissionEntity } from './permissions/tag-permission.entity.js';
import { CameraSelectionsService } from './camera-selections.service.js';
import { CameraRightsService } from './camera-rights.service.js';
import { CameraTablesConnector } from './camera-tables.js';
import { ExplanationsService } from './explanations/explanations.service.js';
import { FoldersService } from './folders/folders.service.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { MembershipsService } from './organizations/memberships.service.js';
import { OrganizationMembersService } from './organizations/organization-members.service.js';
import { OrganizationRightsService } from './organizations/organization-rights.service.js';
import { OrganizationsService } from './organizations/organizations.service.js';
import { PreviewsService } from './people/previews.service.js';
import { ManagedUsersService } from './people/managed-users.service.js';
import { CameraPermissionsService } from './permissions/camera-permissions.service.js';
import { GrantWriter } from './permissions/grant-writer.js';
import { TagPermissionsService } from './permissions/tag-permissions.service.js';
import { GrantsService } from './permissions/grants.service.js';
import { FolderPermissionsService } from './permissions/folder-permissions.service.js';

const entities = [
  OrganizationEntity,
  MembershipEntity,
  FolderEntity,
  FolderPermissionEntity,
  CameraPermissionEntity,
  TagPermissionEntity,
  InvitationEntity,
];

const services = [
  CameraTablesConnector,
  OrganizationsService,
  OrganizationMembersService,
  MembershipsService,
  ManagedUsersService,
  PreviewsService,
  InvitationsService,
  FoldersService,
  FolderPermissionsService,
  CameraPermissionsService,
  TagPermissionsService,
  GrantWriter,
  GrantsService,
  CameraRightsService,
  ExplanationsService,
  CameraSelectionsService,
  OrganizationRightsService,
];

/** Who may see and do what. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), AuthModule, AuditModule, ListsModule],
  providers: services,
  exports: services,
})
export class AccessModule {}
