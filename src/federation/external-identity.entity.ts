import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { GrantedByRules } from './claim-rule.js';

/** A person of a provider, by issuer and subject (OpenID Connect Core §2), and the account that they sign in to. */
@Entity('external_identities')
@Index('external_identities_user_id_idx', ['userId'])
export class ExternalIdentityEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'external_identities_pkey' })
  issuer!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'external_identities_pkey' })
  subject!: string;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'external_identities_user_id_fkey' })
  userId!: number;

  /** What the provider's claims gave the account, to be taken back when the claims are gone. */
  @Column({ type: 'jsonb' })
  granted!: GrantedByRules;

  @Column({ type: 'timestamptz', name: 'linked_at' })
  linkedAt!: Date;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
