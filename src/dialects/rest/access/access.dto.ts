import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import {
  type CameraViewer,
  type CameraViewerField,
  type ExplainedAction,
  explainedActions,
  type ReasonKind,
  reasonKinds,
} from '#access';
import { defineResource } from '../resources/resource.js';

const largestId = 2_147_483_647;

/** The query of `GET /api/v1/access/explain`. */
export class ExplanationQuery {
  @IsString()
  @Matches(/^user:.{1,255}$/u, { message: 'caller must be user: with a login or a number' })
  readonly caller!: string;

  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(largestId)
  readonly camera!: number;

  @IsIn(explainedActions)
  readonly action!: ExplainedAction;
}

class ReasonAnswer {
  @ApiProperty({ enum: reasonKinds, description: 'Where it comes from.', example: 'grant' })
  readonly kind!: ReasonKind;

  @ApiProperty({
    description:
      'Of the grant (`camera-7-3`), the membership (`1-3`) or the organization; of `access_level` the level itself.',
    example: 'camera-7-3',
  })
  readonly id!: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'string', enum: [...explainedActions] },
    description: 'All that it gives.',
    example: ['view'],
  })
  readonly can!: readonly ExplainedAction[];
}

/** A decision and what made it. */
export class ExplanationAnswer {
  @ApiProperty({ description: 'The decision at this moment.', example: true })
  readonly allowed!: boolean;

  @ApiProperty({ type: [ReasonAnswer], description: 'Every reason that gives it; none where it is not allowed.' })
  readonly because!: readonly ReasonAnswer[];
}

export const viewerResource = defineResource<CameraViewer, CameraViewerField>(
  'CameraViewer',
  {
    user_id: { type: 'integer', description: 'Who sees it.', example: 1, field: 'userId' },
    login: { type: 'string', description: '`user-<id>` where the profile is hidden.', example: 'ann', field: 'login' },
    because: { type: [ReasonAnswer], description: 'Every reason.', show: ({ because }) => because },
  },
  { searched: 'the login' },
);

/** A page of them. */
export class CameraViewers extends viewerResource.page {
  @ApiProperty({ description: 'The organization is public: everyone who signs in sees it.', example: false })
  readonly everybody!: boolean;
}
