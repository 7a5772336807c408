import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { CameraGroupsService } from './groups/camera-groups.service.js';
import { GroupCamerasService } from './groups/group-cameras.service.js';
import { GroupUsersService } from './groups/group-users.service.js';
import { MosaicCells } from './mosaics/mosaic-cells.js';
import { MosaicsService } from './mosaics/mosaics.service.js';

const services = [MosaicsService, CameraGroupsService, GroupCamerasService, GroupUsersService];

/** How people arrange cameras: mosaics and groups. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule, ListsModule],
  providers: [...services, MosaicCells],
  exports: services,
})
export class LayoutsModule {}
