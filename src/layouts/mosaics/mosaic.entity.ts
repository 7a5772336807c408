import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Cameras side by side; the cameras themselves are in its cells. */
@Entity('mosaics')
@Index('mosaics_organization_id_idx', ['organizationId', 'id'])
@Index('mosaics_owner_id_idx', ['ownerId'])
export class MosaicEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'mosaics_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'organization_id' })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'mosaics_organization_id_fkey' })
  organizationId!: number;

  /** Who created it, and alone sees it while it is not visible. */
  @Column({ type: 'integer', name: 'owner_id', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'SET NULL', name: 'mosaics_owner_id_fkey' })
  ownerId!: number | null;

  @Column({ type: 'text', collation: 'C' })
  title!: string;

  /** Columns x rows, or one large and seven small (`1x7`). */
  @Column({ type: 'text', collation: 'C' })
  type!: string;

  @Column({ type: 'boolean', default: true })
  visible!: boolean;

  /** How many cells were sent, empty ones at the end included; at most as many as the type has. */
  @Column({ type: 'integer', name: 'cell_count', default: 0 })
  cellCount!: number;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
