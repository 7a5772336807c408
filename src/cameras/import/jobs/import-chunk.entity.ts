import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A piece of a file that is being imported, in base64, sealed: passwords of cameras stand in it. Deleted when the job ends. */
@Entity('import_chunks')
@Index('import_chunks_import_id_idx', ['importId', 'id'])
export class ImportChunkEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'import_chunks_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'import_id' })
  @ForeignKey('ImportJobEntity', { onDelete: 'CASCADE', name: 'import_chunks_import_id_fkey' })
  importId!: number;

  @Column({ type: 'text', name: 'content_sealed' })
  contentSealed!: string;
}
