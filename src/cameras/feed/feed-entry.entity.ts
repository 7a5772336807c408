import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A camera was made, changed or deleted, or a statement may have changed who sees what (`rights`, without a camera). Triggers
 * write it, in the transaction of the change.
 */
@Entity('camera_feed')
@Index('camera_feed_transaction_id_idx', ['transactionId'])
@Index('camera_feed_camera_id_idx', ['cameraId', 'id'])
export class FeedEntryEntity {
  /** Of one camera, in the order of its changes: who changes a row holds its lock. */
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'camera_feed_pkey',
  })
  id!: string;

  /** `pg_current_xact_id()`: whether a snapshot saw it. */
  @Column({ type: 'bigint', name: 'transaction_id' })
  transactionId!: string;

  /** `created`, `updated`, `deleted` or `rights`. */
  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'integer', name: 'camera_id', nullable: true })
  cameraId!: number | null;

  /** Where the camera was before; null for one that was made. */
  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  organizationId!: number | null;

  @Column({ type: 'integer', name: 'folder_id', nullable: true })
  folderId!: number | null;

  @Column({ type: 'timestamptz', name: 'written_at', default: () => 'now()' })
  writtenAt!: Date;
}
