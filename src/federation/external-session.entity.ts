import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A browser session that began at a provider, for signing out there, too. */
@Entity('external_sessions')
export class ExternalSessionEntity {
  @PrimaryColumn({ type: 'uuid', name: 'session_id', primaryKeyConstraintName: 'external_sessions_pkey' })
  @ForeignKey('SessionEntity', { onDelete: 'CASCADE', name: 'external_sessions_session_id_fkey' })
  sessionId!: string;

  @Column({ type: 'integer', name: 'provider_id' })
  @ForeignKey('IdentityProviderEntity', { onDelete: 'CASCADE', name: 'external_sessions_provider_id_fkey' })
  providerId!: number;

  /** The provider's ID token, sealed: the hint with which it ends its session unasked. */
  @Column({ type: 'text', name: 'id_token_sealed' })
  idTokenSealed!: string;
}
