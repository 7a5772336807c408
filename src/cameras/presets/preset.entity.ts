import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Settings that many cameras share. A preset is only marked as deleted: cameras that have it keep it. */
@Entity('presets')
@Index('presets_default_key', ['isDefault'], { unique: true, where: 'is_default' })
export class PresetEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'presets_pkey' })
  id!: number;

  @Column({ type: 'text', collation: 'C' })
  title!: string;

  /** A `Dvr` with the keys that are set. */
  @Column({ type: 'jsonb', nullable: true })
  dvr!: unknown;

  @Column({ type: 'jsonb', nullable: true })
  vision!: unknown;

  /** Sealed JSON: the secrets of the values above; never part of an answer. */
  @Column({ type: 'text', name: 'secrets_sealed', nullable: true })
  secretsSealed!: string | null;

  @Column({ type: 'boolean', name: 'is_adjustable', default: true })
  isAdjustable!: boolean;

  /** Zones of media servers. */
  @Column({ type: 'jsonb', name: 'layout_rules', nullable: true })
  layoutRules!: unknown;

  /** At most one row. */
  @Column({ type: 'boolean', name: 'is_default', default: false })
  isDefault!: boolean;

  @Column({ type: 'timestamptz', name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  /** A login, a client id, or `system`. */
  @Column({ type: 'text', name: 'updated_by', nullable: true })
  updatedBy!: string | null;
}
