import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that is under way at a provider. */
@Entity('external_sign_ins')
@Index('external_sign_ins_expires_at_idx', ['expiresAt'])
export class ExternalSignInEntity {
  /** SHA-256 of `state`. */
  @PrimaryColumn({ type: 'bytea', name: 'state_hash', primaryKeyConstraintName: 'external_sign_ins_pkey' })
  stateHash!: Buffer;

  @Column({ type: 'integer', name: 'provider_id' })
  @ForeignKey('IdentityProviderEntity', { onDelete: 'CASCADE', name: 'external_sign_ins_provider_id_fkey' })
  providerId!: number;

  /** SHA-256 of the cookie of the browser that began. */
  @Column({ type: 'bytea', name: 'browser_hash' })
  browserHash!: Buffer;

  /** Nonce, code verifier and the client's request, sealed. */
  @Column({ type: 'text', name: 'request_sealed' })
  requestSealed!: string;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
