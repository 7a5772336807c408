import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What one user may do with the cameras of an organization that have a tag. */
@Entity('tag_permissions')
@Index('tag_permissions_organization_id_idx', ['organizationId'])
export class TagPermissionEntity {
  @PrimaryColumn({ type: 'integer', name: 'user_id', primaryKeyConstraintName: 'tag_permissions_pkey' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'tag_permissions_user_id_fkey' })
  userId!: number;

  @PrimaryColumn({ type: 'integer', name: 'organization_id', primaryKeyConstraintName: 'tag_permissions_pkey' })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'tag_permissions_organization_id_fkey' })
  organizationId!: number;

  /** As `folded_name` writes it. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'tag_permissions_pkey' })
  tag!: string;

  @Column({ type: 'boolean', name: 'can_view', default: false })
  canView!: boolean;

  @Column({ type: 'boolean', name: 'can_view_dvr', default: false })
  canViewDvr!: boolean;

  @Column({ type: 'boolean', name: 'can_use_ptz', default: false })
  canUsePtz!: boolean;

  /** Seconds of archive; 0: no limit. */
  @Column({ type: 'integer', name: 'dvr_depth_limit', default: 0 })
  dvrDepthLimit!: number;

  /** Before it, the right is not in force; null: from the beginning. */
  @Column({ type: 'timestamptz', name: 'valid_from', nullable: true })
  validFrom!: Date | null;

  /** From then on, the right is not in force any more; null: without end. */
  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
