import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsRFC3339 } from 'class-validator';
import { type FeedChangeType, feedChangeTypes } from '#cameras';
import type { CameraWebhookDraft, ReplayChoice } from '#notifications';
import { InputError } from '../../http/input.error.js';
import { BooleanField, given, IntegerField, TextField, WordsField } from '../resources/body-field.js';
import { webhookResource } from './webhook.resource.js';

/** The body of `PATCH /api/v1/webhooks/{id}` (RFC 7396): what is left out stays. */
export class WebhookChangeBody {
  @TextField({
    description: 'http or https, without a login; private addresses only inside `ALLOWED_NETWORKS`.',
    example: 'https://receiver.example/cameras',
    max: 2048,
  })
  readonly url?: string;

  @WordsField({
    description: 'Of which changes; all of them when left out.',
    words: feedChangeTypes,
    example: ['created', 'deleted'],
  })
  readonly events?: readonly FeedChangeType[];

  @IntegerField({ description: 'Only of cameras of this organization.', nullable: true, example: null })
  readonly organization_id?: number | null;

  @BooleanField({
    description: 'Whether messages are sent. Switched on again, it is sent what changed meanwhile.',
    example: true,
  })
  readonly active?: boolean;
}

/** The body of `POST /api/v1/webhooks`. */
export class NewWebhookBody extends WebhookChangeBody {
  @TextField({
    description: 'http or https, without a login; private addresses only inside `ALLOWED_NETWORKS`.',
    example: 'https://receiver.example/cameras',
    max: 2048,
    required: true,
  })
  override readonly url!: string;
}

/** What the answer to a new webhook has, once. */
export class NewWebhookAnswer extends webhookResource.answer {
  @ApiProperty({
    description: 'What messages are signed with; shown this once.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwNfKQ9r8GKYo=',
  })
  readonly secret!: string;
}

/** The body of `POST /api/v1/webhooks/{id}/replay`: exactly one of the two. */
export class ReplayBody {
  @IntegerField({ description: 'The `id` of a delivery.', max: Number.MAX_SAFE_INTEGER, example: 17 })
  readonly delivery_id?: number;

  @ApiPropertyOptional({ format: 'date-time', description: 'All deliveries made since then, at most 10,000.' })
  @IsOptional()
  @IsRFC3339()
  readonly since?: string;
}

export class ReplayAnswer {
  @ApiProperty({ type: 'integer', description: 'How many are sent again.', example: 1 })
  readonly replayed!: number;
}

export function toWebhookDraft(body: WebhookChangeBody): Partial<CameraWebhookDraft> {
  const { url, events, organization_id: organizationId, active } = body;
  return given({ url, events, organizationId, active });
}

/** @throws InputError input.invalid for both or neither */
export function toReplayChoice({ delivery_id: deliveryId, since }: ReplayBody): ReplayChoice {
  if ((deliveryId === undefined) === (since === undefined))
    throw InputError.at('since', 'one', 'Exactly one of delivery_id and since is needed.');
  return deliveryId === undefined ? { since: new Date(since ?? 0) } : { deliveryId };
}
