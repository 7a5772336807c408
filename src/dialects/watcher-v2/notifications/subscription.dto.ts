import { ApiProperty } from '@nestjs/swagger';
import { notificationTypes, webhookMethods } from '#notifications';
import {
  CameraNameField,
  IntegerField,
  ObjectField,
  PartField,
  TextField,
  WordField,
} from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

class SubscribedCamera {
  @AnswerField('Its name.', 'north/gate') readonly name!: string;
  @AnswerField('Its title; the name where there is none.', 'North gate') readonly title!: string;
}

/** A subscription to events of a camera (WD). */
export class SubscriptionItem {
  @AnswerField('Its id.', 5) readonly id!: number;
  @ApiProperty({ type: SubscribedCamera, description: 'The camera.' }) readonly camera!: SubscribedCamera;
  @AnswerField('What happens there.', 'camera_source_lost') readonly event_type!: string;
  @ApiProperty({ enum: [...notificationTypes], description: 'How the notification is sent.', example: 'push' })
  readonly notification_type!: string;
  @AnswerField('Seconds between two notifications at least.', 60) readonly send_timeout!: number;
  @NullableAnswerField('When it last notified, seconds since 1970.', 1_760_000_000)
  readonly last_event_at!: number | null;
  @NullableAnswerField('Which address is called.', {
    method: 'POST',
    url: 'https://example.com/hook',
    headers: {},
    params: {},
  })
  readonly webhook_params!: object | null;
}

/** Which address is called. */
export class WebhookBody {
  @WordField({ description: 'Method.', example: 'POST', words: webhookMethods })
  readonly method?: (typeof webhookMethods)[number];

  @TextField({ description: 'http or https.', example: 'https://example.com/hook', longest: 2048, required: true })
  readonly url!: string;

  @ObjectField({ description: 'Headers, texts.', example: {}, shape: { '*': 'string' } })
  readonly headers?: object | null;

  @ObjectField({ description: 'Parameters, texts.', example: {}, shape: { '*': 'string' } })
  readonly params?: object | null;
}

/** What `POST` and `PUT` of a subscription take. */
export class SubscriptionBody {
  @CameraNameField({ description: "The camera's name, or an object with it.", example: 'north/gate' })
  readonly camera?: string;

  @TextField({ description: 'What happens there.', example: 'camera_source_lost', longest: 64 })
  readonly event_type?: string;

  @WordField({ description: 'How the notification is sent.', example: 'push', words: notificationTypes })
  readonly notification_type?: (typeof notificationTypes)[number];

  @IntegerField({ description: 'Seconds between two notifications at least.', example: 60 })
  readonly send_timeout?: number;

  @PartField(() => WebhookBody, { description: 'Which address is called.' })
  readonly webhook_params?: WebhookBody;
}

export class NewSubscriptionBody extends SubscriptionBody {
  @CameraNameField({ description: "The camera's name, or an object with it.", example: 'north/gate', required: true })
  override readonly camera!: string;

  @TextField({ description: 'What happens there.', example: 'camera_source_lost', longest: 64, required: true })
  override readonly event_type!: string;
}
