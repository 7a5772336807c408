import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { mosaicTypes } from '#layouts';
import { ObjectsField } from '../body/nested-fields.decorator.js';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';
import { OrganizationPermissions } from '../organizations/organization-permissions.dto.js';

const mostCells = 64;

class MosaicCell {
  @TextField({
    description: 'Name of the stream; absent: an empty cell.',
    example: 'demo-paris-eiffel-tower',
    nullable: true,
  })
  readonly name?: string | null;
}

class MosaicBody {
  @ChoiceField(mosaicTypes, { description: 'Columns and rows, or one large and seven small.', example: '2x2' })
  readonly type?: string;

  @IntegerField({ description: 'Id of the organization.', example: 9, min: 1 })
  readonly organization_id?: number;

  @BooleanField({ description: 'Shown to the organization, not only to its maker. Our addition.', example: true })
  readonly visible?: boolean;

  @ObjectsField(() => MosaicCell, {
    description: 'The cells, row by row; `{}` for an empty one. No more than the type has.',
    maxItems: mostCells,
  })
  readonly streams?: readonly MosaicCell[];
}

/** The body of `POST /mosaics` (GO25 `MosaicSave`). */
export class NewMosaic extends MosaicBody {
  @TextField({ description: 'Name for people.', example: 'Gates', required: true, min: 1, max: 255 })
  readonly title!: string;
}

/** The body of `PUT /mosaics/{mosaic_id}`; what is left out stays. */
export class MosaicChange extends MosaicBody {
  @TextField({ description: 'Name for people.', example: 'Gates', min: 1, max: 255 })
  readonly title?: string;

  @BooleanField({ description: 'Clears what is not named, except the title and the organization.', example: false })
  readonly $reset?: boolean;
}

class MosaicStream {
  @ApiPropertyOptional({
    description: 'Name of the stream; absent: an empty cell.',
    example: 'demo-paris-eiffel-tower',
  })
  readonly name?: string;

  @ApiPropertyOptional({ description: 'Its name for people.', example: 'North gate' })
  readonly title?: string;

  @ApiPropertyOptional({ description: 'Whether frames arrive here: never.', example: false })
  readonly alive?: boolean;

  @ApiPropertyOptional({ description: 'Lets the caller watch it, for a short time.', example: '3.AAECAwQF' })
  readonly playback_token?: string;

  @ApiPropertyOptional({ description: 'Base URL of its media server.', example: 'https://ms.example.com' })
  readonly streaming_endpoint?: string;
}

class MosaicOrganization {
  @ApiProperty({ description: 'Its id.', example: 9 })
  readonly id!: number;

  @ApiPropertyOptional({ description: 'Its title.', example: 'Example LLC' })
  readonly title?: string;

  @ApiPropertyOptional({ type: OrganizationPermissions, description: "The caller's own rights in it." })
  readonly user_permissions?: OrganizationPermissions;
}

/** Streams side by side (GO25 `Mosaic`). */
export class Mosaic {
  @ApiProperty({ description: 'Its id.', example: 7 })
  readonly id!: number;

  @ApiProperty({ description: 'Name for people.', example: 'Gates' })
  readonly title!: string;

  @ApiProperty({ enum: [...mosaicTypes], description: 'Columns and rows.', example: '2x2' })
  readonly type!: string;

  @ApiProperty({ description: 'Whether the organization sees it. Our addition.', example: true })
  readonly visible!: boolean;

  @ApiProperty({ description: 'Id of the organization.', example: 9 })
  readonly organization_id!: number;

  @ApiPropertyOptional({ type: MosaicOrganization, description: 'The organization.' })
  readonly organization?: MosaicOrganization;

  @ApiProperty({
    type: [MosaicStream],
    description: 'The cells; `{}`: empty, or a stream that the caller does not see.',
  })
  readonly streams!: readonly MosaicStream[];

  @ApiProperty({ type: 'integer', description: 'Milliseconds since 1970. Our addition.', example: 1738108800000 })
  readonly created_at!: number;
}
