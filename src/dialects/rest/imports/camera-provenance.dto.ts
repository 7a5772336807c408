import { ApiProperty } from '@nestjs/swagger';

/** Where a camera comes from; all is null where no import has set it. */
export class CameraProvenanceAnswer {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The source that the row named.',
    example: 'road-authority',
  })
  readonly source!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The import that last set it; it may have been removed since.',
    example: 1,
  })
  readonly import_id!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The name of its file, where known.',
    example: 'cameras.csv',
  })
  readonly file_name!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The line of the file, or the number of the item in a list.',
    example: 2,
  })
  readonly line!: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When.' })
  readonly set_at!: string | null;
}
