import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { Optional } from '../optional.decorator.js';
import { PeriodBody } from '../resources/period.dto.js';
import { MembershipRightsBody } from './membership-rights.dto.js';
import { largestInteger } from '../../http/largest-integer.js';

const Id =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ type: 'integer', description, example: 1 })(target, key);
    IsInt()(target, key);
    Min(1)(target, key);
    Max(largestInteger)(target, key);
  };

/** The body of `PATCH /api/v1/memberships/{id}` (RFC 7396): what is left out stays. */
export class MembershipChangeBody extends PeriodBody {
  @ApiPropertyOptional({ type: MembershipRightsBody, description: 'What the member may do there.' })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => MembershipRightsBody)
  readonly can?: MembershipRightsBody;
}

/** The body of `POST /api/v1/memberships`. */
export class NewMembershipBody extends MembershipChangeBody {
  @Id('The organization.')
  readonly organization_id!: number;

  @Id('Who becomes a member.')
  readonly user_id!: number;
}
