import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Cameras grouped for display; gives no right. */
@Entity('camera_groups')
@Index('camera_groups_organization_id_idx', ['organizationId', 'id'])
export class CameraGroupEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'camera_groups_pkey' })
  id!: number;

  /** Null: of the installation. */
  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'camera_groups_organization_id_fkey' })
  organizationId!: number | null;

  @Column({ type: 'text', collation: 'C' })
  title!: string;

  @Column({ type: 'text', collation: 'C', nullable: true })
  comment!: string | null;

  @Column({ type: 'integer', name: 'order_number', default: 0 })
  orderNumber!: number;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
