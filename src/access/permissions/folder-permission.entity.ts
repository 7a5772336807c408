import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What one user may do with the cameras of a folder and of the folders below it. */
@Entity('folder_permissions')
@Index('folder_permissions_folder_id_idx', ['folderId'])
export class FolderPermissionEntity {
  @PrimaryColumn({ type: 'integer', name: 'user_id', primaryKeyConstraintName: 'folder_permissions_pkey' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'folder_permissions_user_id_fkey' })
  userId!: number;

  @PrimaryColumn({ type: 'integer', name: 'folder_id', primaryKeyConstraintName: 'folder_permissions_pkey' })
  @ForeignKey('FolderEntity', { onDelete: 'CASCADE', name: 'folder_permissions_folder_id_fkey' })
  folderId!: number;

  @Column({ type: 'boolean', name: 'can_view', default: false })
  canView!: boolean;

  @Column({ type: 'boolean', name: 'can_view_dvr', default: false })
  canViewDvr!: boolean;

  @Column({ type: 'boolean', name: 'can_use_ptz', default: false })
  canUsePtz!: boolean;

  @Column({ type: 'boolean', name: 'can_use_actions', default: false })
  canUseActions!: boolean;

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
