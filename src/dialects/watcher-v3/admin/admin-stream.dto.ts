import { ApiPropertyOptional } from '@nestjs/swagger';
import { LayoutRulesField } from '../body/layout-rules.decorator.js';
import { JsonField, ObjectsField } from '../body/nested-fields.decorator.js';
import { TextField } from '../body/scalar-fields.decorator.js';
import { Stream } from '../streams/stream.fields.js';
import { StreamBody } from '../streams/stream-body.dto.js';

const longestLabels = 16_384;

class StreamPush {
  @TextField({
    description: 'Where it is sent to; without login and password.',
    example: 'rtmp://live.example/app/name',
    required: true,
    min: 1,
    max: 4096,
  })
  readonly url!: string;

  @TextField({ description: 'Free text.', example: 'To the city', max: 1000 })
  readonly comment?: string;
}

/** The body of `PUT /streams/{name}` for administrators: what is left out stays, `null` clears. */
export class AdminStreamBody extends StreamBody {
  @JsonField({
    description: 'Labels for the layout, by name; null removes one.',
    example: { rack: 'a' },
    maxBytes: longestLabels,
    nullable: true,
  })
  readonly labels?: object | null;

  @LayoutRulesField({ description: 'Which media servers it may go to; stored unchanged.', nullable: true })
  readonly layout_rules?: object | null;

  @ObjectsField(() => StreamPush, { description: 'Where it is sent to; stored, nothing is sent.', maxItems: 100 })
  readonly pushes?: readonly StreamPush[];
}

class StreamZones {
  @TextField({ description: 'Which stream.', example: 'demo-paris-eiffel-tower', required: true, min: 1 })
  readonly name!: string;

  @LayoutRulesField({ description: 'Which media servers it may go to.', required: true, nullable: true })
  readonly layout_rules!: object | null;
}

/** The body of `POST /streams/zones`. */
export class StreamsZones {
  @ObjectsField(() => StreamZones, { description: 'Each stream once.', maxItems: 1000, required: true })
  readonly streams!: readonly StreamZones[];
}

/** A stream as administrators see it: nobody watches in their interface (GO25), so it has no token. */
export class AdminStream extends Stream {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Labels for the layout, by name.',
    example: { rack: 'a' },
  })
  readonly labels?: Readonly<Record<string, string>>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Which media servers it may go to.',
    example: { required_zones: ['north'] },
  })
  readonly layout_rules?: object;

  @ApiPropertyOptional({ type: [StreamPush], description: 'Where it is sent to.' })
  readonly pushes?: readonly StreamPush[];
}
