import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import {
  type JsonObject,
  type StreamerDraft,
  type StreamerKind,
  streamerKinds,
  type StreamerRole,
  streamerRoles,
} from '#playback';
import { Optional } from '../optional.decorator.js';
import { given, IntegerField, JsonField, TextField, TextsField, WordField } from '../resources/body-field.js';
import { toBoolean } from '../resources/query-values.js';

const longestUrl = 2048;

/** The body of `PATCH /api/v1/media-servers/{id}` (RFC 7396): what is left out stays. */
export class MediaServerChangeBody {
  @WordField({ words: streamerKinds, nullable: true, description: 'The program that it runs.', example: 'mediamtx' })
  readonly kind?: StreamerKind | null;

  @WordField({ words: streamerRoles, description: 'What it is for.', example: 'streamer' })
  readonly role?: StreamerRole;

  @TextField({
    max: longestUrl,
    nullable: true,
    description: 'Where its own interface is: http or https, without credentials.',
    example: 'http://media.example.org:9997',
  })
  readonly api_url?: string | null;

  @TextField({
    max: longestUrl,
    nullable: true,
    description: 'Where people watch.',
    example: 'https://media.example.org',
  })
  readonly public_url?: string | null;

  @TextField({ max: longestUrl, nullable: true, description: 'Where other media servers fetch.' })
  readonly private_url?: string | null;

  @TextField({ max: 255, nullable: true, description: 'The key of its cluster; it is sealed and never shown.' })
  readonly cluster_key?: string | null;

  @IntegerField({ min: 0, nullable: true, description: 'Cameras at most; `null`: no limit.', example: 500 })
  readonly camera_limit?: number | null;

  @IntegerField({ min: 0, nullable: true, description: 'kbit/s at most; `null`: no limit.' })
  readonly bandwidth_limit?: number | null;

  @JsonField({ description: 'Texts by their names, all of them; at most 64 KiB.', example: { rack: 'b' } })
  readonly labels?: Readonly<Record<string, string>>;

  @TextsField({ most: 100, max: 255, description: 'The zones that it is in.' })
  readonly zones?: readonly string[];

  @JsonField({ description: 'More settings, all of them; at most 64 KiB.' })
  readonly config?: JsonObject;
}

/** The body of `POST /api/v1/media-servers`. */
export class NewMediaServerBody extends MediaServerChangeBody {
  @TextField({
    max: 260,
    required: true,
    description: 'Its host name, with the port where it is not the usual one.',
    example: 'media.example.org',
  })
  readonly name!: string;
}

/** The query of creating and changing one. */
export class MediaServerQuery {
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly check: boolean = false;
}

export function toStreamerDraft(body: MediaServerChangeBody): StreamerDraft {
  const { kind, role, labels, zones, config } = body;
  return given({
    kind,
    role,
    labels,
    zones,
    config,
    apiUrl: body.api_url,
    publicPayloadUrl: body.public_url,
    privatePayloadUrl: body.private_url,
    clusterKey: body.cluster_key,
    channelLimit: body.camera_limit,
    totalBandwidth: body.bandwidth_limit,
  });
}
