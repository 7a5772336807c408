import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A master secret that sealed values may still need; its name tells nothing about it. */
@Entity('sealing_keys')
export class SealingKeyEntity {
  /** The name in sealed values: eight hex digits. */
  @PrimaryColumn({ type: 'text', name: 'key_id', primaryKeyConstraintName: 'sealing_keys_pkey' })
  keyId!: string;

  @Column({ type: 'timestamptz', name: 'first_used_at', default: () => 'now()' })
  firstUsedAt!: Date;
}
