import { ApiProperty } from '@nestjs/swagger';
import { ObjectField } from '../body/nested-fields.decorator.js';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

/** The types of events (GO25); each is sent only while it is true. */
export class StreamEventTypes {
  @BooleanField({ description: 'A face was seen.', example: false })
  readonly episode_face?: boolean;

  @BooleanField({ description: 'Something was seen.', example: false })
  readonly episode_generic?: boolean;

  @BooleanField({ description: 'A vehicle was seen.', example: false })
  readonly episode_vehicle?: boolean;

  @BooleanField({ description: 'The stream has no source.', example: true })
  readonly stream_dead?: boolean;
}
export const streamEventTypes = ['episode_face', 'episode_generic', 'episode_vehicle', 'stream_dead'] as const;

/** The body of `POST` and `DELETE /profile/subscriptions/stream_event` (GO25 `SubscriptionRequest`). */
export class StreamSubscriptionBody {
  @TextField({ description: 'Name of the stream.', example: 'demo-paris-eiffel-tower', required: true, min: 1 })
  readonly stream_name!: string;

  @ChoiceField(['push'], { description: 'The channel; `push` unless stated.', example: 'push' })
  readonly notification_type?: string;

  @ObjectField(() => StreamEventTypes, { description: 'The types of events; none unless stated.' })
  readonly event_types?: StreamEventTypes;

  @IntegerField({ description: 'Seconds between two notifications at least.', example: 60, max: 31_536_000 })
  readonly notification_frequency?: number;
}

/** The caller's subscription to the events of one stream (GO25 `Subscription`). */
export class StreamSubscription {
  @ApiProperty({ description: 'Name of the stream.', example: 'demo-paris-eiffel-tower' })
  readonly stream_name!: string;

  @ApiProperty({ description: 'The channel.', example: 'push' })
  readonly notification_type!: string;

  @ApiProperty({ type: StreamEventTypes, description: 'The types of events.' })
  readonly event_types!: StreamEventTypes;

  @ApiProperty({ description: 'Seconds between two notifications at least.', example: 60 })
  readonly notification_frequency!: number;
}
