import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { PlaybackModule } from '#playback';
import { SettingsModule } from '#settings';
import { LayoutsModule } from '#layouts';
import { NotificationsModule } from '#notifications';
import { AnalyticsController } from './analytics/analytics.controller.js';
import { AccountViews } from './auth/account-views.js';
import { AuthController } from './auth/auth.controller.js';
import { AutomaticSignInController } from './auth/automatic-sign-in.controller.js';
import { BrowserSignInController } from './auth/browser-sign-in.controller.js';
import { RecoveryController } from './auth/recovery.controller.js';
import { CameraActionsController } from './cameras/camera-actions.controller.js';
import { CameraImportController } from './cameras/camera-import.controller.js';
import { CameraStreamers } from './cameras/camera-streamers.js';
import { CamerasController } from './cameras/cameras.controller.js';
import { CameraViews } from './cameras/camera-views.js';
import {
  CameraDiscoveryController,
  UnsupportedCameraActions,
  UnsupportedCameraActionsController,
} from './cameras/unsupported.controllers.js';
import { UserCamerasController } from './cameras/user-cameras.controller.js';
import { EventsController } from './events/events.controller.js';
import { FolderUsersController } from './folders/folder-users.controller.js';
import { FoldersController } from './folders/folders.controller.js';
import { GroupCamerasController } from './groups/group-cameras.controller.js';
import { GroupUsersController } from './groups/group-users.controller.js';
import { GroupsController } from './groups/groups.controller.js';
import { MosaicsController } from './mosaics/mosaics.controller.js';
import { DevicesController } from './notifications/devices.controller.js';
import { SubscriptionsController } from './notifications/subscriptions.controller.js';
import { OrganizationUsersController } from './organizations/organization-users.controller.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { OrganizationPresetsController } from './presets/organization-presets.controller.js';
import { PresetsController } from './presets/presets.controller.js';
import { InitialSettingsController } from './settings/initial-settings.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { StreamersController } from './streamers/streamers.controller.js';
import { ProfileController } from './users/profile.controller.js';
import { UserViews } from './users/user-views.js';
import { UserImportController } from './users/user-import.controller.js';
import { UsersController } from './users/users.controller.js';

/** The API of Watcher v2. */
@Module({
  imports: [
    AuthModule,
    AccessModule,
    CamerasModule,
    SettingsModule,
    PlaybackModule,
    LayoutsModule,
    NotificationsModule,
  ],
  controllers: [
    AuthController,
    RecoveryController,
    AutomaticSignInController,
    BrowserSignInController,
    SettingsController,
    InitialSettingsController,
    CamerasController,
    CameraActionsController,
    UnsupportedCameraActionsController,
    CameraDiscoveryController,
    CameraImportController,
    UserCamerasController,
    OrganizationsController,
    OrganizationUsersController,
    OrganizationPresetsController,
    FoldersController,
    FolderUsersController,
    GroupsController,
    GroupCamerasController,
    GroupUsersController,
    PresetsController,
    MosaicsController,
    StreamersController,
    EventsController,
    SubscriptionsController,
    DevicesController,
    AnalyticsController,
    UsersController,
    UserImportController,
    ProfileController,
  ],
  providers: [AccountViews, UserViews, CameraStreamers, CameraViews, UnsupportedCameraActions],
})
export class WatcherV2Module {}
