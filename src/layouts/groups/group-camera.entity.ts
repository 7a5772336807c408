import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A camera in a group. */
@Entity('camera_group_cameras')
@Index('camera_group_cameras_camera_id_idx', ['cameraId'])
export class GroupCameraEntity {
  @PrimaryColumn({ type: 'integer', name: 'group_id', primaryKeyConstraintName: 'camera_group_cameras_pkey' })
  @ForeignKey('CameraGroupEntity', { onDelete: 'CASCADE', name: 'camera_group_cameras_group_id_fkey' })
  groupId!: number;

  @PrimaryColumn({ type: 'integer', name: 'camera_id', primaryKeyConstraintName: 'camera_group_cameras_pkey' })
  @ForeignKey('CameraEntity', { onDelete: 'CASCADE', name: 'camera_group_cameras_camera_id_fkey' })
  cameraId!: number;
}
