import { cameraKinds, type CameraKind } from '#cameras';
import { Field } from './field.decorator.js';
import { integer, oneOf, text } from './reader.js';

const anyText = text(2048);

/** The query of `GET /cameras/exist`. */
export class CameraExistenceDto {
  @Field(
    oneOf(...cameraKinds),
    { description: 'How it is reached.', enum: cameraKinds, example: 'ip', type: String },
    'Must include the type: ip, non_ip or stream.',
  )
  readonly type!: CameraKind;
  @Field(anyText, { description: 'Required for an ip camera.', example: '203.0.113.7', type: String })
  readonly ip?: string;
  @Field(integer(1, 65_535), { description: 'Of an ip camera.', example: 80, type: Number, default: 80 })
  readonly port?: number;
  @Field(anyText, { example: '/jpg/image.jpg', type: String }) readonly image_path?: string;
  @Field(anyText, { example: '/mjpg/video.mjpg', type: String }) readonly video_path?: string;
  @Field(anyText, { description: 'Required for a non_ip camera.', example: 'http://example.org/a.jpg', type: String })
  readonly snapshot_url?: string;
  @Field(anyText, { description: 'Required for a stream.', example: 'http://example.org/a.m3u8', type: String })
  readonly m3u8_url?: string;
}
