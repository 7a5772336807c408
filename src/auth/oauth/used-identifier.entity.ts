import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The `jti` of something that may be presented once, while it could be presented again. */
@Entity('used_identifiers')
@Index('used_identifiers_expires_at_idx', ['expiresAt'])
export class UsedIdentifierEntity {
  /** SHA-256 of what kind it is, whose, and the identifier. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'used_identifiers_pkey' })
  hash!: Buffer;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
