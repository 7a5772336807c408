import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a table's old rows have been gone through, whose secrets were in plain once. */
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
