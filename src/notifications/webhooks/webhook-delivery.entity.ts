import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One message to one receiver. It holds no camera: what is sent is what its owner sees when it is sent. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_webhook_id_idx', ['webhookId', 'id'])
@Index('webhook_deliveries_subscription_id_idx', ['subscriptionId', 'id'])
@Index('webhook_deliveries_next_at_idx', ['nextAt'], { where: `state = 'pending'` })
@Index('webhook_deliveries_lane_idx', ['lane', 'id'], { where: `state = 'pending'` })
@Index('webhook_deliveries_created_at_idx', ['createdAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'webhook_deliveries_pkey',
  })
  id!: string;

  @Column({ type: 'integer', name: 'webhook_id', nullable: true })
  @ForeignKey('WebhookEntity', { onDelete: 'CASCADE', name: 'webhook_deliveries_webhook_id_fkey' })
  webhookId!: number | null;

  /** In place of a webhook: a subscription of Watcher's APIs. */
  @Column({ type: 'integer', name: 'subscription_id', nullable: true })
  @ForeignKey('SubscriptionEntity', { onDelete: 'CASCADE', name: 'webhook_deliveries_subscription_id_fkey' })
  subscriptionId!: number | null;

  /** The event at a camera that a subscription is told of. */
  @Column({ type: 'integer', name: 'event_id', nullable: true })
  eventId!: number | null;

  @Column({ type: 'integer', name: 'camera_id', nullable: true })
  cameraId!: number | null;

  @Column({ type: 'text', collation: 'C' })
  type!: string;

  /** The same for each attempt, so that a receiver can tell a repeated one. */
  @Column({ type: 'text', name: 'message_id', collation: 'C' })
  messageId!: string;

  /** Names the webhook or subscription; a slow one keeps only itself waiting. */
  @Column({ type: 'text', collation: 'C' })
  receiver!: string;

  /** Within it messages are sent one after the other: a receiver and a camera. */
  @Column({ type: 'text', collation: 'C' })
  lane!: string;

  /** One of `deliveryStates`. */
  @Column({ type: 'text', collation: 'C' })
  state!: string;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', name: 'next_at', nullable: true })
  nextAt!: Date | null;

  /** Until when one process sends it. */
  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  /** The HTTP status of the last answer. */
  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  /** Why the last attempt failed. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  failure!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
