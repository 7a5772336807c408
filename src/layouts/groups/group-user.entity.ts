import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A user named in a group, with marks; none of them is a right. */
@Entity('camera_group_users')
@Index('camera_group_users_user_id_idx', ['userId'])
export class GroupUserEntity {
  @PrimaryColumn({ type: 'integer', name: 'group_id', primaryKeyConstraintName: 'camera_group_users_pkey' })
  @ForeignKey('CameraGroupEntity', { onDelete: 'CASCADE', name: 'camera_group_users_group_id_fkey' })
  groupId!: number;

  @PrimaryColumn({ type: 'integer', name: 'user_id', primaryKeyConstraintName: 'camera_group_users_pkey' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'camera_group_users_user_id_fkey' })
  userId!: number;

  @Column({ type: 'boolean', name: 'can_dvr', default: false })
  canDvr!: boolean;

  @Column({ type: 'boolean', name: 'can_ptz', default: false })
  canPtz!: boolean;

  @Column({ type: 'boolean', name: 'can_manage_cameras', default: false })
  canManageCameras!: boolean;

  @Column({ type: 'boolean', name: 'can_manage_users', default: false })
  canManageUsers!: boolean;

  @Column({ type: 'text', collation: 'C', nullable: true })
  comment!: string | null;

  @Column({ type: 'integer', name: 'order_number', default: 0 })
  orderNumber!: number;
}
