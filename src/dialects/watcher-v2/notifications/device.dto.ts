import { TextField } from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

/** A device that notifications would go to (WD). */
export class DeviceItem {
  @AnswerField('What the push service knows it by.', 'dG9rZW4') readonly token!: string;
  @NullableAnswerField('Such as `ios`, `android`.', 'ios') readonly device_platform!: string | null;
  @NullableAnswerField('Model.', 'iPhone15,2') readonly device_model!: string | null;
  @NullableAnswerField('Version of its system.', '18.1') readonly device_version!: string | null;
  @AnswerField('Notifications that wait: none, nothing is sent.', 0) readonly events_pending!: number;
  @AnswerField('Notifications that went out: none.', 0) readonly events_sent!: number;
  @NullableAnswerField('When it last confirmed that notifications arrive, seconds since 1970.', 1_760_000_000)
  readonly last_confirm_at!: number | null;
}

/** What `PUT` of a device takes. */
export class DeviceBody {
  @TextField({ description: 'Such as `ios`, `android`.', example: 'ios', clearable: true, longest: 64 })
  readonly device_platform?: string | null;

  @TextField({ description: 'Model.', example: 'iPhone15,2', clearable: true, longest: 64 })
  readonly device_model?: string | null;

  @TextField({ description: 'Version of its system.', example: '18.1', clearable: true, longest: 64 })
  readonly device_version?: string | null;
}

/** What `POST` of a device takes. */
export class NewDeviceBody extends DeviceBody {
  @TextField({ description: 'What the push service knows it by.', example: 'dG9rZW4', longest: 4096, required: true })
  readonly token!: string;
}
