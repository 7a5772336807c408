import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A code that stands in for a lost authenticator app, once. */
@Entity('recovery_codes')
@Index('recovery_codes_user_id_idx', ['userId'])
export class RecoveryCodeEntity {
  /** SHA-256; a code has 100 random bits. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'recovery_codes_pkey' })
  hash!: Buffer;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'recovery_codes_user_id_fkey' })
  userId!: number;
}
