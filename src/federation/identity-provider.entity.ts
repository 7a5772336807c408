import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { ClaimRule } from './claim-rule.js';

/** An external OpenID Connect provider at which people may sign in. */
@Entity('identity_providers')
@Unique('identity_providers_name_key', ['name'])
@Unique('identity_providers_issuer_key', ['issuer'])
export class IdentityProviderEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'identity_providers_pkey' })
  id!: number;

  /** Stands in addresses and never changes: the secret is sealed for it. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  issuer!: string;

  @Column({ type: 'text', name: 'client_id' })
  clientId!: string;

  /** Null: a public client. */
  @Column({ type: 'text', name: 'secret_sealed', nullable: true })
  secretSealed!: string | null;

  /** Space-separated. */
  @Column({ type: 'text' })
  scope!: string;

  /** The claim of a new account's login; null: preferred_username, else a verified email. */
  @Column({ type: 'text', name: 'login_claim', nullable: true })
  loginClaim!: string | null;

  @Column({ type: 'boolean', name: 'makes_accounts' })
  makesAccounts!: boolean;

  @Column({ type: 'boolean' })
  enabled!: boolean;

  @Column({ type: 'jsonb' })
  rules!: ClaimRule[];

  /** What of `amr` and which `acr` of its ID tokens mean several factors, so that no second one is asked for here. */
  @Column({ type: 'text', array: true, name: 'trusted_amr', default: () => "'{mfa}'" })
  trustedAmr!: string[];

  @Column({ type: 'text', array: true, name: 'trusted_acr', default: () => "'{}'" })
  trustedAcr!: string[];

  /** Grows with each change. */
  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
