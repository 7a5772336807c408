import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A browser session that began at a provider: for signing out there, too, and for ending it when the one there ends. */
@Entity('external_sessions')
@Index('external_sessions_subject_idx', ['providerId', 'subject'])
export class ExternalSessionEntity {
  @PrimaryColumn({ type: 'uuid', name: 'session_id', primaryKeyConstraintName: 'external_sessions_pkey' })
  @ForeignKey('SessionEntity', { onDelete: 'CASCADE', name: 'external_sessions_session_id_fkey' })
  sessionId!: string;

  @Column({ type: 'integer', name: 'provider_id' })
  @ForeignKey('IdentityProviderEntity', { onDelete: 'CASCADE', name: 'external_sessions_provider_id_fkey' })
  providerId!: number;

  /** The provider's ID token, sealed: the hint with which it ends its session unasked; null for one that is too long. */
  @Column({ type: 'text', name: 'id_token_sealed', nullable: true })
  idTokenSealed!: string | null;

  /** Whom and which session of theirs the provider meant; null for what began before that was kept, and for no `sid`. */
  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column({ type: 'text', nullable: true })
  sid!: string | null;

  /** How the person proved who they are, as the provider says it (OpenID Connect Core §2). */
  @Column({ type: 'text', nullable: true })
  acr!: string | null;

  @Column({ type: 'text', array: true, nullable: true })
  amr!: string[] | null;
}
