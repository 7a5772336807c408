import { TextField } from '../input/fields.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { AnswerField, NullableAnswerField, OptionalAnswerField } from '../answer-field.decorator.js';

/** Something that was seen at a camera (W). */
export class EventItem {
  @AnswerField('Its id.', 9) readonly id!: number;
  @AnswerField('What it is.', 'activity') readonly type!: string;
  @NullableAnswerField("The camera's name.", 'north/gate') readonly camera!: string | null;
  @NullableAnswerField("The camera's name, as webhooks call it.", 'north/gate') readonly camera_id!: string | null;
  @NullableAnswerField("The camera's title.", 'North gate') readonly camera_title!: string | null;
  @AnswerField('When it happened, seconds since 1970.', 1_760_000_000) readonly start_at!: number;
  @NullableAnswerField('Its other data, as received.', { object_class: 'vehicle' }) readonly data!: object | null;
}

/** What `GET /events` takes beside its page. */
export class EventListQuery extends ListParameters {
  @TextField({ description: 'Only events of this type.', example: 'activity', longest: 64 })
  readonly type?: string;

  @TextField({ description: 'Only events of the camera of this name.', example: 'north/gate' })
  readonly camera?: string;
}

/** One event in a request; read by `event.input.ts`. */
export class NewEvent {
  @AnswerField("The camera's name; `camera_id` means the same.", 'north/gate') readonly camera!: string;
  @OptionalAnswerField('What it is; else `?type=`, else `activity`.', 'activity') readonly type?: string;
  @OptionalAnswerField('When it happened, seconds or milliseconds since 1970; else now.', 1_760_000_000)
  readonly start_at?: number;
  @OptionalAnswerField('Other data of it; without it, all other fields.', { object_class: 'vehicle' })
  readonly data?: object;
}
