import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { PlaybackModule } from '#playback';
import { SettingsModule } from '#settings';
import { WorkspaceModule } from '#workspace';
import { AnalyticsController } from './analytics/analytics.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { CamerasController } from './cameras/cameras.controller.js';
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
import { StreamersController } from './streamers/streamers.controller.js';
import { ProfileController } from './users/profile.controller.js';
import { ShownUsers } from './users/shown-users.js';
import { UserImportController } from './users/user-import.controller.js';
import { UsersController } from './users/users.controller.js';

/** The Watcher v2 door. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule, SettingsModule, PlaybackModule, WorkspaceModule],
  controllers: [
    AuthController,
    CamerasController,
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
  providers: [ShownUsers],
})
export class WatcherV2Module {}
