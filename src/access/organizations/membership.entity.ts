import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** How somebody became a member, by the name that the column `joined` stores. */
export const membershipOrigins = {
  /** Those who edit users here manage the account, too: it was created here, or put here by superusers. */
  managed: 'kept',
  /** Of their own accord. */
  invited: 'invited',
  /** By somebody who did not manage the account. */
  added: 'added',
} as const;
export type MembershipOrigin = (typeof membershipOrigins)[keyof typeof membershipOrigins];

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

  /** One of `membershipOrigins`. */
  @Column({ type: 'text', default: 'kept' })
  joined!: string;

  /** Before it, the right is not in force; null: from the beginning. */
  @Column({ type: 'timestamptz', name: 'valid_from', nullable: true })
  validFrom!: Date | null;

  /** From then on, the right is not in force any more; null: without end. */
  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
