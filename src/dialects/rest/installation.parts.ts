import { AuditModule } from '#audit';
import { LayoutsModule } from '#layouts';
import { PlaybackModule } from '#playback';
import { NotificationsModule } from '#notifications';
import { SettingsModule } from '#settings';
import { ApplicationsController } from './applications/applications.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { GroupContentsController } from './groups/group-contents.controller.js';
import { GroupsController } from './groups/groups.controller.js';
import { MediaServersController } from './media-servers/media-servers.controller.js';
import { MosaicsController } from './mosaics/mosaics.controller.js';
import { PresetsController } from './presets/presets.controller.js';
import { CameraNames } from './resources/camera-names.js';
import { ItemAnswers } from './resources/item-answers.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { SharesController } from './shares/shares.controller.js';

/** What of REST administers the installation and its programs, and arranges cameras. */
export const installationParts = {
  modules: [AuditModule, SettingsModule, LayoutsModule, NotificationsModule, PlaybackModule],
  providers: [ItemAnswers, CameraNames],
  controllers: [
    ApplicationsController,
    AuditController,
    SettingsController,
    PresetsController,
    MosaicsController,
    GroupsController,
    GroupContentsController,
    MediaServersController,
    SharesController,
    WebhooksController,
  ],
};
