import { ApiProperty } from '@nestjs/swagger';
import { ObjectsField } from '../body/nested-fields.decorator.js';
import { BooleanField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

class SharedPermission {
  @BooleanField({ description: 'Live pictures.', example: true })
  readonly live?: boolean;

  @BooleanField({ description: 'The archive.', example: false })
  readonly dvr?: boolean;

  @BooleanField({ description: 'Saving parts of the archive.', example: false })
  readonly export?: boolean;

  @BooleanField({ description: 'Moving the camera.', example: false })
  readonly ptz?: boolean;

  @BooleanField({ description: 'Advertisements are shown.', example: false })
  readonly advert?: boolean;

  @IntegerField({ description: 'Seconds of archive; 0: no limit.', example: 3600 })
  readonly dvr_depth_limit?: number;
}

/** The body of `POST /shares` (GO25 `SharedToken`); the key is made by the server. */
export class NewSharedToken {
  @TextField({ description: 'Unique.', example: 'Lobby screen', required: true, min: 1, max: 255 })
  readonly name!: string;

  @TextField({ description: 'Name of the stream.', example: 'demo-paris-eiffel-tower', required: true, min: 1 })
  readonly media!: string;

  @ObjectsField(() => SharedPermission, {
    description: 'The rights of everyone who has the key; live pictures unless stated.',
    maxItems: 10,
  })
  readonly permissions?: readonly SharedPermission[];
}

/** A link that lets anybody who has its key watch one stream (GO25 `SharedToken`). */
export class SharedToken {
  @ApiProperty({
    description: 'A secret: whoever has it may watch. `share-<number>` where the caller may not watch the stream.',
    example: 'IJCo3KGLBf6NAqMCGgHf5gNhpl9',
  })
  readonly key!: string;

  @ApiProperty({ description: 'Unique.', example: 'Lobby screen' })
  readonly name!: string;

  @ApiProperty({ description: 'Name of the stream.', example: 'demo-paris-eiffel-tower' })
  readonly media!: string;

  @ApiProperty({ type: [SharedPermission], description: 'The rights of everyone who has the key.' })
  readonly permissions!: readonly SharedPermission[];

  @ApiProperty({ description: 'Milliseconds since 1970. Our addition.', example: 1738108800000 })
  readonly created_at!: number;
}
