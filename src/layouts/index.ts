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
export { CameraGroups } from './groups/camera-groups.js';
export { GroupCameras } from './groups/group-cameras.js';
export { GroupUsers } from './groups/group-users.js';
export { LayoutsModule } from './layouts.module.js';
export {
  mosaicTypes,
  type Mosaic,
  type MosaicCamera,
  type MosaicDraft,
  type MosaicField,
  type MosaicType,
} from './mosaics/mosaic.js';
export { Mosaics } from './mosaics/mosaics.js';
