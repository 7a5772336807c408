import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { cameraKinds } from '#cameras';
import { type CameraInclusion, cameraLinks } from './camera-inclusions.js';
import { IncludedProperty } from './resources/resource.js';

const text = (description: string, example?: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description, ...(example === undefined ? {} : { example }) });

const Included = (name: CameraInclusion): PropertyDecorator =>
  IncludedProperty(name, cameraLinks.get(name)?.schema ?? {});

class Location {
  @ApiProperty({ description: 'WGS84 degrees.', example: 35.6586 })
  readonly latitude!: number;

  @ApiProperty({ description: 'WGS84 degrees.', example: 139.7454 })
  readonly longitude!: number;
}

class Resolution {
  @ApiProperty({ description: 'Pixels.', example: 1920 })
  readonly width!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Pixels.', example: 1080 })
  readonly height!: number | null;
}

class Streams {
  @text('A picture, fetched anew each time.', 'https://cameras.example.org/tower.jpg')
  readonly snapshot_url!: string | null;

  @text('A video stream.')
  readonly stream_url!: string | null;

  @text('A web page that shows the camera to people.')
  readonly page_url!: string | null;

  @text('The protocol of the URL.', 'http-image')
  readonly protocol!: string | null;
}

/** A camera as REST shows it; `camera.shape.ts` writes it, this describes it. */
export class CameraAnswer {
  @ApiProperty({ description: 'Its number.', example: 42 })
  readonly id!: number;

  @ApiProperty({ description: 'Unique and immutable.', example: 'tokyo/tower-north' })
  readonly name!: string;

  @text('For people.', 'Tower, looking north')
  readonly title!: string | null;

  @text('For people.')
  readonly description!: string | null;

  @ApiProperty({ enum: cameraKinds, description: 'How it is reached.', example: 'non_ip' })
  readonly kind!: string;

  @ApiProperty({ type: Location, nullable: true, description: 'Where it stands.' })
  readonly location!: Location | null;

  @text('Where it stands.', 'Tokyo')
  readonly city!: string | null;

  @text('Where it stands.')
  readonly state!: string | null;

  @text('ISO 3166-1 alpha-2.', 'JP')
  readonly country!: string | null;

  @text('IANA name.', 'Asia/Tokyo')
  readonly timezone!: string | null;

  @ApiProperty({ description: 'Whose camera it is.', example: 1 })
  readonly organization_id!: number;

  @ApiProperty({ description: 'The folder of its organization that it is in.', example: 1 })
  readonly folder_id!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Its preset: how it is recorded and analysed.',
    example: 1,
  })
  readonly preset_id!: number | null;

  @ApiProperty({ type: [String], description: 'What it is sorted under.', example: ['entrance', 'north'] })
  readonly tags!: readonly string[];

  @text('Who publishes it.', 'city-of-tokyo')
  readonly source!: string | null;

  @text("The publisher's page.")
  readonly source_url!: string | null;

  @text('Under which its pictures are published.', 'CC BY 4.0')
  readonly license!: string | null;

  @text('Whom to name beside its pictures.')
  readonly attribution!: string | null;

  @ApiProperty({ type: Resolution, nullable: true, description: 'How large its picture is.' })
  readonly resolution!: Resolution | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Frames a second.', example: 25 })
  readonly frame_rate!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Where it looks: degrees clockwise from true north.',
    example: 315,
  })
  readonly azimuth!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Its horizontal angle of view in degrees.', example: 90 })
  readonly fov!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'How far it sees, in metres.', example: 150 })
  readonly range!: number | null;

  @ApiProperty({ description: 'Whether it is switched on.', example: true })
  readonly enabled!: boolean;

  @ApiProperty({ type: Streams, description: 'How it is reached; no URL holds a credential.' })
  readonly streams!: Streams;

  @ApiProperty({ description: 'Whether a login and a password are stored for it; they are never in an answer.' })
  readonly has_credentials!: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T22:47:37.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T22:47:37.000Z' })
  readonly updated_at!: string;

  @ApiProperty({ description: 'Raised by one at each change; the `ETag` is made of it.', example: 3 })
  readonly version!: number;

  @ApiPropertyOptional({ description: 'Metres from `near`; only in answers to it.', example: 1234.5 })
  readonly distance?: number;

  @Included('organization')
  readonly organization?: object | null;

  @Included('folder')
  readonly folder?: object | null;

  @Included('preset')
  readonly preset?: object | null;

  @Included('can')
  readonly can?: readonly string[] | null;
}

/** One page of cameras. */
export class CameraPage {
  @ApiProperty({ type: [CameraAnswer], description: 'In the order that was asked for, else by id.' })
  readonly items!: readonly CameraAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'The `cursor` of the next page; null: this is the last.' })
  readonly next!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The `cursor` of the page before; null: this is the first.',
  })
  readonly prev!: string | null;

  @ApiPropertyOptional({ description: 'How many match, only with `total=true`; nothing that is hidden is counted.' })
  readonly total?: number;
}

/** A camera as a feature of GeoJSON (RFC 7946). */
export class CameraFeature {
  @ApiProperty({ enum: ['Feature'] })
  readonly type!: string;

  @ApiProperty({ description: 'Its number.', example: 42 })
  readonly id!: number;

  @ApiProperty({ type: Object, nullable: true, description: 'A Point; null where its place is not known.' })
  readonly geometry!: object | null;

  @ApiProperty({ type: Object, description: 'The camera without its location.' })
  readonly properties!: object;
}

/** One page of cameras as GeoJSON. */
export class CameraFeatures {
  @ApiProperty({ enum: ['FeatureCollection'] })
  readonly type!: string;

  @ApiProperty({ type: [CameraFeature] })
  readonly features!: readonly CameraFeature[];

  @ApiProperty({ type: [Object], description: '`{rel, type, href}` of the pages beside it.' })
  readonly links!: readonly object[];

  @ApiProperty({ type: String, nullable: true, description: 'The `cursor` of the next page; null: this is the last.' })
  readonly next!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The `cursor` of the page before; null: this is the first.',
  })
  readonly prev!: string | null;

  @ApiPropertyOptional({ description: 'How many match, only with `total=true`; nothing that is hidden is counted.' })
  readonly total?: number;
}
