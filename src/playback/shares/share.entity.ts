import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { SharePermission } from './share.js';

/** A link to one camera. Its key is hashed to be found, and sealed because Watcher's list returns it to administrators. */
@Entity('shares')
@Index('shares_key_hash_key', ['keyHash'], { unique: true })
@Index('shares_name_key', ['name'], { unique: true })
@Index('shares_camera_id_idx', ['cameraId'])
export class ShareEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'shares_pkey' })
  id!: number;

  @Column({ type: 'text', collation: 'C' })
  name!: string;

  @Column({ type: 'integer', name: 'camera_id' })
  @ForeignKey('CameraEntity', { onDelete: 'CASCADE', name: 'shares_camera_id_fkey' })
  cameraId!: number;

  @Column({ type: 'bytea', name: 'key_hash' })
  keyHash!: Buffer;

  @Column({ type: 'text', name: 'key_sealed' })
  keySealed!: string;

  @Column({ type: 'jsonb' })
  permissions!: readonly SharePermission[];

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
