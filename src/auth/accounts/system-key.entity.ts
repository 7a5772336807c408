import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The system key that administrators set; one row at most. Without it the environment's setting applies. */
@Entity('system_keys')
export class SystemKeyEntity {
  /** Always 1. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'system_keys_pkey' })
  id!: number;

  /** SHA-256 of the key. */
  @Column({ type: 'bytea', name: 'key_hash' })
  keyHash!: Buffer;

  /** Sealed, because Watcher shows it among the settings. */
  @Column({ type: 'text', name: 'key_sealed' })
  keySealed!: string;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
