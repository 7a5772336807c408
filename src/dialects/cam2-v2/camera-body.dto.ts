import { cameraKinds, type CameraKind } from '#cameras';
import { Field } from './field.decorator.js';
import { country, decimal, integer, oneOf, type Reader, text, truth } from './reader.js';
import { type Retrieval, retrieval } from './retrieval.js';
import { largestInteger } from '../http/largest-integer.js';

const pixels = integer(1, 100_000);
const word = text(255);
const reference = text(2048);
const documented = (
  description: string,
  example: string | number,
): { description: string; example: string | number } => ({
  description,
  example,
});
const type = oneOf(...cameraKinds);
const typeDocs = { ...documented('How it is reached.', 'non_ip'), enum: cameraKinds, type: String };
const retrievalShown = {
  ...documented(
    'JSON: ip (port, brand, model, image_path, video_path), snapshot_url or m3u8_url.',
    '{"snapshot_url": "http://example.org/tower.jpg"}',
  ),
  type: String,
};
const activeShown = { example: true, type: Boolean };
const anything: Reader<unknown> = (given) => ({ value: given });
const topLevel = { description: 'Belongs into `retrieval`, with the type.', type: String, deprecated: true };

/** Fields of both a new camera and a change. */
class CameraFactsDto {
  @Field(integer(0, largestInteger), { ...documented('Unique.', 31280), type: Number })
  readonly legacy_cameraID?: number;
  @Field(word, { ...documented('Who published it.', 'google'), type: String }) readonly source?: string;
  @Field(country, { ...documented('ISO 3166-1 code or English name; a position knows better.', 'JP'), type: String })
  readonly country?: string;
  @Field(word, { ...documented('State.', 'IN'), type: String }) readonly state?: string;
  @Field(word, { ...documented('City.', 'Tokyo'), type: String }) readonly city?: string;
  @Field(decimal(-90, 90), { ...documented('With longitude.', 35.6895), type: Number }) readonly latitude?: number;
  @Field(decimal(-180, 180), { ...documented('With latitude.', 139.6917), type: Number }) readonly longitude?: number;
  @Field(pixels, { ...documented('Width in pixels.', 1920), type: Number }) readonly resolution_width?: number;
  @Field(pixels, { ...documented('Height in pixels.', 1080), type: Number }) readonly resolution_height?: number;
  @Field(decimal(1e-9, 240), { ...documented('Frames a second.', 0.2), type: Number }) readonly frame_rate?: number;
  @Field(integer(-86_400, 86_400), { ...documented('Seconds east of UTC.', 32_400), type: Number })
  readonly utc_offset?: number;
  @Field(word, { ...documented('Its maker’s word for the time zone.', 'Japan Standard Time'), type: String })
  readonly timezone_id?: string;
  @Field(word, { ...documented('Its name.', 'Asia/Tokyo'), type: String }) readonly timezone_name?: string;
  @Field(reference, { ...documented('A logo of its source.', 'example.org/logo.png'), type: String })
  readonly reference_logo?: string;
  @Field(reference, { ...documented('Where its source shows it.', 'example.org/tower'), type: String })
  readonly reference_url?: string;
}

/** A new camera. */
export class NewCameraDto extends CameraFactsDto {
  @Field(type, typeDocs, 'Must include the type: ip, non_ip or stream.') readonly type!: CameraKind;
  @Field(truth, activeShown, 'Must include is_active_image.') readonly is_active_image!: boolean;
  @Field(truth, activeShown, 'Must include is_active_video.') readonly is_active_video!: boolean;
  @Field(retrieval, retrievalShown, 'Must include retrieval.') readonly retrieval!: Retrieval;
}

/** What is to change of a camera; what is left out, and null in `retrieval`, stays as it is. */
export class CameraChangeDto extends CameraFactsDto {
  @Field(type, typeDocs) readonly type?: CameraKind;
  @Field(truth, activeShown) readonly is_active_image?: boolean;
  @Field(truth, activeShown) readonly is_active_video?: boolean;
  @Field(retrieval, retrievalShown) readonly retrieval?: Retrieval;

  // The original's client puts these here when it has no type.
  @Field(anything, topLevel) readonly ip?: unknown;
  @Field(anything, topLevel) readonly port?: unknown;
  @Field(anything, topLevel) readonly brand?: unknown;
  @Field(anything, topLevel) readonly model?: unknown;
  @Field(anything, topLevel) readonly image_path?: unknown;
  @Field(anything, topLevel) readonly video_path?: unknown;
  @Field(anything, topLevel) readonly snapshot_url?: unknown;
  @Field(anything, topLevel) readonly m3u8_url?: unknown;
}
