import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { PlaybackModule } from '#playback';
import { SettingsModule } from '#settings';
import { LayoutsModule } from '#layouts';
import { NotificationsModule } from '#notifications';
import { AccessLogController } from './account/access-log.controller.js';
import { ApiKeyController } from './account/api-key.controller.js';
import { AutomaticSignInController } from './account/automatic-sign-in.controller.js';
import { LoginController } from './account/login.controller.js';
import { PasswordRecoveryController } from './account/password-recovery.controller.js';
import { ProfileController } from './account/profile.controller.js';
import { SessionsController } from './account/sessions.controller.js';
import { TokenExchange } from './account/token-exchange.js';
import { UiSettingsController } from './account/ui-settings.controller.js';
import { UserSessionsController } from './account/user-sessions.controller.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { OrganizationUsersController } from './organizations/organization-users.controller.js';
import { OrganizationPresetsController } from './presets/organization-presets.controllers.js';
import { InvitationsController } from './organizations/invitations.controller.js';
import { FoldersController } from './organizations/folders/folders.controller.js';
import { FolderUsersController } from './organizations/folders/folder-users.controller.js';
import { PresetsController } from './presets/presets.controllers.js';
import { UsersController } from './users/users.controllers.js';
import { UserFoldersController } from './users/user-folders.controller.js';
import { UserOrganizationsController } from './users/user-organizations.controller.js';
import { UserStreamsController } from './users/user-streams.controller.js';
import { streamControllers, streamProviders } from './streams/streams.parts.js';
import { adminControllers } from './admin/admin.controllers.js';
import { unsupportedAdminControllers } from './unsupported/admin.controllers.js';
import { unsupportedClientControllers } from './unsupported/client.controllers.js';
import { StreamRights } from './unsupported/stream-rights.service.js';
import { workspaceControllers } from './notifications/controllers.js';

/** The dialect of Watcher client-api and admin-api v3. */
@Module({
  imports: [
    AuthModule,
    AuditModule,
    SettingsModule,
    AccessModule,
    CamerasModule,
    PlaybackModule,
    LayoutsModule,
    NotificationsModule,
  ],
  controllers: [
    LoginController,
    ProfileController,
    SessionsController,
    UserSessionsController,
    AutomaticSignInController,
    PasswordRecoveryController,
    ApiKeyController,
    UiSettingsController,
    AccessLogController,
    ...streamControllers,
    OrganizationsController,
    OrganizationUsersController,
    OrganizationPresetsController,
    InvitationsController,
    FoldersController,
    FolderUsersController,
    PresetsController,
    UsersController,
    UserFoldersController,
    UserOrganizationsController,
    UserStreamsController,
    ...workspaceControllers,
    ...unsupportedClientControllers,
    ...adminControllers,
    ...unsupportedAdminControllers,
  ],
  providers: [...streamProviders, StreamRights, TokenExchange],
})
export class WatcherV3Module {}
