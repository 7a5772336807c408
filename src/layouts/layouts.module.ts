import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { CameraGroups } from './groups/camera-groups.js';
import { GroupCameras } from './groups/group-cameras.js';
import { GroupUsers } from './groups/group-users.js';
import { MosaicCells } from './mosaics/mosaic-cells.js';
import { Mosaics } from './mosaics/mosaics.js';

const services = [Mosaics, CameraGroups, GroupCameras, GroupUsers];

/** How people arrange cameras: mosaics and groups. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule, ListsModule],
  providers: [...services, MosaicCells],
  exports: services,
})
export class LayoutsModule {}
