import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who owns cameras. The cameras of a public organization are visible to every authenticated caller. */
@Entity('organizations')
@Index('organizations_public_idx', ['isPublic'], { where: 'is_public' })
@Index('organizations_default_key', ['isDefault'], { unique: true, where: 'is_default' })
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

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
