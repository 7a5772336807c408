import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a person has allowed an application to do. */
@Entity('oauth_consents')
@Index('oauth_consents_application_id_idx', ['applicationId'])
export class ConsentEntity {
  @PrimaryColumn({ type: 'integer', name: 'user_id', primaryKeyConstraintName: 'oauth_consents_pkey' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'oauth_consents_user_id_fkey' })
  userId!: number;

  @PrimaryColumn({ type: 'integer', name: 'application_id', primaryKeyConstraintName: 'oauth_consents_pkey' })
  @ForeignKey('ApplicationEntity', { onDelete: 'CASCADE', name: 'oauth_consents_application_id_fkey' })
  applicationId!: number;

  /** Space-separated, the union of all that was allowed. */
  @Column({ type: 'text' })
  scope!: string;

  @Column({ type: 'timestamptz', name: 'granted_at' })
  grantedAt!: Date;
}
