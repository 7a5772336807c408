import { ApiPropertyOptional } from '@nestjs/swagger';
import { ObjectField } from '../../body/nested-fields.decorator.js';
import { BooleanField, ChoiceField, IntegerField, NumberField, TextField } from '../../body/scalar-fields.decorator.js';

/** Characters of Base64 that 2 MiB make. */
const longestContent = 2_800_000;

export class FolderCoordinates {
  @NumberField({ description: 'WGS84 degrees.', example: 35.6595, min: -90, max: 90, required: true })
  readonly latitude!: number;

  @NumberField({ description: 'WGS84 degrees.', example: 139.7005, min: -180, max: 180, required: true })
  readonly longitude!: number;
}

/** The picture of a floor plan (GO25 `FloorFile`). */
export class FloorFile {
  @TextField({ description: 'Name of the file.', example: 'ground-floor.png', nullable: true, max: 255 })
  readonly name?: string | null;

  @TextField({
    description: 'Detected from the picture itself: PNG, JPEG, WebP or GIF.',
    example: 'image/png',
    max: 100,
  })
  readonly mime_type?: string;

  @TextField({ description: 'The picture as Base64, 2 MiB at most; not in lists.', max: longestContent })
  readonly b64_content?: string;
}

class FloorFileBody extends FloorFile {
  @TextField({ description: 'The picture, a character a byte; instead of `b64_content`.', max: longestContent })
  readonly binary_content?: string;
}

class FloorFileAnswer extends FloorFile {
  @ApiPropertyOptional({
    description: 'Where the picture is served, to those who may see the folder.',
    example: '/watcher/client-api/v3/organizations/7/folders/3/floor_plan',
  })
  readonly url?: string;
}

class Corners {
  @ObjectField(() => FolderCoordinates, { description: 'Of the picture on the map.', nullable: true })
  readonly topleft?: FolderCoordinates | null;

  @ObjectField(() => FolderCoordinates, { description: 'Of the picture on the map.', nullable: true })
  readonly topright?: FolderCoordinates | null;

  @ObjectField(() => FolderCoordinates, { description: 'Of the picture on the map.', nullable: true })
  readonly bottomleft?: FolderCoordinates | null;
}

export class FloorPlanBody extends Corners {
  @ObjectField(() => FloorFileBody, { description: 'The picture; null takes it away.', nullable: true })
  readonly file?: FloorFileBody | null;
}

export class FloorPlan extends Corners {
  @ApiPropertyOptional({ type: FloorFileAnswer, description: 'The picture.' })
  readonly file?: FloorFileAnswer;
}

class FolderShiftBody {
  @ChoiceField(['after', 'before', 'inside'], { description: 'Where to, seen from it.', required: true })
  readonly direction!: 'after' | 'before' | 'inside';

  @IntegerField({ description: 'A folder of the same organization.', example: 3, required: true })
  readonly destination!: number;
}

class FolderHierarchyBody {
  @IntegerField({ description: 'Position among its siblings, from 0.', example: 0 })
  readonly order_num?: number;

  @ObjectField(() => FolderShiftBody, { description: 'Moves the folder with all below it.', nullable: true })
  readonly shift?: FolderShiftBody | null;
}

/** The body of `PUT .../folders/{folder_id}`; what is left out stays. */
export class FolderChange {
  @TextField({ description: 'Name for people.', example: 'Ground floor', min: 1, max: 255 })
  readonly title?: string;

  @IntegerField({ description: 'The folder that contains it; left out: the root folder.', example: 2, nullable: true })
  readonly parent_id?: number | null;

  @ObjectField(() => FolderCoordinates, { description: 'Middle of the floor plan on the map.', nullable: true })
  readonly coordinates?: FolderCoordinates | null;

  @ObjectField(() => FloorPlanBody, { description: 'A picture that is laid over the map.', nullable: true })
  readonly floor_plan?: FloorPlanBody | null;

  @ObjectField(() => FolderHierarchyBody, { description: 'Where it is in the tree.', nullable: true })
  readonly hierarchy?: FolderHierarchyBody | null;

  @BooleanField({ description: 'Clears what is not named; the position in the tree stays.', example: false })
  readonly $reset?: boolean;
}

/** The body of `POST .../folders`. */
export class NewFolder extends FolderChange {
  @TextField({ description: 'Name for people.', example: 'Ground floor', required: true, min: 1, max: 255 })
  declare readonly title: string;
}
