import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Something that must no longer be believed from memory: written in the transaction that changed it, read by every instance
 * (security.md §7.4).
 */
@Entity('revocations')
@Index('revocations_expires_at_idx', ['expiresAt'], { where: `kind = 'token'` })
export class RevocationEntity {
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'revocations_pkey',
  })
  id!: string;

  /** `token`: a single token is revoked; the others name what changed. */
  @Column({ type: 'text' })
  kind!: string;

  /** The token's `jti`, or the name of what changed. */
  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;

  /** When the revoked token expires by itself. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;
}
