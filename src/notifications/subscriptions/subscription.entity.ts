import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One person wants to be notified of events at one camera. */
@Entity('event_subscriptions')
@Index('event_subscriptions_user_id_idx', ['userId', 'id'])
@Index('event_subscriptions_camera_id_idx', ['cameraId'])
export class SubscriptionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'event_subscriptions_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'event_subscriptions_user_id_fkey' })
  userId!: number;

  @Column({ type: 'integer', name: 'camera_id' })
  @ForeignKey('CameraEntity', { onDelete: 'CASCADE', name: 'event_subscriptions_camera_id_fkey' })
  cameraId!: number;

  @Column({ type: 'text', name: 'event_types', array: true })
  eventTypes!: string[];

  @Column({ type: 'text', name: 'notification_type', collation: 'C' })
  notificationType!: string;

  /** Seconds. */
  @Column({ type: 'integer', default: 0 })
  frequency!: number;

  /** Sealed as a whole: people put credentials in its headers. */
  @Column({ type: 'text', name: 'webhook_sealed', nullable: true })
  webhookSealed!: string | null;

  @Column({ type: 'timestamptz', name: 'last_event_at', nullable: true })
  lastEventAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
