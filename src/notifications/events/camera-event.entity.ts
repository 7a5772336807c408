import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Something that happened at a camera, as somebody reported it. */
@Entity('camera_events')
@Index('camera_events_camera_id_idx', ['cameraId', 'id'])
export class CameraEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'camera_events_pkey' })
  id!: number;

  /** Null: the camera was deleted. */
  @Column({ type: 'integer', name: 'camera_id', nullable: true })
  @ForeignKey('CameraEntity', { onDelete: 'SET NULL', name: 'camera_events_camera_id_fkey' })
  cameraId!: number | null;

  @Column({ type: 'text', collation: 'C' })
  type!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'jsonb', nullable: true })
  data!: unknown;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
