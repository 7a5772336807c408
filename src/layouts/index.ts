export type {
  CameraGroup,
  CameraGroupDraft,
  CameraGroupField,
  GroupCamera,
  GroupCameraField,
  GroupUser,
  GroupUserField,
  GroupUserMarks,
} from './groups/camera-group.js';
export { CameraGroupsService } from './groups/camera-groups.service.js';
export { GroupCamerasService } from './groups/group-cameras.service.js';
export { GroupUsersService } from './groups/group-users.service.js';
export { LayoutsModule } from './layouts.module.js';
export {
  mosaicTypes,
  type Mosaic,
  type MosaicCamera,
  type MosaicDraft,
  type MosaicField,
  type MosaicType,
} from './mosaics/mosaic.js';
export { MosaicsService } from './mosaics/mosaics.service.js';
