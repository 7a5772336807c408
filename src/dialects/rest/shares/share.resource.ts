import { ApiProperty } from '@nestjs/swagger';
import type { ListedShare, ShareField } from '#playback';
import { CameraAnswer } from '../camera-answer.dto.js';
import { defineResource } from '../resources/resource.js';
import { archiveSecondsOf, shareActions, toActions } from './share-actions.js';

export const shareResource = defineResource<ListedShare, ShareField>(
  'Share',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    name: { type: 'string', description: 'For people; unique.', example: 'For the press', field: 'name' },
    camera_id: {
      type: 'integer',
      description: 'The camera that it shows.',
      example: 1,
      field: 'cameraId',
      show: ({ cameraId }) => cameraId,
    },
    camera_name: {
      type: 'string',
      description: "The camera's name.",
      example: 'demo-paris-eiffel-tower',
      field: 'cameraName',
      show: ({ cameraName }) => cameraName,
    },
    can: {
      type: ['string'],
      description: `What its key opens: of ${shareActions.map((action) => `\`${action}\``).join(', ')}.`,
      example: ['view'],
      show: ({ permissions }) => toActions(permissions),
    },
    archive_seconds: {
      type: 'integer',
      nullable: true,
      description: 'How far back the archive is open; `null`: all of it, or none without `archive`.',
      example: null,
      show: ({ permissions }) => archiveSecondsOf(permissions),
    },
    created_at: {
      type: 'time',
      description: 'When it was made.',
      field: 'createdAt',
      show: ({ createdAt }) => createdAt,
    },
  },
  {
    searched: 'its name and the name of the camera',
    links: { camera: { to: 'camera', schema: { type: CameraAnswer }, number: ({ cameraId }) => cameraId } },
  },
);

/** A link as it is shown when it is made. */
export class ShareWithKey extends shareResource.answer {
  @ApiProperty({
    description: 'Opens the camera to whoever has it; shown once.',
    example: '0fQ3Hc1x8eYt0fQ3Hc1x8eYt0fQ',
  })
  readonly key!: string;
}
