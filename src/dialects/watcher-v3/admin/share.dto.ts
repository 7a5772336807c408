import { ObjectsField } from '../body/nested-fields.decorator.js';
import { BooleanField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

export class SharedPermission {
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
