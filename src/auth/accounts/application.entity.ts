import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A program with a client id and a client secret (CAM2 calls it an app, OAuth a client). */
@Entity('applications')
@Index('applications_client_id_key', ['clientId'], { unique: true })
@Index('applications_owner_idx', ['owner'])
@Index('applications_documents_idx', ['createdAt'], { where: 'document_expires_at IS NOT NULL' })
export class ApplicationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'applications_pkey' })
  id!: number;

  @Column({ type: 'text', name: 'client_id', collation: 'C' })
  clientId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** What the program may do: `user` reads, `webui` reads and manages applications, `admin` does everything. */
  @Column({ type: 'text' })
  level!: string;

  /** Whose program it is, as free text from whoever registered it. */
  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  @ForeignKey('OrganizationEntity', { onDelete: 'SET NULL', name: 'applications_organization_id_fkey' })
  organizationId!: number | null;

  /** OAuth scopes it may ask for, space-separated; null: all that its level allows. */
  @Column({ type: 'text', nullable: true })
  scope!: string | null;

  /** SHA-256 of the current client secret; null for a client that has none (public, or `private_key_jwt`). */
  @Column({ type: 'bytea', name: 'secret_hash', nullable: true })
  secretHash!: Buffer | null;

  /** The secret before the last rotation still works until then (rotation without downtime). */
  @Column({ type: 'bytea', name: 'previous_secret_hash', nullable: true })
  previousSecretHash!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'previous_secret_expires_at', nullable: true })
  previousSecretExpiresAt!: Date | null;

  /** OAuth grants it may use; null: `client_credentials` only. */
  @Column({ type: 'text', array: true, nullable: true })
  grants!: string[] | null;

  /** How it authenticates: `none`, `basic`, `post` or `private_key_jwt`; null: `basic` or `post`. */
  @Column({ type: 'text', name: 'auth_method', nullable: true })
  authMethod!: string | null;

  /** Where authorization responses may go, compared exactly (loopback ports excepted, RFC 8252 §7.3). */
  @Column({ type: 'text', name: 'redirect_uris', array: true, default: '{}' })
  redirectUris!: string[];

  @Column({ type: 'text', name: 'post_logout_uris', array: true, default: '{}' })
  postLogoutUris!: string[];

  /** Public keys of a client that authenticates with `private_key_jwt` (RFC 7517). */
  @Column({ type: 'jsonb', nullable: true })
  jwks!: object | null;

  /** Ours: its users are not asked for consent. */
  @Column({ type: 'boolean', name: 'first_party', default: false })
  firstParty!: boolean;

  /** ES256 or RS256. */
  @Column({ type: 'text', name: 'id_token_algorithm', default: 'ES256' })
  idTokenAlgorithm!: string;

  /** Resource servers of this client: tokens for them may be requested, and it may introspect those (RFC 8707). */
  @Column({ type: 'text', array: true, default: '{}' })
  resources!: string[];

  /** Its client id is the address of a document that describes it, which is read again after this time; null: registered. */
  @Column({ type: 'timestamptz', name: 'document_expires_at', nullable: true })
  documentExpiresAt!: Date | null;

  /** Raised when the application is revoked or its level changes; tokens of an older epoch are dead. */
  @Column({ type: 'integer', default: 0 })
  epoch!: number;

  /** How many requests it was served, in dialects that count them. */
  @Column({ type: 'bigint', name: 'use_count', default: 0 })
  useCount!: string;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
