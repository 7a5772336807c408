import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { Module } from '@nestjs/common';
import { AgentActivations } from './agents/agent-activations.js';
import { Events } from './events/events.js';
import { CameraGroups } from './groups/camera-groups.js';
import { GroupCameras } from './groups/group-cameras.js';
import { GroupUsers } from './groups/group-users.js';
import { Messages } from './messages/messages.js';
import { MosaicCells } from './mosaics/mosaic-cells.js';
import { Mosaics } from './mosaics/mosaics.js';
import { Devices } from './notifications/devices.js';
import { Subscriptions } from './notifications/subscriptions.js';
import { WebPush } from './notifications/web-push.js';
import { WorkspaceRights } from './workspace-rights.js';

const services = [
  Mosaics,
  CameraGroups,
  GroupCameras,
  GroupUsers,
  Messages,
  Subscriptions,
  Devices,
  WebPush,
  Events,
  AgentActivations,
];

/** What people arrange around cameras: mosaics, groups, messages, subscriptions, devices, events. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule],
  providers: [...services, MosaicCells, WorkspaceRights],
  exports: services,
})
export class WorkspaceModule {}
