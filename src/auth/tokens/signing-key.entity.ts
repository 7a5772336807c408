import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key pair that signs tokens; the private half is sealed. */
@Entity('signing_keys')
@Index('signing_keys_current_key', ['algorithm'], { unique: true, where: `status = 'current'` })
@Index('signing_keys_next_key', ['algorithm'], { unique: true, where: `status = 'next'` })
export class SigningKeyEntity {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'signing_keys_pkey' })
  kid!: string;

  /** ES256 or RS256. */
  @Column({ type: 'text' })
  algorithm!: string;

  /** `next` is published, but does not sign yet; `current` signs; `previous` still verifies; `retired` does nothing any more. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'jsonb', name: 'public_jwk' })
  publicJwk!: Record<string, string>;

  /** PKCS#8, sealed; empty for a retired key. */
  @Column({ type: 'text', name: 'private_sealed' })
  privateSealed!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Null for a key that never signed. */
  @Column({ type: 'timestamptz', name: 'signs_since', nullable: true })
  signsSince!: Date | null;

  /** A previous key verifies until then. */
  @Column({ type: 'timestamptz', name: 'verifies_until', nullable: true })
  verifiesUntil!: Date | null;
}
