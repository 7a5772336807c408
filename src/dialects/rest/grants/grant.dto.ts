import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { type GrantAction, grantActions, type GrantDraft, type GrantKey } from '#access';
import { InputError } from '../../http/input.error.js';
import { Optional } from '../optional.decorator.js';
import { PeriodBody, toPeriod } from '../resources/period.dto.js';
import { largestInteger } from '../../http/largest-integer.js';

const Id =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ type: 'integer', description })(target, key);
    Optional()(target, key);
    IsInt()(target, key);
    Min(1)(target, key);
    Max(largestInteger)(target, key);
  };

/** The body of `PATCH /api/v1/grants/{id}` (RFC 7396): what is left out stays. */
export class GrantChangeBody extends PeriodBody {
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'string', enum: [...grantActions] },
    description:
      '`view` always. On an organization `view` opens the archive, too, and `edit` goes with `ptz`; on a camera, a folder or a tag there is no `edit`.',
    example: ['view', 'archive'],
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(grantActions.length)
  @IsIn(grantActions, { each: true })
  readonly can?: readonly GrantAction[];

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: largestInteger,
    description: 'How far back the archive is open, on a camera, a folder or a tag; `null`: all of it.',
    example: 86_400,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly archive_seconds?: number | null;
}

/** The body of `POST /api/v1/grants`: with exactly one of `camera_id`, `folder_id` and `organization_id`, the last one also with `tag`. */
export class NewGrantBody extends GrantChangeBody {
  @ApiProperty({ type: 'integer', description: 'Who gets it.', example: 1 })
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly user_id!: number;

  @Id('On a camera.')
  readonly camera_id?: number;

  @Id('On a folder, with all below it.')
  readonly folder_id?: number;

  @Id('On all cameras of an organization, or with `tag` on those that have it.')
  readonly organization_id?: number;

  @ApiPropertyOptional({
    description: 'On the cameras of the organization that have this tag, now or later, whatever its case and accents.',
  })
  @Optional()
  @IsString()
  @Length(1, 64)
  readonly tag?: string;
}

/** @throws InputError input.invalid unless exactly one thing is named */
export function toGrantKey(body: NewGrantBody): GrantKey {
  const named = [
    { kind: 'camera', objectId: body.camera_id },
    { kind: 'folder', objectId: body.folder_id },
    { kind: 'organization', objectId: body.organization_id },
  ] as const;
  const [one, ...more] = named.flatMap(({ kind, objectId }) => (objectId === undefined ? [] : [{ kind, objectId }]));
  if (body.tag !== undefined && body.organization_id === undefined)
    throw InputError.at('tag', 'needs', 'A tag needs the organization_id of its cameras.');
  const { tag, user_id: userId } = body;
  if (one !== undefined && more.length === 0)
    return tag === undefined ? { ...one, userId } : { kind: 'tag', objectId: one.objectId, tag, userId };
  const field = more[0] === undefined ? 'camera_id' : `${more[0].kind}_id`;
  throw InputError.at(field, 'one', 'Exactly one of camera_id, folder_id and organization_id must be there.');
}

export function toGrantDraft({ can, archive_seconds: seconds, ...period }: GrantChangeBody): GrantDraft {
  return {
    ...toPeriod(period),
    ...(can === undefined ? {} : { can }),
    ...(seconds === undefined ? {} : { dvrDepthLimitSeconds: seconds ?? 0 }),
  };
}
