import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { streamerRoles } from '#playback';
import { JsonField, TextsField } from '../body/nested-fields.decorator.js';
import { labelsShape } from '../streams/stream-json-shapes.js';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';
import { configShape, dvrsShape } from './streamer-json-shapes.js';

const longestJson = 65_536;

/** A media server (GO25 `Streamer`). */
class StreamerFields {
  @ChoiceField(streamerRoles, { description: 'What it is for.', example: 'streamer' })
  readonly role?: string;

  @TextField({
    description: 'Where its own interface is.',
    example: 'http://streamer.local:8080',
    max: 2048,
    nullable: true,
  })
  readonly api_url?: string | null;

  @TextField({ description: 'Where people watch.', example: 'https://ms.example.com', max: 2048, nullable: true })
  readonly public_payload_url?: string | null;

  @TextField({
    description: 'Where other media servers fetch.',
    example: 'http://streamer.local',
    max: 2048,
    nullable: true,
  })
  readonly private_payload_url?: string | null;

  @IntegerField({ description: 'Streams at most.', example: 500, nullable: true })
  readonly channel_limit?: number | null;

  @IntegerField({ description: 'kbit/s at most.', example: 1000000, nullable: true })
  readonly total_bandwidth?: number | null;

  @JsonField({ description: 'Labels for the layout, by name.', maxBytes: longestJson, shape: labelsShape })
  readonly labels?: Readonly<Record<string, string>>;

  @TextsField({ description: 'Names of zones that there are.', example: ['north'], maxItems: 1000, max: 255 })
  readonly zones?: readonly string[];

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  @JsonField({ description: 'Its archives, as it describes them: an array.', maxBytes: longestJson, shape: dvrsShape })
  readonly dvrs?: object;

  @JsonField({ description: 'Its configuration, stored unchanged.', maxBytes: longestJson, shape: configShape })
  readonly config?: object;
}

/** The body of `PUT /streamers/{hostname}`; what is left out stays, null clears. */
export class StreamerBody extends StreamerFields {
  @TextField({ description: 'As in the path, or absent.', example: 'streamer1.example.com', max: 255 })
  readonly hostname?: string;

  @TextField({
    description: 'With which it proves itself to others; stored sealed, never returned.',
    example: 'xS6i6Q3DCc5nEvnu',
    max: 1000,
    nullable: true,
    writeOnly: true,
  })
  readonly cluster_key?: string | null;

  @BooleanField({ description: 'What is not named gets its default, except the cluster key.', example: false })
  readonly $reset?: boolean;
}

/** A media server, as far as it is registered; nothing is measured (GO25 `Streamer`). */
export class Streamer extends StreamerFields {
  @ApiProperty({ description: 'Its name, immutable.', example: 'streamer1.example.com' })
  readonly hostname!: string;

  @ApiProperty({ description: 'Whether there is a cluster key. Our addition.', example: true })
  readonly has_cluster_key!: boolean;

  @ApiPropertyOptional({ description: 'Milliseconds since 1970. Our addition.', example: 1738108800000 })
  readonly created_at?: number;
}
