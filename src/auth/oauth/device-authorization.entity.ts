import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A device that asks a person for access (RFC 8628): what it asked for, what was decided, whether it has its tokens. */
@Entity('device_authorizations')
@Index('device_authorizations_user_code_hash_key', ['userCodeHash'], { unique: true })
@Index('device_authorizations_expires_at_idx', ['expiresAt'])
export class DeviceAuthorizationEntity {
  /** SHA-256 of the device code. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'device_authorizations_pkey' })
  hash!: Buffer;

  /** SHA-256 of the code that the person types, in its normal form. */
  @Column({ type: 'bytea', name: 'user_code_hash' })
  userCodeHash!: Buffer;

  @Column({ type: 'integer', name: 'application_id' })
  @ForeignKey('ApplicationEntity', { onDelete: 'CASCADE', name: 'device_authorizations_application_id_fkey' })
  applicationId!: number;

  /** What the device asked for. */
  @Column({ type: 'text' })
  scope!: string;

  @Column({ type: 'text', nullable: true })
  resource!: string | null;

  /** How long the device waits between two questions; five seconds more after each that came too early. */
  @Column({ type: 'integer', name: 'interval_seconds', default: 5 })
  intervalSeconds!: number;

  @Column({ type: 'timestamptz', name: 'polled_at', nullable: true })
  polledAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** Who decided. */
  @Column({ type: 'integer', name: 'user_id', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'device_authorizations_user_id_fkey' })
  userId!: number | null;

  @Column({ type: 'integer', name: 'user_epoch', nullable: true })
  userEpoch!: number | null;

  /** Null where the person denied. */
  @Column({ type: 'text', name: 'granted_scope', nullable: true })
  grantedScope!: string | null;

  @Column({ type: 'timestamptz', name: 'auth_time', nullable: true })
  authTime!: Date | null;

  @Column({ type: 'text', array: true, nullable: true })
  amr!: string[] | null;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
