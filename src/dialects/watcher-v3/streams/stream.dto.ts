import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { StreamBody } from './stream-body.dto.js';

/** The parameter of a path that names a stream, for Swagger UI. */
export const ofStream = {
  name: 'name',
  description: 'Its name; slashes may stand as they are or as %2F.',
  example: 'demo-paris-eiffel-tower',
} as const;

class StreamOrganization {
  @ApiProperty({ description: 'Id of the organization.', example: 1 })
  readonly id!: number;

  @ApiPropertyOptional({ description: 'Its title.', example: 'Public cameras' })
  readonly title?: string;
}

class PathStep {
  @ApiProperty({ description: 'Id of the folder.', example: 3 })
  readonly id!: number;

  @ApiProperty({ description: 'Its title.', example: 'Ground floor' })
  readonly title!: string;
}

class StreamPreset {
  @ApiProperty({ description: 'Id of the preset.', example: 7 })
  readonly id!: number;

  @ApiProperty({ description: 'Its title.', example: 'A week' })
  readonly title!: string;

  @ApiProperty({ description: 'False: it decides `dvr` and `vision` alone.', example: true })
  readonly is_adjustable!: boolean;
}

class StreamStats {
  @ApiProperty({ description: '`waiting`: no media passes through this server.', example: 'waiting' })
  readonly status!: string;

  @ApiProperty({ description: 'Whether frames arrive here: never.', example: false })
  readonly alive!: boolean;

  @ApiPropertyOptional({
    description:
      'Lets the caller watch at the media server, as `?token=`, for a short time. Persons have one, programs do not.',
    example: 'v1.MTIzNDU2Nzg5MA',
  })
  readonly playback_token?: string;

  @ApiPropertyOptional({
    description: 'Base URL of the media server that has it: `{streaming_endpoint}/{name}/index.m3u8?token=...`.',
    example: 'https://media1.example',
  })
  readonly streaming_endpoint?: string;

  @ApiPropertyOptional({
    description: 'Where those who may edit it publish to.',
    example: 'rtmp://media1.example/static/demo-paris-eiffel-tower?token=v1.MTIzNDU2Nzg5MA',
  })
  readonly publish_endpoint?: string;
}

class LastChange {
  @ApiPropertyOptional({ description: 'Login of who did it.', example: 'ada' })
  readonly user?: string;

  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at!: number;
}

/** A camera as client-api v3 shows it (GO25). Fields without a value are left out. */
export class Stream extends PickType(StreamBody, [
  'title',
  'comment',
  'inputs',
  'static',
  'disabled',
  'dvr',
  'vision',
  'audio',
  'onvif',
  'coordinates',
  'map_coordinates',
  'postal_address',
  'organization_id',
  'folder_id',
  'preset_id',
  'is_favourite',
  'notifications_enabled',
  'can_publish',
  'notifications',
  'nvr_settings',
] as const) {
  @ApiProperty({ description: 'Global id, immutable; slashes are allowed.', example: 'demo-paris-eiffel-tower' })
  readonly name!: string;

  @ApiPropertyOptional({ type: StreamOrganization, description: 'The organization that owns it.' })
  readonly organization?: StreamOrganization;

  @ApiPropertyOptional({ type: [PathStep], description: "From the organization's root folder down to its own." })
  readonly path?: readonly PathStep[];

  @ApiPropertyOptional({ type: StreamPreset, description: 'The preset it has.' })
  readonly preset?: StreamPreset;

  @ApiPropertyOptional({ type: StreamStats, description: 'Its present state.' })
  readonly stats?: StreamStats;

  @ApiPropertyOptional({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at?: number;

  @ApiPropertyOptional({ type: LastChange, description: 'When it was last changed, and by whom.' })
  readonly last_change?: LastChange;
}
