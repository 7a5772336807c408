import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What makes a second factor a passkey (WebAuthn Level 3 §4, credential record). */
@Entity('passkeys')
@Index('passkeys_credential_id_key', ['credentialId'], { unique: true })
export class PasskeyEntity {
  @PrimaryColumn({ type: 'integer', name: 'factor_id', primaryKeyConstraintName: 'passkeys_pkey' })
  @ForeignKey('SecondFactorEntity', { onDelete: 'CASCADE', name: 'passkeys_factor_id_fkey' })
  factorId!: number;

  @Column({ type: 'bytea', name: 'credential_id' })
  credentialId!: Buffer;

  /** COSE (RFC 9052 §7). */
  @Column({ type: 'bytea', name: 'public_key' })
  publicKey!: Buffer;

  /** Signatures so far, up to 2^32 - 1; 0 for authenticators that do not count. */
  @Column({ type: 'bigint' })
  counter!: string;

  /** How a browser reaches the authenticator: usb, nfc, ble, hybrid, internal. */
  @Column({ type: 'text', array: true })
  transports!: string[];
}
