import { ApiProperty } from '@nestjs/swagger';
import { type Mosaic, type MosaicField, mosaicTypes } from '#layouts';
import { organizationResource } from '../organizations/organization.resource.js';
import { defineResource } from '../resources/resource.js';

/** A camera where others are put together. */
export class ArrangedCamera {
  @ApiProperty({ type: 'integer', description: 'Its number.', example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'Its name.', example: 'demo-paris-eiffel-tower' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'For people.', example: 'Eiffel Tower' })
  readonly title!: string | null;
}

export const mosaicResource = defineResource<Mosaic, MosaicField>(
  'Mosaic',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    title: { type: 'string', description: 'For people.', example: 'Harbour', field: 'title' },
    type: {
      type: 'string',
      enum: mosaicTypes,
      description: 'Columns by rows; `1x7`: one large and seven small.',
      example: '2x2',
      field: 'type',
    },
    organization_id: {
      type: 'integer',
      description: 'The organization whose members see it.',
      example: 1,
      field: 'organizationId',
      show: ({ organizationId }) => organizationId,
    },
    visible: {
      type: 'boolean',
      description: 'Its organization sees it, not only whoever made it.',
      example: true,
      field: 'visible',
    },
    camera_ids: {
      type: ['integer'],
      gaps: true,
      description: 'One for each cell; `null`: an empty cell, or a camera that is hidden from the caller.',
      example: [1, null, 2],
      show: ({ cameras }) => cameras.map((camera) => camera?.id ?? null),
    },
    cameras: {
      type: [ArrangedCamera],
      description: 'The cameras in its cells that the caller sees.',
      show: ({ cameras }) => cameras.filter((camera) => camera !== null),
    },
    created_at: {
      type: 'time',
      description: 'When it was made.',
      field: 'createdAt',
      show: ({ createdAt }) => createdAt,
    },
  },
  {
    searched: 'the title',
    links: {
      organization: {
        to: 'organization',
        schema: { type: organizationResource.answer },
        number: ({ organizationId }) => organizationId,
      },
    },
  },
);
