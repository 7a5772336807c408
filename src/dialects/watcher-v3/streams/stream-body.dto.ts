import { analyticsShape } from '../../http/analytics-shape.js';
import { ChecksUnread } from '../body/checked-fields.decorator.js';
import { JsonField, ObjectField, ObjectsField } from '../body/nested-fields.decorator.js';
import { BooleanField, ChoiceField, IntegerField, NumberField, TextField } from '../body/scalar-fields.decorator.js';
import { PresetDvr } from '../presets/preset.dto.js';
import { eventTypesShape, recorderShape } from './stream-json-shapes.js';

const longestJson = 65_536;
const longestUrl = 4096;
/** Seconds; a year is longer than anybody waits. */
const timeout = { min: 0, max: 31_536_000 } as const;

/** A source of media (GO25 `StreamInput`). */
export class StreamInputBody {
  @TextField({
    description: 'Its URL. A login and a password in it are stored apart and never returned.',
    example: 'rtsp://user:password@camera.example/stream1',
    required: true,
    min: 1,
    max: longestUrl,
  })
  readonly url!: string;

  @TextField({ description: 'Options that API v2 takes behind the URL; stored unchanged.', example: 'tracks=1' })
  readonly url_options?: string;

  @IntegerField({ description: 'Which comes first; 0 is the first.', example: 1 })
  readonly priority?: number;

  @TextField({ description: 'The agent that it goes through.', example: 'agent://my-agent' })
  readonly via?: string;

  @JsonField({
    description: 'HTTP headers of the request. Secrets are stored apart and never returned.',
    example: { 'User-Agent': 'curl/8' },
    maxBytes: 8192,
  })
  readonly headers?: object;

  @TextField({ description: 'Free text.', example: 'Spare' })
  readonly comment?: string;

  @TextField({ description: 'Header User-Agent.', example: 'curl/8' })
  readonly user_agent?: string;

  @TextField({ description: 'How the sound is handled.', example: 'keep' })
  readonly output_audio?: string;

  @JsonField({ description: 'How RTP is read, a text or more; stored unchanged.', maxBytes: 8192, orText: true })
  readonly rtp?: object | string;

  @TextField({ description: 'When it is used.' })
  readonly allow_if?: string;

  @TextField({ description: 'When it is not used.' })
  readonly deny_if?: string;

  @NumberField({ description: 'Seconds to wait for an answer.', example: 10, ...timeout })
  readonly timeout?: number;

  @NumberField({ description: 'Seconds without a frame before it is tried again.', example: 20, ...timeout })
  readonly source_timeout?: number;

  @NumberField({ description: 'Seconds without video.', example: 20, ...timeout })
  readonly video_timeout?: number;

  @NumberField({ description: 'Seconds without sound.', example: 20, ...timeout })
  readonly audio_timeout?: number;

  @NumberField({ description: 'Seconds without a key frame.', example: 3, ...timeout })
  readonly frames_timeout?: number;

  @NumberField({ description: 'Seconds between two attempts at most.', example: 30, ...timeout })
  readonly max_retry_timeout?: number;
}

class CoordinatesBody {
  @NumberField({ description: 'WGS84 degrees.', example: 35.6595, min: -90, max: 90, required: true })
  readonly latitude!: number;

  @NumberField({ description: 'WGS84 degrees.', example: 139.7005, min: -180, max: 180, required: true })
  readonly longitude!: number;
}

class AudioBody {
  @BooleanField({ description: 'Without sound.', example: false })
  readonly disabled?: boolean;

  @ChoiceField(['aac'], { description: 'What the sound is turned into.', example: 'aac', nullable: true })
  readonly transcode_audio_codec?: string | null;
}

@ChecksUnread({ url: ['string'] })
class OnvifBody {
  @BooleanField({ description: 'Can be turned by ONVIF.', example: true })
  readonly ptz?: boolean;
}

class OrganizationBody {
  @IntegerField({ description: 'Id of the organization.', example: 7, min: 1, required: true })
  readonly id!: number;
}

class PresetBody {
  @IntegerField({ description: 'Id of the preset; null: none.', example: 7, min: 1, nullable: true })
  readonly id?: number | null;
}

class StreamNotificationBody {
  @ChoiceField(['push'], { description: 'How.', example: 'push', required: true })
  readonly notification_type!: string;

  @JsonField({
    description: 'The types of events.',
    example: { stream_dead: true },
    maxBytes: 4096,
    shape: eventTypesShape,
  })
  readonly event_types?: object;
}

/** How a stream is recorded, and its preset. */
export class StreamSettingsBody {
  @ObjectField(() => PresetDvr, {
    description: 'What is recorded; ignored where the preset cannot be adjusted. Unnamed keys stay.',
    nullable: true,
  })
  readonly dvr?: PresetDvr | null;

  @ObjectField(() => PresetBody, { description: 'The preset it has.', nullable: true })
  readonly preset?: PresetBody | null;

  @IntegerField({
    description: 'Deprecated alias of `preset.id`.',
    example: 7,
    min: 1,
    nullable: true,
    deprecated: true,
  })
  readonly preset_id?: number | null;
}

/** Fields of API v2 and of media servers that have other names here. */
const fieldsElsewhere = {
  thumbnails: ['boolean', 'object'],
  thumbnails_url: ['string'],
  dvr_depth: ['number'],
  dvr_space: ['number'],
  dvr_lock_days: ['number'],
  user_attributes: ['object'],
  enabled: ['boolean'],
  video_only: ['boolean'],
  motion_detector_enabled: ['boolean'],
  stream_url: ['string'],
  substream_url: ['string'],
  folder_coordinates: ['string', 'object'],
  onvif_url: ['string'],
  onvif_profile: ['string'],
  onvif_ptz: ['boolean'],
} as const;

/** The body of `PUT /streams/{name}`: what is left out stays, `null` clears. Read-only fields are ignored. */
@ChecksUnread(fieldsElsewhere)
export class StreamBody extends StreamSettingsBody {
  @TextField({ description: 'As in the path: a name never changes.', example: 'demo-paris-eiffel-tower' })
  readonly name?: string;

  @TextField({ description: 'Name for people.', example: 'Shibuya Crossing', nullable: true })
  readonly title?: string | null;

  @TextField({ description: 'Free text.', example: 'Looks north-west.', max: 4000, nullable: true })
  readonly comment?: string | null;

  @ObjectsField(() => StreamInputBody, {
    description: 'Where the media comes from, the first one first.',
    maxItems: 16,
  })
  readonly inputs?: readonly StreamInputBody[];

  @BooleanField({ description: 'Runs also while nobody watches.', example: true })
  readonly static?: boolean;

  @BooleanField({ description: 'Switched off.', example: false })
  readonly disabled?: boolean;

  @JsonField({
    description: 'Analytics, stored unchanged; ignored where the preset cannot be adjusted.',
    maxBytes: longestJson,
    nullable: true,
    shape: analyticsShape,
  })
  readonly vision?: object | null;

  @ObjectField(() => AudioBody, { description: 'How the sound is handled.', nullable: true })
  readonly audio?: AudioBody | null;

  @ObjectField(() => OnvifBody, { description: 'Control by ONVIF.', nullable: true })
  readonly onvif?: OnvifBody | null;

  @ObjectField(() => CoordinatesBody, { description: 'Its position.', nullable: true })
  readonly coordinates?: CoordinatesBody | null;

  @ObjectField(() => CoordinatesBody, {
    description: 'Deprecated alias of `coordinates`.',
    nullable: true,
    deprecated: true,
  })
  readonly map_coordinates?: CoordinatesBody | null;

  @TextField({ description: 'Its address.', example: 'Shibuya, Tokyo, JP', nullable: true })
  readonly postal_address?: string | null;

  @ObjectField(() => OrganizationBody, {
    description:
      'The organization that owns it; changed by the owner of the organization that has it, and by administrators.',
  })
  readonly organization?: OrganizationBody;

  @IntegerField({ description: 'Deprecated alias of `organization.id`.', example: 7, min: 1, deprecated: true })
  readonly organization_id?: number;

  @IntegerField({ description: 'The folder it lies in; null: the root.', example: 3, min: 1, nullable: true })
  readonly folder_id?: number | null;

  @BooleanField({ description: "A favourite of the caller's; takes no right to edit.", example: true })
  readonly is_favourite?: boolean;

  @BooleanField({ description: 'Whether the caller is notified of its events; takes no right to edit.', example: true })
  readonly notifications_enabled?: boolean;

  @BooleanField({ description: 'Media may be published to it.', example: false })
  readonly can_publish?: boolean;

  @ObjectsField(() => StreamNotificationBody, { description: 'Notifications of its events (GO26).', maxItems: 20 })
  readonly notifications?: readonly StreamNotificationBody[];

  @JsonField({
    description: 'Of a video recorder (GO26); stored unchanged.',
    maxBytes: longestJson,
    nullable: true,
    shape: recorderShape,
  })
  readonly nvr_settings?: object | null;

  @BooleanField({ description: 'What is not named is cleared.', example: false })
  readonly $reset?: boolean;
}

class StreamEdit extends StreamSettingsBody {
  @TextField({ description: 'Which stream.', example: 'demo-paris-eiffel-tower', required: true, min: 1 })
  readonly name!: string;
}

/** The body of `POST /streams/multiedit`. */
export class StreamsEdit {
  @ObjectsField(() => StreamEdit, { description: 'Each stream once.', maxItems: 1000, required: true })
  readonly streams!: readonly StreamEdit[];
}
