import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { StreamWire } from './stream.wire.js';

class StreamInput {
  @ApiProperty({
    description: 'Where the video, else the picture comes from; never with credentials.',
    example: 'rtsp://camera.example/stream1',
  })
  readonly url!: string;
}

class Coordinates {
  @ApiProperty({ description: 'WGS84 degrees, -90 to 90.', example: 35.6595 })
  readonly latitude!: number;

  @ApiProperty({ description: 'WGS84 degrees, -180 to 180.', example: 139.7005 })
  readonly longitude!: number;
}

class StreamOrganization {
  @ApiProperty({ description: 'Id of the organization.', example: 1 })
  readonly id!: number;

  @ApiPropertyOptional({ description: 'Its title.', example: 'Public cameras' })
  readonly title?: string;
}

class StreamStats {
  @ApiProperty({ description: '`waiting`: no media passes through this server.', example: 'waiting' })
  readonly status!: string;

  @ApiProperty({ description: 'Whether frames arrive here: never.', example: false })
  readonly alive!: boolean;
}

class LastChange {
  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at!: number;
}

/** A camera as client-api v3 shows it (GO25). Fields without a value are left out. */
export class Stream {
  @ApiProperty({ description: 'Global id, immutable; slashes are allowed.', example: 'tokyo/shibuya-crossing' })
  readonly name!: string;

  @ApiPropertyOptional({ description: 'Name for people.', example: 'Shibuya Crossing' })
  readonly title?: string;

  @ApiPropertyOptional({ description: 'Free text.', example: 'Looks north-west from the station.' })
  readonly comment?: string;

  @ApiPropertyOptional({ type: [StreamInput], description: 'Where the media comes from; at most one here.' })
  readonly inputs?: readonly StreamInput[];

  @ApiPropertyOptional({ description: 'Runs whether somebody looks or not; always true.', example: true })
  readonly static?: boolean;

  @ApiPropertyOptional({ description: 'Switched off.', example: false })
  readonly disabled?: boolean;

  @ApiPropertyOptional({ type: Coordinates, description: 'Where it stands.' })
  readonly coordinates?: Coordinates;

  @ApiPropertyOptional({ type: Coordinates, description: 'Deprecated alias of `coordinates`.', deprecated: true })
  readonly map_coordinates?: Coordinates;

  @ApiPropertyOptional({ description: 'City, state and country; only shown.', example: 'Shibuya, Tokyo, JP' })
  readonly postal_address?: string;

  @ApiPropertyOptional({ type: StreamOrganization, description: 'Whose camera it is.' })
  readonly organization?: StreamOrganization;

  @ApiPropertyOptional({ description: 'Deprecated alias of `organization.id`.', example: 1, deprecated: true })
  readonly organization_id?: number;

  @ApiPropertyOptional({ type: StreamStats, description: 'What is known of it at present.' })
  readonly stats?: StreamStats;

  @ApiPropertyOptional({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at?: number;

  @ApiPropertyOptional({ type: LastChange, description: 'When it was last changed.' })
  readonly last_change?: LastChange;
}

/** A page of streams (OAD). */
export class StreamList {
  @ApiProperty({ type: [Stream], description: 'The page.' })
  readonly streams!: readonly StreamWire[];

  @ApiProperty({ description: 'Streams that match the filters, whatever the page.', example: 13734 })
  readonly estimated_count!: number;

  @ApiPropertyOptional({ description: 'Cursor of the next page; absent on the last.', example: '1kVfN0c' })
  readonly next?: string;

  @ApiPropertyOptional({ description: 'Cursor of the page before; absent on the first.', example: '1pQz7Aa' })
  readonly prev?: string;
}
