import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { JsonObject } from '../json-value.js';

/** A media server. */
@Entity('streamers')
@Index('streamers_hostname_key', ['hostname'], { unique: true })
export class StreamerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'streamers_pkey' })
  id!: number;

  @Column({ type: 'text', collation: 'C' })
  hostname!: string;

  /** streamer, inference or identification. */
  @Column({ type: 'text', collation: 'C', default: 'streamer' })
  role!: string;

  /** The program that it runs; null: unknown. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  kind!: string | null;

  @Column({ type: 'text', collation: 'C', name: 'api_url', nullable: true })
  apiUrl!: string | null;

  @Column({ type: 'text', collation: 'C', name: 'public_payload_url', nullable: true })
  publicPayloadUrl!: string | null;

  @Column({ type: 'text', collation: 'C', name: 'private_payload_url', nullable: true })
  privatePayloadUrl!: string | null;

  @Column({ type: 'text', name: 'cluster_key_sealed', nullable: true })
  clusterKeySealed!: string | null;

  @Column({ type: 'integer', name: 'channel_limit', nullable: true })
  channelLimit!: number | null;

  /** kbit/s. */
  @Column({ type: 'integer', name: 'total_bandwidth', nullable: true })
  totalBandwidth!: number | null;

  @Column({ type: 'jsonb', default: {} })
  labels!: Readonly<Record<string, string>>;

  @Column({ type: 'jsonb', default: [] })
  dvrs!: readonly JsonObject[];

  @Column({ type: 'jsonb', default: {} })
  config!: JsonObject;

  /** Sealed JSON: the secrets of the values above; never part of an answer. */
  @Column({ type: 'text', name: 'secrets_sealed', nullable: true })
  secretsSealed!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
