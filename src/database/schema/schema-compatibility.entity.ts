import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which programs may use this schema: one row, written by whoever migrated it. */
@Entity('schema_compatibility')
export class SchemaCompatibilityEntity {
  /** Always 1. */
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'schema_compatibility_pkey' })
  id!: number;

  /** The newest migration that a program must know. */
  @Column({ type: 'text' })
  needs!: string;
}
