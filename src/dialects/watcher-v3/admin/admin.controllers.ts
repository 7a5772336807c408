import { AdminLoginController } from './admin-login.controller.js';
import { AdminOrganizationPresetsController } from './admin-organization-presets.controller.js';
import { AdminPresetsController } from './admin-presets.controller.js';
import { AdminStreamPartsController } from './admin-stream-parts.controller.js';
import { AdminStreamsController } from './admin-streams.controller.js';
import { AdminUnsupportedController } from './admin-unsupported.controller.js';
import { AdminUsersController } from './admin-users.controller.js';
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
  AdminStreamPartsController,
  SharesController,
  StreamersController,
  ZonesController,
  DomainConfigController,
  SystemController,
  MonitoringController,
  AdminUnsupportedController,
];
