import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** How an IP camera is reached. */
export class IpRetrievalDto {
  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' }) readonly ip!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 80 }) readonly port!: number | null;
}

/** How any other camera is reached. */
export class UrlRetrievalDto {
  @ApiProperty({ type: String, nullable: true, example: 'http://example.org/tower.jpg' }) readonly url!: string | null;
}

/** A camera as CAM2API shows it; `camera.wire.ts` is what writes it. */
@ApiExtraModels(IpRetrievalDto, UrlRetrievalDto)
export class CameraDto {
  @ApiProperty({ description: 'The number of the row.', example: 17 }) readonly pk!: number;
  @ApiProperty({ description: 'The number its maker chose.', example: 123 }) readonly camera_id!: number;
  @ApiProperty({ type: String, nullable: true, example: 'Shinjuku-ku' }) readonly city!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) readonly state!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 3166-1 alpha-2.', example: 'JP' })
  readonly country!: string | null;
  @ApiProperty({ oneOf: [{ $ref: getSchemaPath(IpRetrievalDto) }, { $ref: getSchemaPath(UrlRetrievalDto) }] })
  readonly retrieval_model!: IpRetrievalDto | UrlRetrievalDto;
  @ApiProperty({ type: Number, nullable: true, description: 'Degrees, WGS84.', example: 35.6895 })
  readonly lat!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Degrees, WGS84.', example: 139.6917 })
  readonly lng!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who published it.', example: 'Google' })
  readonly source!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'www.google.com' }) readonly source_url!: string | null;
  @ApiProperty({ description: 'UTC, ISO 8601.', example: '2017-10-05T14:03:21.123Z' }) readonly date_added!: string;
  @ApiProperty({ description: 'UTC, ISO 8601.', example: '2017-10-05T14:03:21.123Z' }) readonly last_updated!: string;
  @ApiProperty({ enum: ['IP', 'Non_IP'], example: 'Non_IP' }) readonly camera_type!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Shibuya crossing' }) readonly description!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, example: false }) readonly is_video!: boolean | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Frames a second.', example: 0.2 })
  readonly framerate!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, example: true }) readonly outdoors!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, example: true }) readonly traffic!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, example: false }) readonly inactive!: boolean | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Pixels.', example: 1920 })
  readonly resolution_w!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Pixels.', example: 1080 })
  readonly resolution_h!: number | null;
}
