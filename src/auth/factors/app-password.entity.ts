import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A password for one program that knows nothing but login and password. */
@Entity('app_passwords')
@Index('app_passwords_user_id_idx', ['userId'])
@Index('app_passwords_hash_key', ['hash'], { unique: true })
export class AppPasswordEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'app_passwords_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'app_passwords_user_id_fkey' })
  userId!: number;

  @Column({ type: 'text' })
  name!: string;

  /** SHA-256; it has 178 random bits. */
  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
