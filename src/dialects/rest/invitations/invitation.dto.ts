import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { MembershipRights, MembershipRightsBody } from '../memberships/membership-rights.dto.js';
import { Optional } from '../optional.decorator.js';
import { largestInteger } from '../../http/largest-integer.js';

/** The body of `POST /api/v1/invitations`. */
export class NewInvitationBody {
  @ApiProperty({ type: 'integer', description: 'Where the person becomes a member.', example: 1 })
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly organization_id!: number;

  @ApiPropertyOptional({ type: MembershipRightsBody, description: 'What they may do there; left out: nothing.' })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => MembershipRightsBody)
  readonly can?: MembershipRightsBody;
}

/** An invitation that was just made. */
export class NewInvitation {
  @ApiProperty({ description: 'For the person who is invited; only this once.', example: 'cgi_0fQ3Hc1x8eYt' })
  readonly key!: string;

  @ApiProperty({ type: 'integer', description: 'Where the person becomes a member.', example: 1 })
  readonly organization_id!: number;

  @ApiProperty({ type: MembershipRights, description: 'What they may do there.' })
  readonly can!: MembershipRights;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it ends.', example: '2026-12-07T00:00:00.000Z' })
  readonly expires_at!: string;
}

/** What an invited person may know. */
export class InvitationOffer {
  @ApiProperty({ type: 'integer', description: 'The organization.', example: 1 })
  readonly organization_id!: number;

  @ApiProperty({ description: 'Its title.', example: 'Road authority' })
  readonly organization_title!: string;
}
