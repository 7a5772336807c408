import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What some callers saw at some time: cursors name it by its hash. */
@Entity('camera_sights')
export class SightEntity {
  /** The first 16 bytes of the SHA-256 of its sets. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'camera_sights_pkey' })
  hash!: Buffer;

  /** See `sightSets`. */
  @Column({ type: 'jsonb' })
  sets!: unknown;

  /** When a cursor that names it was last written, exact to a day. */
  @Column({ type: 'timestamptz', name: 'used_at' })
  usedAt!: Date;
}
