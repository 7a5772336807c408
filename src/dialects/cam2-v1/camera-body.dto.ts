import { cameraUrl, country, ipAddress, latitude, longitude, unreadRetrieval } from './camera-readers.js';
import { Field, OfWhole } from './field.decorator.js';
import { integer, optionalText, positive, truth } from './reader.js';
import { largestInteger } from '../http/largest-integer.js';

const required = { required: true };
const nullable = { nullable: true };

const documented = {
  camera_id: { type: 'integer', description: 'The number you choose, unique.', example: 123 },
  lat: { type: Number, description: 'Degrees, WGS84, -90 to 90.', example: 35.6895 },
  lng: { type: Number, description: 'Degrees, WGS84, -180 to 180.', example: 139.6917 },
  ip: { type: String, description: 'Its address, or else `url`.', example: '203.0.113.7' },
  port: { type: 'integer', description: 'The port beside `ip`, 1 to 65535; 80 by default.', example: 80 },
  url: { type: String, description: 'Where its picture is, or else `ip`; it wins where both are given.' },
  retrieval_model: {
    type: 'object',
    additionalProperties: true,
    description: '`{"url": …}` or `{"ip": …, "port": …}`: the same, nested.',
    example: { url: 'http://example.org/shibuya.jpg' },
  },
} as const;

/** Fields of both a new camera and a change; null clears. Unknown keys and `camera_type`, which follows, are ignored. */
abstract class CameraBodyDto {
  @Field(
    optionalText(100),
    { type: String, description: 'Found from the position where it is missing.', example: 'Shinjuku-ku' },
    nullable,
  )
  readonly city?: string | null;

  @Field(
    optionalText(12),
    { type: String, description: 'Found from the position where it is missing.', example: 'IN' },
    nullable,
  )
  readonly state?: string | null;

  @Field(
    country,
    {
      type: String,
      description: 'ISO 3166-1 code (alpha-2 or alpha-3) or English name; it follows from the position.',
      example: 'JP',
    },
    nullable,
  )
  readonly country?: string | null;

  @Field(optionalText(100), { type: String, description: 'Who publishes it.', example: 'Google' }, nullable)
  readonly source?: string | null;

  @Field(optionalText(200), { type: String, description: "The publisher's page.", example: 'www.google.com' }, nullable)
  readonly source_url?: string | null;

  @Field(optionalText(100), { type: String, description: 'For people.', example: 'Shibuya crossing' }, nullable)
  readonly description?: string | null;

  @Field(truth, { type: Boolean, description: 'Whether it delivers video.', example: false }, nullable)
  readonly is_video?: boolean | null;

  @Field(positive(240), { type: Number, description: 'Frames a second, above 0 up to 240.', example: 0.2 }, nullable)
  readonly framerate?: number | null;

  @Field(truth, { type: Boolean, description: 'Whether it stands outdoors.', example: true }, nullable)
  readonly outdoors?: boolean | null;

  @Field(truth, { type: Boolean, description: 'Whether it watches traffic.', example: true }, nullable)
  readonly traffic?: boolean | null;

  @Field(truth, { type: Boolean, description: 'Whether it delivers nothing at present.', example: false }, nullable)
  readonly inactive?: boolean | null;

  @Field(integer(0, largestInteger), { type: 'integer', description: 'Pixels.', example: 1920 }, nullable)
  readonly resolution_w?: number | null;

  @Field(integer(0, largestInteger), { type: 'integer', description: 'Pixels.', example: 1080 }, nullable)
  readonly resolution_h?: number | null;

  @Field(integer(1, 65_535), documented.port, nullable)
  readonly port?: number | null;
}

/** The body of `POST /cameras/`. */
export class NewCameraDto extends CameraBodyDto {
  @Field(integer(0, largestInteger), documented.camera_id, required) readonly camera_id!: number;
  @Field(latitude, documented.lat, required) readonly lat!: number;
  @Field(longitude, documented.lng, required) readonly lng!: number;
  @Field(ipAddress, documented.ip, nullable) readonly ip?: string | null;

  @Field(cameraUrl, documented.url, nullable)
  @OfWhole(lackOfRetrieval)
  readonly url?: string | null;

  @Field(unreadRetrieval, documented.retrieval_model, nullable) readonly retrieval_model?: null;
}

/** The body of `PATCH` and `PUT /<id>/`: what is left out stays as it is. */
export class CameraChangeDto extends CameraBodyDto {
  @Field(integer(0, largestInteger), documented.camera_id) readonly camera_id?: number;
  @Field(latitude, documented.lat) readonly lat?: number;
  @Field(longitude, documented.lng) readonly lng?: number;
  @Field(ipAddress, documented.ip) readonly ip?: string;
  @Field(cameraUrl, documented.url) readonly url?: string;
  @Field(unreadRetrieval, documented.retrieval_model) readonly retrieval_model?: never;
}

function lackOfRetrieval(body: object): string | undefined {
  const isThere = ['ip', 'url', 'retrieval_model'].some((key) => (Reflect.get(body, key) ?? null) !== null);
  return isThere ? undefined : 'Retrieval model for the camera not provided';
}
