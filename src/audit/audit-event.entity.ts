import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One thing that happened. Append-only: triggers refuse everything but the sealer's two columns, and the removal of what is too
 * old.
 */
@Entity('audit_events')
@Index('audit_events_at_idx', ['at'])
@Index('audit_events_sequence_key', ['sequence'], { unique: true, where: 'sequence IS NOT NULL' })
@Index('audit_events_unsealed_idx', ['id'], { where: 'sequence IS NULL' })
export class AuditEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'audit_events_pkey' })
  id!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** An event of the OWASP logging vocabulary, such as `authn_login_fail`. */
  @Column({ type: 'text' })
  event!: string;

  /** Who did it: `user:<id>`, `client:<client_id>`, `system`, `cli`, or null when unknown. */
  @Column({ type: 'text', nullable: true })
  actor!: string | null;

  /** What it was done to. */
  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  /** The program through which it was done, where that is not the actor: a client id. */
  @Column({ type: 'text', nullable: true })
  client!: string | null;

  /** A dialect's name, or `cli`. */
  @Column({ type: 'text', name: 'door', nullable: true })
  dialect!: string | null;

  @Column({ type: 'text', nullable: true })
  ip!: string | null;

  @Column({ type: 'text', name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column({ type: 'text', name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** `success` or `failure`; null in rows of versions before the chain. */
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  /** The writer's mark over the columns above (`AuditMarks`); null in rows of versions before the chain. */
  @Column({ type: 'bytea', nullable: true })
  mark!: Buffer | null;

  /** The place in the chain; null until the row is sealed. */
  @Column({ type: 'bigint', nullable: true })
  sequence!: string | null;

  /** Of the link before and this row. */
  @Column({ type: 'bytea', nullable: true })
  hash!: Buffer | null;
}
