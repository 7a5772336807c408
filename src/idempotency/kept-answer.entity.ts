import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that its caller may repeat, and its answer once there is one. */
@Entity('kept_answers')
@Index('kept_answers_begun_at_idx', ['begunAt'])
export class KeptAnswerEntity {
  /** SHA-256 of the caller and the key that they chose. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'kept_answers_pkey' })
  hash!: Buffer;

  /** SHA-256 of the request. */
  @Column({ type: 'bytea' })
  request!: Buffer;

  @Column({ type: 'timestamptz', name: 'begun_at' })
  begunAt!: Date;

  /** JSON of status, headers and body, sealed: it may hold a secret that is shown once. Null: the request still runs. */
  @Column({ type: 'text', name: 'answer_sealed', nullable: true })
  answerSealed!: string | null;
}
