import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * The creation, a change or the deletion of a camera. Append-only. No foreign keys: it outlives the camera, and has the
 * organization of that time, so that callers who could not see the camera do not see its change.
 */
@Entity('camera_changes')
@Index('camera_changes_changed_at_idx', ['changedAt', 'id'])
export class CameraChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'camera_changes_pkey' })
  id!: string;

  @Column({ type: 'text', name: 'camera_object_id', collation: 'C' })
  cameraObjectId!: string;

  @Column({ type: 'integer', name: 'organization_id' })
  organizationId!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
