import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { type CameraProtocol, cameraProtocols } from '#cameras';
import { Optional } from './optional.decorator.js';

/** Where a camera stands. */
export class LocationBody {
  @ApiProperty({ description: 'WGS84 degrees.', minimum: -90, maximum: 90, example: 35.6586 })
  @Optional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(-90)
  @Max(90)
  readonly latitude?: number;

  @ApiProperty({ description: 'WGS84 degrees.', minimum: -180, maximum: 180, example: 139.7454 })
  @Optional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(-180)
  @Max(180)
  readonly longitude?: number;
}

/** How large its picture is. */
export class ResolutionBody {
  @ApiProperty({ description: 'Pixels.', minimum: 1, maximum: 100_000, example: 1920 })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly width?: number;

  @ApiProperty({ description: 'Pixels.', minimum: 1, maximum: 100_000, example: 1080 })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly height?: number;
}

/** How it is reached. `user:password@` in a URL is split off, sealed and never returned. */
export class StreamsBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'A picture, fetched anew each time.',
    example: 'https://cameras.example.org/tower.jpg',
  })
  @IsOptional()
  @IsString()
  @Length(1, 2048)
  readonly snapshot_url?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'A video stream.',
    example: 'rtsp://cameras.example.org/tower',
  })
  @IsOptional()
  @IsString()
  @Length(1, 2048)
  readonly stream_url?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'A web page that shows the camera to people.' })
  @IsOptional()
  @IsString()
  @Length(1, 2048)
  readonly page_url?: string | null;

  @ApiPropertyOptional({ enum: cameraProtocols, nullable: true, description: 'The protocol of the URL.' })
  @IsOptional()
  @IsIn(cameraProtocols)
  readonly protocol?: CameraProtocol | null;
}
