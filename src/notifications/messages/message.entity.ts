import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A message to one person. */
@Entity('messages')
@Index('messages_recipient_id_idx', ['recipientId', 'id'])
@Index('messages_sender_id_idx', ['senderId'])
export class MessageEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'messages_pkey' })
  id!: number;

  @Column({ type: 'integer', name: 'recipient_id' })
  @ForeignKey('UserEntity', { onDelete: 'CASCADE', name: 'messages_recipient_id_fkey' })
  recipientId!: number;

  /** Null: the system, or a deleted user. */
  @Column({ type: 'integer', name: 'sender_id', nullable: true })
  @ForeignKey('UserEntity', { onDelete: 'SET NULL', name: 'messages_sender_id_fkey' })
  senderId!: number | null;

  @Column({ type: 'text', collation: 'C' })
  title!: string;

  @Column({ type: 'text', collation: 'C' })
  body!: string;

  @Column({ type: 'text', collation: 'C', default: 'info' })
  type!: string;

  @Column({ type: 'boolean', name: 'is_push', default: false })
  isPush!: boolean;

  @Column({ type: 'boolean', name: 'is_dashboard', default: false })
  isDashboard!: boolean;

  @Column({ type: 'boolean', name: 'was_read', default: false })
  wasRead!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
