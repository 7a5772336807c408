import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * One sign-in of one user. Access tokens name it (`sid`); the refresh token and the v2 session key belong to it. Ending it ends
 * them all.
 */
@Entity('sessions')
@Index('sessions_user_id_idx', ['userId', 'createdAt'])
@Index('sessions_key_hash_key', ['keyHash'], { unique: true })
@Index('sessions_browser_session_id_idx', ['browserSessionId'], { where: 'browser_session_id IS NOT NULL' })
@Index('sessions_app_password_id_idx', ['appPasswordId'], { where: 'app_password_id IS NOT NULL' })
@Index('sessions_application_id_idx', ['applicationId'], { where: 'application_id IS NOT NULL' })
export class SessionEntity {
  /** Public id, no secret. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'sessions_user_id_fkey' })
  userId!: number;

  /** The dialect it began in, for lists and audit. */
  @Column({ type: 'text', name: 'door' })
  dialect!: string;

  /** The OAuth client that it belongs to; null: first-party. */
  @Column({ type: 'integer', name: 'application_id', nullable: true })
  @ForeignKey('ApplicationEntity', { onDelete: 'CASCADE', name: 'sessions_application_id_fkey' })
  applicationId!: number | null;

  /** A sign-in at the authorization endpoint, carried by a cookie; it authenticates at no other API. */
  @Column({ type: 'boolean', default: false })
  browser!: boolean;

  /** The browser session that a client's session was authorized in. */
  @Column({ type: 'uuid', name: 'browser_session_id', nullable: true })
  browserSessionId!: string | null;

  /** What a client was granted, space-separated; null: not limited. */
  @Column({ type: 'text', nullable: true })
  scope!: string | null;

  /** Audience of its access tokens, where it is not this server (RFC 8707). */
  @Column({ type: 'text', nullable: true })
  resource!: string | null;

  /** The app password that began it. */
  @Column({ type: 'integer', name: 'app_password_id', nullable: true })
  appPasswordId!: number | null;

  /** When the person proved who they are; null: when the session began. */
  @Column({ type: 'timestamptz', name: 'auth_time', nullable: true })
  authTime!: Date | null;

  /** How they did (RFC 8176). */
  @Column({ type: 'text', array: true, nullable: true })
  amr!: string[] | null;

  /** Thumbprint of the key that its tokens are bound to (RFC 9449). */
  @Column({ type: 'text', name: 'dpop_thumbprint', nullable: true })
  dpopThumbprint!: string | null;

  /** SHA-256 of the opaque session key (Watcher v2) or of a browser session's cookie, where there is one. */
  @Column({ type: 'bytea', name: 'key_hash', nullable: true })
  keyHash!: Buffer | null;

  /** Random input of the refresh token's MAC: a leak of the database alone cannot forge one. Null: no refresh token. */
  @Column({ type: 'bytea', name: 'refresh_seed', nullable: true })
  refreshSeed!: Buffer | null;

  /** `off`: the refresh token stays the same; `grace`: it rotates, the one before it works for a few seconds more. */
  @Column({ type: 'text', name: 'refresh_rotation', default: 'grace' })
  refreshRotation!: string;

  @Column({ type: 'integer', name: 'refresh_generation', default: 0 })
  refreshGeneration!: number;

  @Column({ type: 'timestamptz', name: 'refresh_rotated_at', nullable: true })
  refreshRotatedAt!: Date | null;

  /** The user's epoch at the beginning; a raised epoch ends the session. */
  @Column({ type: 'integer', name: 'user_epoch' })
  userEpoch!: number;

  @Column({ type: 'text', nullable: true })
  ip!: string | null;

  @Column({ type: 'text', name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', default: () => 'now()' })
  lastUsedAt!: Date;

  @Column({ type: 'timestamptz', name: 'idle_expires_at' })
  idleExpiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'absolute_expires_at' })
  absoluteExpiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'text', name: 'end_reason', nullable: true })
  endReason!: string | null;
}
