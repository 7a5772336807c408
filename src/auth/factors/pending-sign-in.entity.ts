import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A person between two pages of a sign-in: the first proof was right, something is still missing. */
@Entity('pending_sign_ins')
@Index('pending_sign_ins_expires_at_idx', ['expiresAt'])
export class PendingSignInEntity {
  /** SHA-256 of the ticket that the page's form carries. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pending_sign_ins_pkey' })
  hash!: Buffer;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'pending_sign_ins_user_id_fkey' })
  userId!: number;

  /** A changed account must begin anew. */
  @Column({ type: 'integer', name: 'user_epoch' })
  userEpoch!: number;

  /** What was proven so far (RFC 8176). */
  @Column({ type: 'text', array: true })
  amr!: string[];

  /** The secret of an authenticator app that is being set up, sealed. */
  @Column({ type: 'text', name: 'secret_sealed', nullable: true })
  secretSealed!: string | null;

  /** Of a sign-in that began at an external provider: what its session is told, sealed. */
  @Column({ type: 'text', name: 'external_sealed', nullable: true })
  externalSealed!: string | null;

  /** The browser's session in which the person proves more; null: none exists yet. */
  @Column({ type: 'uuid', name: 'browser_session_id', nullable: true })
  browserSessionId!: string | null;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
