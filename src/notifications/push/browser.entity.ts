import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A browser that a person's notifications would go to. */
@Entity('push_browsers')
@Index('push_browsers_endpoint_key', ['endpoint'], { unique: true })
@Index('push_browsers_user_id_idx', ['userId', 'id'])
export class BrowserEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'push_browsers_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'push_browsers_user_id_fkey' })
  userId!: number;

  @Column({ type: 'text', collation: 'C' })
  endpoint!: string;

  /** The keys let their holder send to the browser. */
  @Column({ type: 'text', name: 'keys_sealed' })
  keysSealed!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
