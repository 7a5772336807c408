import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A named group of media servers. */
@Entity('zones')
export class ZoneEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'zones_pkey' })
  name!: string;

  @Column({ type: 'boolean', name: 'is_dedicated', default: false })
  isDedicated!: boolean;

  @Column({ type: 'integer', name: 'created_by', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'SET NULL', name: 'zones_created_by_fkey' })
  createdBy!: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
