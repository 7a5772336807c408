import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import {
  type CameraViewer,
  type CameraViewerField,
  type ExplainedAction,
  explainedActions,
  type Explanation,
  type PeriodState,
  type Reason,
  type ReasonKind,
  reasonKinds,
} from '#access';
import { defineResource } from '../resources/resource.js';
import { largestInteger } from '../../http/largest-integer.js';

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
  @Max(largestInteger)
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

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'From when it gives that, where it has such a limit.',
  })
  readonly valid_from?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'When it ends by itself, where it does.' })
  readonly valid_until?: string;
}

class DormantReasonAnswer extends ReasonAnswer {
  @ApiProperty({ enum: ['pending', 'ended'], description: 'Not yet in force, or not any more.', example: 'pending' })
  readonly state!: PeriodState;
}

/** A decision and what made it. */
export class ExplanationAnswer {
  @ApiProperty({ description: 'The decision at this moment.', example: true })
  readonly allowed!: boolean;

  @ApiProperty({ type: [ReasonAnswer], description: 'Every reason that gives it; none where it is not allowed.' })
  readonly because!: readonly ReasonAnswer[];

  @ApiPropertyOptional({
    type: [DormantReasonAnswer],
    description: 'What would give it, had it begun or not ended; left out where there is nothing.',
  })
  readonly not_in_force?: readonly DormantReasonAnswer[];
}

export function toExplanationAnswer({ allowed, because, notInForce }: Explanation): ExplanationAnswer {
  const dormant = notInForce.map((reason) => ({ ...toReasonAnswer(reason), state: reason.state }));
  return {
    allowed,
    because: because.map(toReasonAnswer),
    ...(dormant.length === 0 ? {} : { not_in_force: dormant }),
  };
}

function toReasonAnswer({
  kind,
  id,
  can,
  validFrom,
  validUntil,
}: Reason): Readonly<Pick<ReasonAnswer, keyof ReasonAnswer>> {
  return {
    kind,
    id,
    can,
    ...(validFrom === null ? {} : { valid_from: validFrom.toISOString() }),
    ...(validUntil === null ? {} : { valid_until: validUntil.toISOString() }),
  };
}

export const viewerResource = defineResource<CameraViewer, CameraViewerField>(
  'CameraViewer',
  {
    user_id: { type: 'integer', description: 'Who sees it.', example: 1, field: 'userId' },
    login: { type: 'string', description: '`user-<id>` where the profile is hidden.', example: 'ann', field: 'login' },
    because: { type: [ReasonAnswer], description: 'Every reason.', show: ({ because }) => because.map(toReasonAnswer) },
  },
  { searched: 'the login' },
);

/** A page of them. */
export class CameraViewers extends viewerResource.page {
  @ApiProperty({ description: 'The organization is public: everyone who signs in sees it.', example: false })
  readonly everybody!: boolean;
}
