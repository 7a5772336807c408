import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CameraGroupEntity } from './groups/camera-group.entity.js';
import { GroupCameraEntity } from './groups/group-camera.entity.js';
import { GroupUserEntity } from './groups/group-user.entity.js';
import { MosaicCellEntity } from './mosaics/mosaic-cell.entity.js';
import { MosaicEntity } from './mosaics/mosaic.entity.js';
import { CameraGroupsService } from './groups/camera-groups.service.js';
import { GroupCamerasService } from './groups/group-cameras.service.js';
import { GroupUsersService } from './groups/group-users.service.js';
import { MosaicCameras } from './mosaics/mosaic-cameras.js';
import { MosaicsService } from './mosaics/mosaics.service.js';

const entities = [MosaicEntity, MosaicCellEntity, CameraGroupEntity, GroupCameraEntity, GroupUserEntity];
const services = [MosaicsService, CameraGroupsService, GroupCamerasService, GroupUsersService];

/** How people arrange cameras: mosaics and groups. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), AuthModule, AccessModule, CamerasModule, ListsModule],
  providers: [...services, MosaicCameras],
  exports: services,
})
export class LayoutsModule {}
