import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A program with a client id and a client secret (CAM2 calls it an app, OAuth a client). */
@Entity('applications')
@Index('applications_client_id_key', ['clientId'], { unique: true })
@Index('applications_owner_idx', ['owner'])
export class ApplicationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'applications_pkey' })
  id!: number;

  @Column({ type: 'text', name: 'client_id', collation: 'C' })
  clientId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** What the program may do: `user` reads, `webui` reads and manages applications, `admin` does everything. */
  @Column({ type: 'text' })
  level!: string;

  /** Whose program it is, as free text from whoever registered it. */
  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  @ForeignKey('OrganizationEntity', { onDelete: 'SET NULL', name: 'applications_organization_id_fkey' })
  organizationId!: number | null;

  /** OAuth scopes it may ask for, space-separated; null: all that its level allows. */
  @Column({ type: 'text', nullable: true })
  scope!: string | null;

  /** SHA-256 of the current client secret. */
  @Column({ type: 'bytea', name: 'secret_hash' })
  secretHash!: Buffer;

  /** The secret before the last rotation still works until then (rotation without downtime). */
  @Column({ type: 'bytea', name: 'previous_secret_hash', nullable: true })
  previousSecretHash!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'previous_secret_expires_at', nullable: true })
  previousSecretExpiresAt!: Date | null;

  /** Raised when the application is revoked or its level changes; tokens of an older epoch are dead. */
  @Column({ type: 'integer', default: 0 })
  epoch!: number;

  /** How many requests it was served, in dialects that count them. */
  @Column({ type: 'bigint', name: 'use_count', default: 0 })
  useCount!: string;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
