import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An authorization request that a client sent beforehand (RFC 9126). */
@Entity('pushed_requests')
@Index('pushed_requests_expires_at_idx', ['expiresAt'])
export class PushedRequestEntity {
  /** SHA-256 of the random part of its URI. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pushed_requests_pkey' })
  hash!: Buffer;

  @Column({ type: 'integer', name: 'application_id' })
  @ForeignKey('ApplicationEntity', { onDelete: 'CASCADE', name: 'pushed_requests_application_id_fkey' })
  applicationId!: number;

  /** By name; no credential of the client. */
  @Column({ type: 'jsonb' })
  parameters!: Record<string, string>;

  /** Until then a browser must have opened it. */
  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'opened_at', nullable: true })
  openedAt!: Date | null;

  /** When a code was given for it. */
  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
