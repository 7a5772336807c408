import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One thing that happened. Append-only. */
@Entity('audit_events')
@Index('audit_events_at_idx', ['at'])
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
}
