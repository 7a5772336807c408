import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A token that works once: the link of a password reset, or an automatic sign-in. */
@Entity('one_time_tokens')
@Index('one_time_tokens_user_id_idx', ['userId'])
@Index('one_time_tokens_expires_at_idx', ['expiresAt'])
export class OneTimeTokenEntity {
  /** SHA-256 of the token. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'one_time_tokens_pkey' })
  hash!: Buffer;

  /** password-reset or sign-in. */
  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'one_time_tokens_user_id_fkey' })
  userId!: number;

  /** The user's epoch when it was made; a raised epoch ends it. */
  @Column({ type: 'integer', name: 'user_epoch' })
  userEpoch!: number;

  /** Idle life of the session that a sign-in starts, in seconds; null: the default. */
  @Column({ type: 'integer', name: 'session_seconds', nullable: true })
  sessionSeconds!: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
