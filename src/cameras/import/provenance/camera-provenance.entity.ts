import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which row of which file last set a camera, and the marks of what it set. It stays while its camera can come back. */
@Entity('camera_provenance')
export class CameraProvenanceEntity {
  @PrimaryColumn({
    type: 'text',
    name: 'camera_object_id',
    collation: 'C',
    primaryKeyConstraintName: 'camera_provenance_pkey',
  })
  cameraObjectId!: string;

  @Column({ type: 'text', nullable: true })
  source!: string | null;

  /** No foreign key: it outlives the job. */
  @Column({ type: 'integer', name: 'import_id' })
  importId!: number;

  @Column({ type: 'text', name: 'file_name', nullable: true })
  fileName!: string | null;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'timestamptz', name: 'set_at' })
  setAt!: Date;

  /** `FieldMarks`. */
  @Column({ type: 'jsonb' })
  marks!: unknown;
}
