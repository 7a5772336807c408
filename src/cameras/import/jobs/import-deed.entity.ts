import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What an import did to one camera: where the camera comes from, and enough to undo it. */
@Entity('import_deeds')
@Index('import_deeds_import_id_idx', ['importId', 'id'])
@Index('import_deeds_camera_idx', ['cameraObjectId', 'id'])
export class ImportDeedEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'import_deeds_pkey' })
  id!: string;

  @Column({ type: 'integer', name: 'import_id' })
  @ForeignKey('ImportJobEntity', { onDelete: 'CASCADE', name: 'import_deeds_import_id_fkey' })
  importId!: number;

  @Column({ type: 'text', name: 'camera_object_id', collation: 'C' })
  cameraObjectId!: string;

  @Column({ type: 'text', collation: 'C' })
  name!: string;

  /** Of the file; 0 for a camera that was pruned. */
  @Column({ type: 'integer' })
  line!: number;

  /** `created`, `updated` or `pruned`. */
  @Column({ type: 'text' })
  deed!: string;

  /** The camera's after it. */
  @Column({ type: 'integer' })
  version!: number;

  /** The replaced values as they were stored: masked, with sealed credentials. */
  @Column({ type: 'jsonb' })
  before!: unknown;

  /** The camera's row of `camera_provenance` before it; null: it had none. */
  @Column({ type: 'jsonb', nullable: true })
  origin!: unknown;
}
