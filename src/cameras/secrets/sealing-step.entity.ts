import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the old rows of a table, whose secrets were stored in plain, have been sealed. */
@Entity('sealing_steps')
export class SealingStepEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'sealing_steps_pkey' })
  name!: string;

  /** Up to this row, in the order of ids. */
  @Column({ type: 'integer', name: 'last_id', default: 0 })
  lastId!: number;

  @Column({ type: 'timestamptz', name: 'done_at', nullable: true })
  doneAt!: Date | null;
}
