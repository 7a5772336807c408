import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A media server in a zone; such a zone cannot be removed. */
@Entity('streamer_zones')
@Index('streamer_zones_zone_name_idx', ['zoneName'])
export class StreamerZoneEntity {
  @PrimaryColumn({ type: 'integer', name: 'streamer_id', primaryKeyConstraintName: 'streamer_zones_pkey' })
  @ForeignKey('StreamerEntity', { onDelete: 'CASCADE', name: 'streamer_zones_streamer_id_fkey' })
  streamerId!: number;

  @PrimaryColumn({
    type: 'text',
    collation: 'C',
    name: 'zone_name',
    primaryKeyConstraintName: 'streamer_zones_pkey',
  })
  @ForeignKey('ZoneEntity', { name: 'streamer_zones_zone_name_fkey' })
  zoneName!: string;
}
