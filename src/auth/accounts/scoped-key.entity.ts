import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** An API key with a name and limits of its own; only its hash is stored. */
@Entity('scoped_keys')
@Index('scoped_keys_key_hash_key', ['keyHash'], { unique: true })
@Index('scoped_keys_previous_key_hash_key', ['previousKeyHash'], { unique: true })
@Index('scoped_keys_user_id_idx', ['userId', 'id'])
@Index('scoped_keys_organization_id_idx', ['organizationId'])
@Index('scoped_keys_folder_id_idx', ['folderId'])
export class ScopedKeyEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'scoped_keys_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'scoped_keys_user_id_fkey' })
  userId!: number;

  @Column({ type: 'text' })
  name!: string;

  /** The first characters of the secret, for people who look for it in a configuration. */
  @Column({ type: 'text' })
  prefix!: string;

  /** SHA-256 of the secret. */
  @Column({ type: 'bytea', name: 'key_hash' })
  keyHash!: Buffer;

  /** The secret before the last rotation still works until then. */
  @Column({ type: 'bytea', name: 'previous_key_hash', nullable: true })
  previousKeyHash!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'previous_expires_at', nullable: true })
  previousExpiresAt!: Date | null;

  /** Permissions, space-separated; null: all that its owner may do. */
  @Column({ type: 'text', nullable: true })
  scope!: string | null;

  /** The cameras it was made for: one of the three, or none for all. With the organization or the folder the key goes, too. */
  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'scoped_keys_organization_id_fkey' })
  organizationId!: number | null;

  @Column({ type: 'integer', name: 'folder_id', nullable: true })
  @ForeignKey('FolderEntity', { onDelete: 'CASCADE', name: 'scoped_keys_folder_id_fkey' })
  folderId!: number | null;

  @Column({ type: 'integer', name: 'camera_ids', array: true, nullable: true })
  cameraIds!: number[] | null;

  /** CIDR ranges from which it may be presented; empty: from everywhere. */
  @Column({ type: 'text', array: true, default: '{}' })
  networks!: string[];

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'text', name: 'last_used_ip', nullable: true })
  lastUsedIp!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
