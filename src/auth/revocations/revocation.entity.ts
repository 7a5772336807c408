import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Something that must no longer be believed from memory: written in the transaction that changed it, read by every instance
 * (security.md §7.4).
 */
@Entity('revocations')
@Index('revocations_transaction_id_idx', ['transactionId'])
@Index('revocations_expires_at_idx', ['expiresAt'], { where: `kind = 'token'` })
export class RevocationEntity {
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'revocations_pkey',
  })
  id!: string;

  /** One of `revocationKinds`. */
  @Column({ type: 'text' })
  kind!: string;

  /** The `jti` of a token, or the name of what changed. */
  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;

  /** When a revoked token expires by itself. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** `pg_current_xact_id()` of the transaction that wrote it: readers know which transactions they have not seen yet. */
  @Column({ type: 'bigint', name: 'transaction_id' })
  transactionId!: string;
}
