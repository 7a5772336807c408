import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A device that a person's notifications would go to. */
@Entity('push_devices')
@Index('push_devices_token_key', ['token'], { unique: true })
@Index('push_devices_user_id_idx', ['userId', 'id'])
export class DeviceEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'push_devices_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'push_devices_user_id_fkey' })
  userId!: number;

  @Column({ type: 'text', collation: 'C' })
  token!: string;

  @Column({ type: 'text', collation: 'C', nullable: true })
  platform!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  model!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  version!: string | null;

  @Column({ type: 'timestamptz', name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
