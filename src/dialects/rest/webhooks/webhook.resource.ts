import { feedChangeTypes } from '#cameras';
import {
  type CameraWebhook,
  type CameraWebhookField,
  deliveryStates,
  type WebhookDelivery,
  type WebhookDeliveryField,
} from '#notifications';
import { defineResource } from '../resources/resource.js';

export const webhookResource = defineResource<CameraWebhook, CameraWebhookField>(
  'Webhook',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    url: {
      type: 'string',
      description: 'Where messages go.',
      example: 'https://receiver.example/cameras',
      field: 'url',
    },
    events: {
      type: ['string'],
      description: `Of which changes: ${feedChangeTypes.join(', ')}.`,
      example: ['created', 'updated'],
      show: ({ events }) => events,
    },
    organization_id: {
      type: 'integer',
      nullable: true,
      description: 'Only of cameras of this organization.',
      example: null,
      field: 'organizationId',
    },
    active: { type: 'boolean', description: 'Whether messages are sent.', example: true, field: 'active' },
    owner: {
      type: 'string',
      description: 'Whose it is; messages show what they see.',
      example: 'user:1',
      field: 'madeBy',
    },
    succeeded_at: {
      type: 'time',
      nullable: true,
      description: 'When the receiver last took a message.',
      field: 'succeededAt',
    },
    failed_at: { type: 'time', nullable: true, description: 'When it last did not.', field: 'failedAt' },
    created_at: { type: 'time', description: 'When it was made.', field: 'createdAt' },
    updated_at: { type: 'time', description: 'When it was last changed.', field: 'updatedAt' },
  },
  { searched: 'the URL' },
);

export const deliveryResource = defineResource<WebhookDelivery, WebhookDeliveryField>('WebhookDelivery', {
  id: { type: 'integer', description: 'Its number.', example: 17, field: 'id', show: ({ id }) => Number(id) },
  message_id: {
    type: 'string',
    description: 'The `webhook-id` of every attempt.',
    example: 'msg_1f0c3ab2-7f0b-4d8e-9d38-0a5a2f6b8c11',
    field: 'messageId',
  },
  type: {
    type: 'string',
    description: 'That of the change; `resync`: changes were lost, list again; `test`.',
    example: 'updated',
    field: 'type',
  },
  camera_id: { type: 'integer', nullable: true, description: 'The camera.', example: 42, field: 'cameraId' },
  state: {
    type: 'string',
    enum: deliveryStates,
    description:
      '`pending`: it is sent, or sent again; `dead`: it was tried for days in vain; `dropped`: its owner may not see the camera any more.',
    example: 'delivered',
    field: 'state',
  },
  attempts: { type: 'integer', description: 'How often it was tried.', example: 1, field: 'attempts' },
  status: {
    type: 'integer',
    nullable: true,
    description: 'The HTTP status of the last answer.',
    example: 204,
    field: 'status',
  },
  failure: {
    type: 'string',
    nullable: true,
    description: 'Why the last attempt failed: `unreachable`, `answered` (with `status`), `owner`.',
    example: null,
    field: 'failure',
  },
  next_attempt_at: { type: 'time', nullable: true, description: 'When it is tried next.', field: 'nextAt' },
  created_at: { type: 'time', description: 'When the change was noticed.', field: 'createdAt' },
  ended_at: { type: 'time', nullable: true, description: 'When it was done with.', field: 'endedAt' },
});
