import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A person's own marks on a camera. */
@Entity('camera_marks')
@Index('camera_marks_camera_id_idx', ['cameraId'])
export class CameraMarkEntity {
  @PrimaryColumn({ type: 'integer', name: 'user_id', primaryKeyConstraintName: 'camera_marks_pkey' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'camera_marks_user_id_fkey' })
  userId!: number;

  @PrimaryColumn({ type: 'integer', name: 'camera_id', primaryKeyConstraintName: 'camera_marks_pkey' })
  @ForeignKey('CameraEntity', { onDelete: 'CASCADE', name: 'camera_marks_camera_id_fkey' })
  cameraId!: number;

  @Column({ type: 'boolean', name: 'is_favourite', default: false })
  isFavourite!: boolean;

  @Column({ type: 'boolean', default: false })
  notifies!: boolean;
}
