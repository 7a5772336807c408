import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A second factor of a person: an authenticator app (RFC 6238: six digits every 30 seconds), or a passkey. */
@Entity('second_factors')
@Index('second_factors_user_id_idx', ['userId'])
export class SecondFactorEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'second_factors_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'second_factors_user_id_fkey' })
  userId!: number;

  /** `totp`, or `passkey`: then a row of `passkeys` belongs to it. */
  @Column({ type: 'text', default: 'totp' })
  kind!: string;

  @Column({ type: 'text' })
  name!: string;

  /** The secret that an app shares, sealed: each check needs it. Empty for a passkey. */
  @Column({ type: 'text', name: 'secret_sealed' })
  secretSealed!: string;

  /** The 30-second step of the last accepted code: none is accepted twice (RFC 6238 §5.2). */
  @Column({ type: 'integer', name: 'last_step' })
  lastStep!: number;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
