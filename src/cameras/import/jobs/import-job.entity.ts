import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** An import as a job: what it is to do, how far it is, and what came of it. Its rows are in `ImportJobRow`. */
@Entity('imports')
@Index('imports_open_idx', ['id'], { where: "status IN ('queued', 'running')" })
@Index('imports_made_by_idx', ['madeBy', 'id'])
export class ImportJobEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'imports_pkey' })
  id!: number;

  /** Whose it is, as the audit log names callers. */
  @Column({ type: 'text', name: 'made_by' })
  madeBy!: string;

  /** In whose name it runs; their rights are read anew. */
  @Column({ type: 'jsonb' })
  caller!: unknown;

  /** Where new cameras go; null before that is decided. No foreign key: it outlives the organization. */
  @Column({ type: 'integer', name: 'organization_id', nullable: true })
  organizationId!: number | null;

  @Column({ type: 'jsonb' })
  task!: unknown;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'boolean', name: 'is_undoing', default: false })
  isUndoing!: boolean;

  @Column({ type: 'boolean', name: 'cancel_requested', default: false })
  cancelRequested!: boolean;

  /** The process that works on it; another takes over where `leasedUntil` has passed. */
  @Column({ type: 'text', name: 'leased_by', nullable: true })
  leasedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  /** Rows of the file whose outcome is stored; a job that goes on passes over them. */
  @Column({ type: 'integer', name: 'rows_done', default: 0 })
  rowsDone!: number;

  @Column({ type: 'integer', default: 0 })
  created!: number;

  @Column({ type: 'integer', default: 0 })
  updated!: number;

  @Column({ type: 'integer', default: 0 })
  unchanged!: number;

  @Column({ type: 'integer', default: 0 })
  pruned!: number;

  @Column({ type: 'integer', default: 0 })
  undone!: number;

  @Column({ type: 'integer', name: 'rejected_count', default: 0 })
  rejectedCount!: number;

  @Column({ type: 'integer', name: 'warning_count', default: 0 })
  warningCount!: number;

  /** Format, encoding, columns. */
  @Column({ type: 'jsonb', default: {} })
  reading!: unknown;

  /** The first 1000. */
  @Column({ type: 'jsonb', default: [] })
  rejected!: unknown;

  /** The first 1000. */
  @Column({ type: 'jsonb', default: [] })
  warnings!: unknown;

  /** Which cameras with which fields; the first 1000. */
  @Column({ type: 'jsonb', default: [] })
  changes!: unknown;

  @Column({ type: 'integer', name: 'drift_count', default: 0 })
  driftCount!: number;

  /** Which cameras with which fields that somebody changed by hand and that stay; the first 1000. */
  @Column({ type: 'jsonb', default: [] })
  drift!: unknown;

  /** What could not be undone; the first 1000. */
  @Column({ type: 'jsonb', default: [] })
  conflicts!: unknown;

  /** Why it failed, for people. */
  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
