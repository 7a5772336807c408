import { AdminLoginController } from './admin-login.controller.js';
import { AdminOrganizationPresetsController } from '../presets/organization-presets.controllers.js';
import { AdminPresetsController } from '../presets/presets.controllers.js';
import { AdminStreamAuthController } from '../streams/stream-auth.controllers.js';
import { AdminStreamsController } from './admin-streams.controller.js';
import { AdminUsersController } from '../users/users.controllers.js';
import { DomainConfigController } from './domain-config.controller.js';
import { MonitoringController } from './monitoring.controller.js';
import { SharesController } from './shares.controller.js';
import { StreamersController } from './streamers.controller.js';
import { SystemController } from './system.controller.js';
import { ZonesController } from './zones.controller.js';

/** Admin-api v3: for administrators, except its login and its probes. */
export const adminControllers = [
  AdminLoginController,
  AdminUsersController,
  AdminPresetsController,
  AdminOrganizationPresetsController,
  AdminStreamsController,
  AdminStreamAuthController,
  SharesController,
  StreamersController,
  ZonesController,
  DomainConfigController,
  SystemController,
  MonitoringController,
];
