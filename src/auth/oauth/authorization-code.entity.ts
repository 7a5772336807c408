import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A code of the authorization code grant (RFC 6749 §4.1): what was granted, to be exchanged once. */
@Entity('authorization_codes')
@Index('authorization_codes_expires_at_idx', ['expiresAt'])
export class AuthorizationCodeEntity {
  /** SHA-256 of the code. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'authorization_codes_pkey' })
  hash!: Buffer;

  @Column({ type: 'integer', name: 'application_id' })
  @ForeignKey('ApplicationEntity', { onDelete: 'CASCADE', name: 'authorization_codes_application_id_fkey' })
  applicationId!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'authorization_codes_user_id_fkey' })
  userId!: number;

  @Column({ type: 'integer', name: 'user_epoch' })
  userEpoch!: number;

  @Column({ type: 'uuid', name: 'browser_session_id' })
  browserSessionId!: string;

  @Column({ type: 'text', name: 'redirect_uri' })
  redirectUri!: string;

  /** PKCE, method S256 (RFC 7636). */
  @Column({ type: 'text', name: 'code_challenge' })
  codeChallenge!: string;

  @Column({ type: 'text' })
  scope!: string;

  @Column({ type: 'text', nullable: true })
  resource!: string | null;

  @Column({ type: 'text', nullable: true })
  nonce!: string | null;

  /** `dpop_jkt` of the request (RFC 9449 §10). */
  @Column({ type: 'text', name: 'dpop_thumbprint', nullable: true })
  dpopThumbprint!: string | null;

  @Column({ type: 'timestamptz', name: 'auth_time' })
  authTime!: Date;

  @Column({ type: 'text', array: true })
  amr!: string[];

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  usedAt!: Date | null;

  /** The session that it gave: a second use ends it (R-AS-6). */
  @Column({ type: 'uuid', name: 'session_id', nullable: true })
  sessionId!: string | null;
}
