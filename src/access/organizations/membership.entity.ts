import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What one user may do in one organization, in the words of Watcher's OrganizationPermissions. */
@Entity('memberships')
@Index('memberships_organization_id_idx', ['organizationId'])
export class MembershipEntity {
  @PrimaryColumn({ type: 'integer', name: 'user_id', primaryKeyConstraintName: 'memberships_pkey' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'memberships_user_id_fkey' })
  userId!: number;

  @PrimaryColumn({ type: 'integer', name: 'organization_id', primaryKeyConstraintName: 'memberships_pkey' })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'memberships_organization_id_fkey' })
  organizationId!: number;

  @Column({ type: 'boolean', name: 'can_view_streams', default: false })
  canViewStreams!: boolean;

  @Column({ type: 'boolean', name: 'can_edit_streams', default: false })
  canEditStreams!: boolean;

  @Column({ type: 'boolean', name: 'can_edit_users', default: false })
  canEditUsers!: boolean;

  @Column({ type: 'boolean', name: 'can_view_stats', default: false })
  canViewStats!: boolean;

  @Column({ type: 'boolean', name: 'can_view_person_lists', default: false })
  canViewPersonLists!: boolean;

  @Column({ type: 'boolean', name: 'can_edit_person_lists', default: false })
  canEditPersonLists!: boolean;

  /**
   * `kept`: those who edit users here keep the account, too: it was made here, or put here by superusers. `invited`: of
   * their own accord. `added`: by somebody who did not keep the account.
   */
  @Column({ type: 'text', default: 'kept' })
  joined!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
