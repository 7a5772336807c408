import { ApiProperty } from '@nestjs/swagger';
import { messageTypes } from '#notifications';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

const longestBody = 65_536;

/** The body of `POST /messages` (GO25 `MessageSend`). */
export class NewMessage {
  @IntegerField({ description: 'The recipient.', example: 7, min: 1, required: true })
  readonly user_id!: number;

  @TextField({ description: 'In short.', example: 'Maintenance tonight', required: true, min: 1, max: 255 })
  readonly title!: string;

  @TextField({ description: 'In full; Markdown, as clients show it.', example: 'From **22:00**.', max: longestBody })
  readonly body?: string;

  @ChoiceField(messageTypes, { description: 'How clients show it; `info` unless stated.', example: 'warning' })
  readonly type?: string;

  @BooleanField({ description: "Meant for the recipient's devices; this server pushes to none.", example: false })
  readonly is_push?: boolean;

  @BooleanField({ description: "Meant for the recipient's first page.", example: true })
  readonly is_dashboard?: boolean;
}

/** The body of `PUT /messages/{message_id}`: the recipient changes `was_read`, the sender the rest. What is left out stays. */
export class MessageChangeBody {
  @TextField({ description: 'In short.', example: 'Maintenance tonight', min: 1, max: 255 })
  readonly title?: string;

  @TextField({ description: 'In full.', example: 'From **23:00**.', max: longestBody })
  readonly body?: string;

  @ChoiceField(messageTypes, { description: 'How clients show it.', example: 'warning' })
  readonly type?: string;

  @BooleanField({ description: "Meant for the recipient's devices.", example: false })
  readonly is_push?: boolean;

  @BooleanField({ description: "Meant for the recipient's first page.", example: true })
  readonly is_dashboard?: boolean;

  @BooleanField({ description: 'Whether the recipient has read it.', example: true })
  readonly was_read?: boolean;
}

/** The body of `POST /notifications/notify`. */
export class NewNotification {
  @TextField({ description: 'In short.', example: 'A test', required: true, min: 1, max: 255 })
  readonly title!: string;

  @TextField({ description: 'In full.', example: 'Does it arrive?', max: longestBody })
  readonly body?: string;
}

/** What became of a notification. */
export class Notified {
  @ApiProperty({ description: 'Devices it was pushed to: this server pushes to none.', example: 0 })
  readonly devices!: number;
}
