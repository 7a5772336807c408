import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A token by which a person installs an agent on a camera. */
@Entity('agent_activations')
@Index('agent_activations_user_id_idx', ['userId', 'createdAt'])
@Index('agent_activations_expires_at_idx', ['expiresAt'])
export class AgentActivationEntity {
  /** SHA-256 of the token. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'agent_activations_pkey' })
  hash!: Buffer;

  @Column({ type: 'integer', name: 'user_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'agent_activations_user_id_fkey' })
  userId!: number;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
