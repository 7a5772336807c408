import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { FloorPlanCorners } from './folder.js';

/** A node in an organization's tree. Each organization has one root, created with it; levels 0 to 7. */
@Entity('folders')
@Index('folders_root_key', ['organizationId'], { unique: true, where: 'parent_id is null' })
@Index('folders_parent_id_idx', ['parentId', 'orderNumber'])
@Index('folders_organization_id_idx', ['organizationId', 'id'])
@Unique('folders_organization_id_id_key', ['organizationId', 'id'])
export class FolderEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'folders_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'organization_id' })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'folders_organization_id_fkey' })
  organizationId!: number;

  /** Null: the root. */
  @Column({ type: 'integer', name: 'parent_id', nullable: true })
  @ForeignKey('FolderEntity', { onDelete: 'CASCADE', name: 'folders_parent_id_fkey' })
  parentId!: number | null;

  @Column({ type: 'text', collation: 'C' })
  title!: string;

  /** Steps from the root, which is 0. */
  @Column({ type: 'integer', default: 0 })
  level!: number;

  /** Position among its siblings, from 0. */
  @Column({ type: 'integer', name: 'order_number', default: 0 })
  orderNumber!: number;

  /** WGS84 degrees. */
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  /** WGS84 degrees. */
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  /** Where three corners of the plan lie: {topLeft, topRight, bottomLeft}, each {latitude, longitude}. */
  @Column({ type: 'jsonb', name: 'floor_plan_corners', nullable: true })
  floorPlanCorners!: FloorPlanCorners | null;

  @Column({ type: 'bytea', name: 'floor_plan_image', nullable: true, select: false })
  floorPlanImage!: Buffer | null;

  @Column({ type: 'text', name: 'floor_plan_media_type', nullable: true })
  floorPlanMediaType!: string | null;

  @Column({ type: 'text', name: 'floor_plan_name', nullable: true })
  floorPlanName!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
