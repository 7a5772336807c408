import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who owns cameras. The cameras of a public organization are visible to every authenticated caller. */
@Entity('organizations')
@Index('organizations_public_idx', ['isPublic'], { where: 'is_public' })
@Index('organizations_default_key', ['isDefault'], { unique: true, where: 'is_default' })
@Index('organizations_private_default_key', ['isPrivateDefault'], { unique: true, where: 'is_private_default' })
@Index('organizations_owner_id_idx', ['ownerId'])
export class OrganizationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'organizations_pkey' })
  id!: number;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'boolean', name: 'is_public', default: false })
  isPublic!: boolean;

  /** Where cameras go whose maker names no organization. Exactly one, public. */
  @Column({ type: 'boolean', name: 'is_default', default: false })
  isDefault!: boolean;

  /** Where imported cameras go where nobody names an organization. At most one, made at need. */
  @Column({ type: 'boolean', name: 'is_private_default', default: false })
  isPrivateDefault!: boolean;

  /**
   * Holds every right in it, and alone may invite. Null only where nobody administers yet: the first administrator takes
   * what is without an owner, and no owner goes without another.
   */
  @Column({ type: 'integer', name: 'owner_id', nullable: true })
  @ForeignKey('UserEntity', { name: 'organizations_owner_id_fkey' })
  ownerId!: number | null;

  /** Cameras it may have; null: no limit. */
  @Column({ type: 'integer', name: 'camera_limit', nullable: true })
  cameraLimit!: number | null;

  /** Members it may have; null: no limit. */
  @Column({ type: 'integer', name: 'user_limit', nullable: true })
  userLimit!: number | null;

  /** Gigabytes of archive that billing agreed on; stored, not enforced: there is no archive here. Null: no limit. */
  @Column({ type: 'integer', name: 'dvr_limit', nullable: true })
  dvrLimit!: number | null;

  /** Its members and its owner must have a second factor. */
  @Column({ type: 'boolean', name: 'requires_second_factor', default: false })
  requiresSecondFactor!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
