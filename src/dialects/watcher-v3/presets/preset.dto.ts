import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { ChecksUnread } from '../body/checked-fields.decorator.js';
import { LayoutRulesField } from '../body/layout-rules.decorator.js';
import { JsonField, ObjectField } from '../body/nested-fields.decorator.js';
import { BooleanField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

const largestVision = 65_536;

/** What is recorded (GO25 `PresetDvr`). */
@ChecksUnread({ disk_usage_limit: ['integer'] })
export class PresetDvr {
  @IntegerField({ description: 'Seconds for which everything is stored.', example: 604800, nullable: true })
  readonly expiration?: number | null;

  @IntegerField({ description: 'Seconds for which episodes are stored beyond it.', example: 6048000, nullable: true })
  readonly episodes_expiration?: number | null;

  @IntegerField({
    description: 'Bytes at most.',
    example: 400000000000,
    max: Number.MAX_SAFE_INTEGER,
    nullable: true,
  })
  readonly storage_limit?: number | null;

  @IntegerField({ description: 'Copies beside the first.', example: 1, nullable: true })
  readonly redundancy_factor?: number | null;
}

/** The fields of a preset, in answers and bodies alike. */
export class PresetBody {
  @ObjectField(() => PresetDvr, { description: 'What is recorded.', nullable: true })
  readonly dvr?: PresetDvr | null;

  @JsonField({
    description: 'Analytics, stored unchanged.',
    maxBytes: largestVision,
    nullable: true,
    shape: presetAnalyticsShape,
  })
  readonly vision?: object | null;

  @LayoutRulesField({
    description: 'Which media servers its streams may go to; stored unchanged, nothing is laid out here.',
    nullable: true,
  })
  readonly layout_rules?: object | null;

  @BooleanField({ description: 'False: its streams take `dvr` and `vision` from it, whatever they have themselves.' })
  readonly is_adjustable?: boolean;

  @BooleanField({ description: 'What new streams get where none is named.', example: false })
  readonly is_default?: boolean;
}

/** The body of `POST /presets`. */
export class NewPreset extends PresetBody {
  @TextField({ description: 'Name for people.', example: 'A week', required: true, min: 1, max: 255 })
  readonly title!: string;
}

/** The body of `PUT /presets/{id}`; what is left out stays. */
export class PresetChange extends PresetBody {
  @TextField({ description: 'Name for people.', example: 'A week', min: 1, max: 255 })
  readonly title?: string;

  @BooleanField({ description: 'Clears what is not named.', example: false })
  readonly $reset?: boolean;
}
