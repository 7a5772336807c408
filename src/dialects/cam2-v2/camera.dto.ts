import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** How an ip camera is reached; all six keys are always there. */
export class IpRetrievalDto {
  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' }) readonly ip!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '80' }) readonly port!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Axis' }) readonly brand!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'P1365' }) readonly model!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '/jpg/image.jpg' }) readonly image_path!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '/mjpg/video.mjpg' }) readonly video_path!: string | null;
}

/** How a non_ip camera is reached. */
export class SnapshotRetrievalDto {
  @ApiProperty({ type: String, nullable: true, example: 'http://example.org/tower.jpg' })
  readonly snapshot_url!: string | null;
}

/** How a stream is reached. */
export class StreamRetrievalDto {
  @ApiProperty({ type: String, nullable: true, example: 'http://example.org/tower.m3u8' })
  readonly m3u8_url!: string | null;
}

const retrievals = [IpRetrievalDto, SnapshotRetrievalDto, StreamRetrievalDto];

/** A camera as CAM2 v2 shows it; `camera.wire.ts` is what writes it. */
@ApiExtraModels(...retrievals)
export class CameraDto {
  @ApiProperty({ description: '24 hex digits.', example: '5b0cfa4a45bb0c0004277e4e' }) readonly cameraID!: string;
  @ApiProperty({ type: Number, nullable: true, example: 31280 }) readonly legacy_cameraID!: number | null;
  @ApiProperty({ enum: ['ip', 'non_ip', 'stream'], example: 'non_ip' }) readonly type!: string;
  @ApiProperty({ type: String, nullable: true, example: 'google' }) readonly source!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 3166-1 alpha-2.', example: 'JP' })
  readonly country!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) readonly state!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Tokyo' }) readonly city!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Degrees, WGS84.', example: 35.6895 })
  readonly latitude!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Degrees, WGS84.', example: 139.6917 })
  readonly longitude!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Pixels.', example: 1920 })
  readonly resolution_width!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Pixels.', example: 1080 })
  readonly resolution_height!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Frames a second.', example: 0.2 })
  readonly frame_rate!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, example: true }) readonly is_active_image!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, example: false }) readonly is_active_video!: boolean | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Seconds east of UTC.', example: 32400 })
  readonly utc_offset!: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'Japan Standard Time' }) readonly timezone_id!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Asia/Tokyo' }) readonly timezone_name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) readonly reference_logo!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'example.org/tower' }) readonly reference_url!: string | null;
  @ApiProperty({ oneOf: retrievals.map((type) => ({ $ref: getSchemaPath(type) })) })
  readonly retrieval!: IpRetrievalDto | SnapshotRetrievalDto | StreamRetrievalDto;
}

/** The camera that was made or changed. */
export class CameraIdDto {
  @ApiProperty({ description: '24 hex digits.', example: '5b0cfa4a45bb0c0004277e4e' }) readonly cameraID!: string;
}
