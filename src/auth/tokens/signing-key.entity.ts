import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key pair that signs tokens; the private half is sealed. */
@Entity('signing_keys')
@Index('signing_keys_current_key', ['algorithm'], { unique: true, where: `status = 'current'` })
export class SigningKeyEntity {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'signing_keys_pkey' })
  kid!: string;

  /** ES256 or RS256. */
  @Column({ type: 'text' })
  algorithm!: string;

  /** `current` signs; `previous` still verifies; `retired` does neither. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'jsonb', name: 'public_jwk' })
  publicJwk!: Record<string, string>;

  /** PKCS#8, sealed. */
  @Column({ type: 'text', name: 'private_sealed' })
  privateSealed!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** A previous key verifies until then. */
  @Column({ type: 'timestamptz', name: 'verifies_until', nullable: true })
  verifiesUntil!: Date | null;
}
