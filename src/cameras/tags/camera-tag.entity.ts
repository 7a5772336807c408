import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The cameras of each key by which permissions on tags are compared (`cameras.tag_keys`), by id; triggers keep it. */
@Entity('camera_tags')
@Index('camera_tags_camera_id_idx', ['cameraId'])
export class CameraTagEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'camera_tags_pkey' })
  key!: string;

  @PrimaryColumn({ type: 'integer', name: 'camera_id', primaryKeyConstraintName: 'camera_tags_pkey' })
  @ForeignKey('CameraEntity', { onDelete: 'CASCADE', name: 'camera_tags_camera_id_fkey' })
  cameraId!: number;
}
