import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Where somebody wants the changes of the cameras that they see sent to. */
@Entity('webhooks')
@Index('webhooks_made_by_idx', ['madeBy', 'id'])
@Index('webhooks_user_id_idx', ['userId'])
@Index('webhooks_organization_id_idx', ['organizationId'])
export class WebhookEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'webhooks_pkey' })
  id!: number;

  /** Whose it is, where that is a person: it goes with the account. */
  @Column({ type: 'integer', name: 'user_id', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'webhooks_user_id_fkey' })
  userId!: number | null;

  /** Whose it is, as the audit log names callers. */
  @Column({ type: 'text', name: 'made_by', collation: 'C' })
  madeBy!: string;

  /** A `StoredCaller`: what it is sent is what they see. */
  @Column({ type: 'jsonb' })
  caller!: unknown;

  @Column({ type: 'text', collation: 'C' })
  url!: string;

  @Column({ type: 'text', array: true })
  events!: string[];

  /** Only changes of cameras of this organization. */
  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'webhooks_organization_id_fkey' })
  organizationId!: number | null;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  /** What requests are signed with; null only for the moment in which it is made. */
  @Column({ type: 'text', name: 'secret_sealed', nullable: true })
  secretSealed!: string | null;

  /** How far the feed was read; written anew at each reading. */
  @Column({ type: 'text', nullable: true })
  cursor!: string | null;

  @Column({ type: 'timestamptz', name: 'read_at', nullable: true })
  readAt!: Date | null;

  /** Until when one process reads the feed for it. */
  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'succeeded_at', nullable: true })
  succeededAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'failed_at', nullable: true })
  failedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
