import { ApiProperty } from '@nestjs/swagger';

const nullableText = (description: string, example: string | null): Parameters<typeof ApiProperty>[0] => ({
  type: String,
  nullable: true,
  description,
  example,
});
const nullableNumber = (description: string): Parameters<typeof ApiProperty>[0] => ({
  type: Number,
  nullable: true,
  description,
  example: null,
});

class CameraPermissions {
  @ApiProperty({ description: 'May watch.', example: true }) readonly view!: boolean;
  @ApiProperty({ description: 'May see the archive; there is none.', example: false }) readonly dvr!: boolean;
  @ApiProperty({ description: 'May turn it; nobody can here.', example: false }) readonly ptz!: boolean;
  @ApiProperty({ description: 'May change it.', example: false }) readonly edit!: boolean;
}

class StreamStatus {
  @ApiProperty({ description: 'Whether frames arrive here: never.', example: false }) readonly alive!: boolean;
}

class UserAttributes {
  @ApiProperty({ description: "The caller's favourite.", example: false }) readonly favorite!: boolean;
  @ApiProperty({ description: 'Tells the caller of motion.', example: false }) readonly motion_alarm!: boolean;
}

/** A camera as API v2 shows it (WD). */
export class CameraItem {
  @ApiProperty({ description: 'Unique name; slashes are allowed.', example: 'tokyo/shibuya-crossing' })
  readonly name!: string;

  @ApiProperty({ description: 'Name for people; the name where there is none.', example: 'Shibuya Crossing' })
  readonly title!: string;

  @ApiProperty(nullableText('Free text.', 'Looks north-west from the station.'))
  readonly comment!: string | null;

  @ApiProperty(nullableText('Where the video, else the picture comes from; no credentials.', 'rtsp://camera.example/1'))
  readonly stream_url!: string | null;

  @ApiProperty(nullableText('A second, smaller stream; none.', null))
  readonly substream_url!: string | null;

  @ApiProperty({ description: 'Whether there is a picture.', example: true })
  readonly thumbnails!: boolean;

  @ApiProperty(nullableText('Where the picture comes from.', 'https://camera.example/now.jpg'))
  readonly thumbnails_url!: string | null;

  @ApiProperty({ description: 'Switched on.', example: true })
  readonly enabled!: boolean;

  @ApiProperty({ description: 'Runs whether somebody looks or not; always true.', example: true })
  readonly static!: boolean;

  @ApiProperty({ description: 'Without sound; not known: false.', example: false })
  readonly video_only!: boolean;

  @ApiProperty({ description: 'Days of archive: 0. Never null, one client breaks on it.', example: 0 })
  readonly dvr_depth!: number;

  @ApiProperty({ description: 'Gigabytes of archive: 0.', example: 0 })
  readonly dvr_space!: number;

  @ApiProperty({ description: 'Days that locked records stay: 0.', example: 0 })
  readonly dvr_lock_days!: number;

  @ApiProperty(nullableText('ONVIF address; none.', null))
  readonly onvif_url!: string | null;

  @ApiProperty(nullableText('ONVIF profile; none.', null))
  readonly onvif_profile!: string | null;

  @ApiProperty({ description: 'Can be turned through ONVIF: no.', example: false })
  readonly onvif_ptz!: boolean;

  @ApiProperty({ description: 'Motion detection: none.', example: false })
  readonly motion_detector_enabled!: boolean;

  @ApiProperty(nullableText('Latitude and longitude, one space between.', '35.6595 139.7005'))
  readonly coordinates!: string | null;

  @ApiProperty(nullableText('Place on a floor plan; none.', null))
  readonly folder_coordinates!: string | null;

  @ApiProperty(nullableText('City, state and country.', 'Shibuya, Tokyo, JP'))
  readonly postal_address!: string | null;

  @ApiProperty({ description: 'Whose camera it is.', example: 1 })
  readonly organization_id!: number;

  @ApiProperty(nullableNumber('Folder; none.'))
  readonly folder_id!: number | null;

  @ApiProperty(nullableNumber('Group; none.'))
  readonly group_id!: number | null;

  @ApiProperty({ type: [Object], description: 'Groups; none.', example: [] })
  readonly groups!: readonly unknown[];

  @ApiProperty(nullableNumber('Preset; none.'))
  readonly preset_id!: number | null;

  @ApiProperty(nullableNumber('Streamer; none.'))
  readonly streamer_id!: number | null;

  @ApiProperty(nullableText('Agent; none.', null))
  readonly agent_id!: string | null;

  @ApiProperty(nullableText('Key of the agent; none.', null))
  readonly agent_key!: string | null;

  @ApiProperty(nullableText('Model of the agent; none.', null))
  readonly agent_model!: string | null;

  @ApiProperty(nullableText('Serial number of the agent; none.', null))
  readonly agent_serial!: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'State of the agent; none.', example: null })
  readonly agent_status!: null;

  @ApiProperty(nullableNumber('When something last happened, seconds since 1970; not known.'))
  readonly last_event_time!: number | null;

  @ApiProperty({ type: CameraPermissions, description: 'What the caller may do with it.' })
  readonly permissions!: CameraPermissions;

  @ApiProperty({
    type: Object,
    description: 'Texts for a player; empty, because no media passes through this server.',
    example: {},
  })
  readonly playback_config!: Readonly<Record<string, string>>;

  @ApiProperty({ type: StreamStatus, description: 'What is known of the stream.' })
  readonly stream_status!: StreamStatus;

  @ApiProperty({ type: UserAttributes, description: "The caller's own marks." })
  readonly user_attributes!: UserAttributes;

  @ApiProperty({ description: 'Video analysis: none.', example: false })
  readonly vision_enabled!: boolean;

  @ApiProperty(nullableText('Kind of video analysis; none.', null))
  readonly vision_alg!: string | null;

  @ApiProperty(nullableText('Areas of video analysis; none.', null))
  readonly vision_areas!: string | null;

  @ApiProperty({ description: 'Video analysis on a graphics processor: no.', example: false })
  readonly vision_gpu!: boolean;
}
