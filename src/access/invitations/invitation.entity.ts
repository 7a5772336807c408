import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Lets the first person who presents its key join an organization. */
@Entity('invitations')
@Index('invitations_key_hash_key', ['keyHash'], { unique: true })
@Index('invitations_organization_id_idx', ['organizationId'])
export class InvitationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'invitations_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'organization_id' })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'invitations_organization_id_fkey' })
  organizationId!: number;

  /** SHA-256 of the key. */
  @Column({ type: 'bytea', name: 'key_hash' })
  keyHash!: Buffer;

  /** The flags of the membership that it grants. */
  @Column({ type: 'jsonb' })
  flags!: unknown;

  @Column({ type: 'integer', name: 'created_by', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'invitations_created_by_fkey' })
  createdBy!: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'integer', name: 'accepted_by', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'SET NULL', name: 'invitations_accepted_by_fkey' })
  acceptedBy!: number | null;

  @Column({ type: 'timestamptz', name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;
}
