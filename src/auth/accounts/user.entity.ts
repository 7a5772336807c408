import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A person with a login and a password. */
@Entity('users')
@Index('users_login_key', { synchronize: false })
@Index('users_email_idx', { synchronize: false })
@Index('users_subject_key', ['subject'], { unique: true })
@Index('users_access_level_idx', ['accessLevel'], { where: `access_level <> 'generic'` })
export class UserEntity {
  /** Numeric id, as Watcher clients know it. */
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'users_pkey' })
  id!: number;

  /** The `sub` of this user's tokens: a random uuid that is never reused. */
  @Column({ type: 'uuid' })
  subject!: string;

  /** Unique without regard to case (index on lower(login), made by the migration). */
  @Column({ type: 'text' })
  login!: string;

  /** argon2id in PHC form; null for a user who has no password yet. */
  @Column({ type: 'text', name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'text', name: 'full_name', nullable: true })
  fullName!: string | null;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  /** Language, ISO 639-1; null: the installation's own. */
  @Column({ type: 'text', nullable: true })
  locale!: string | null;

  /** A note by administrators about this person. */
  @Column({ type: 'text', nullable: true })
  note!: string | null;

  /** The key of this person in another system, such as billing. */
  @Column({ type: 'text', name: 'external_id', nullable: true })
  externalId!: string | null;

  /** generic, domain_admin or admin. */
  @Column({ type: 'text', name: 'access_level', default: 'generic' })
  accessLevel!: string;

  /** May not change their own data. */
  @Column({ type: 'boolean', default: false })
  readonly!: boolean;

  @Column({ type: 'boolean', default: false })
  disabled!: boolean;

  /** The password was chosen by an administrator; its owner replaces it at the next sign-in. */
  @Column({ type: 'boolean', name: 'must_change_password', default: false })
  mustChangePassword!: boolean;

  /** There is a second factor: the password alone signs nobody in. */
  @Column({ type: 'boolean', name: 'second_factor', default: false })
  secondFactor!: boolean;

  /** Raised when the password changes or the user is disabled; tokens and refresh tokens of an older epoch are dead. */
  @Column({ type: 'integer', default: 0 })
  epoch!: number;

  /** Concurrent sessions; the oldest ends when one more begins. Null: no limit. */
  @Column({ type: 'integer', name: 'max_sessions', nullable: true })
  maxSessions!: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
