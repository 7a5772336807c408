import { FlagField, IdField, IntegerField, ObjectField, TextField } from '../input/fields.decorator.js';
import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

/** Settings that many cameras share (WD). */
export class PresetItem {
  @AnswerField('Its id.', 1) readonly id!: number;
  @AnswerField('Its name.', 'A week') readonly title!: string;
  @AnswerField('Days of archive; 0: none.', 7) readonly dvr_depth!: number;
  @AnswerField('Days that locked records stay.', 0) readonly dvr_lock_days!: number;
  @AnswerField('Gigabytes of archive; 0: no limit.', 0) readonly dvr_space!: number;
  @AnswerField('False: its cameras take these values, whatever they are set to.', true)
  readonly is_adjustable!: boolean;
  @AnswerField('Cameras get it whose maker names none.', false) readonly is_default!: boolean;
  @AnswerField('Nobody gets it any more.', false) readonly is_deleted!: boolean;
  @AnswerField('There is one domain: 1.', 1) readonly domain_id!: number;
  @NullableAnswerField('What is looked for in the pictures, as it came.', {}) readonly vision_params!: object | null;
}

/** What `POST` and `PUT` of a preset take. */
export class PresetBody {
  @TextField({ description: 'Its name.', example: 'A week' })
  readonly title?: string;

  @IntegerField({ description: 'Days of archive; empty or 0: none.', example: 7, clearable: true, most: 36_500 })
  readonly dvr_depth?: number | null;

  @IntegerField({ description: 'Days that locked records stay.', example: 0, clearable: true, most: 36_500 })
  readonly dvr_lock_days?: number | null;

  @IntegerField({
    description: 'Gigabytes of archive; empty or 0: no limit.',
    example: 0,
    clearable: true,
    most: 1_000_000,
  })
  readonly dvr_space?: number | null;

  @FlagField({ description: 'False: its cameras take these values, whatever they are set to.', example: true })
  readonly is_adjustable?: boolean;

  @FlagField({ description: 'Cameras get it whose maker names none.', example: false })
  readonly is_default?: boolean;

  @ObjectField({
    description: 'What is looked for in the pictures, stored unchanged.',
    example: {},
    shape: presetAnalyticsShape,
  })
  readonly vision_params?: object | null;
}

export class NewPresetBody extends PresetBody {
  @TextField({ description: 'Its name.', example: 'A week', required: true })
  override readonly title!: string;
}

/** Which preset an organization gets. */
export class AssignedPresetBody {
  @IdField({ description: 'The preset.', example: 1, required: true })
  readonly preset_id!: number;
}
