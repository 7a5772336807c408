import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { mostOperations } from '#cameras';
import { CameraAnswer } from '../camera-answer.dto.js';
import { Required } from '../optional.decorator.js';
import { Problem } from '../problem.dto.js';
import { BooleanField, IntegerField, JsonField, WordField } from '../resources/body-field.js';

export const operationWords = ['create', 'update', 'delete'] as const;

/** One thing to do. */
export class BatchOperationBody {
  @WordField({ words: operationWords, required: true, description: 'What to do.', example: 'update' })
  readonly op!: (typeof operationWords)[number];

  @IntegerField({ description: "The camera's number, for `update` and `delete`; once in a batch.", example: 42 })
  readonly id?: number;

  @IntegerField({
    description: 'For `update` and `delete`: the version that was read, as in `If-Match`; 412 when it is another.',
    example: 3,
  })
  readonly version?: number;

  @JsonField({
    description: 'As in `POST /api/v1/cameras` for `create`, as in `PATCH` for `update`; none for `delete`.',
  })
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The body of `POST /api/v1/cameras:batch`. */
export class BatchBody {
  @ApiProperty({ type: [BatchOperationBody], maxItems: mostOperations, minItems: 1, description: 'What to do.' })
  @Required()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostOperations)
  readonly operations!: readonly unknown[];

  @BooleanField({
    description:
      '`true`: all or, where one cannot be done, none. `false`: each that can be done, each with its result.',
    example: true,
  })
  readonly atomic?: boolean;
}

/** What became of one operation. */
export class BatchResult {
  @ApiProperty({ description: 'As if it had been sent alone: 201, 200, 204 or that of its `problem`.', example: 200 })
  readonly status!: number;

  @ApiPropertyOptional({ description: "The camera's number.", example: 42 })
  readonly id?: number;

  @ApiPropertyOptional({ description: 'Of a new camera: its address.', example: '/api/v1/cameras/42' })
  readonly location?: string;

  @ApiPropertyOptional({ type: CameraAnswer, description: 'The camera as it is now.' })
  readonly body?: CameraAnswer;

  @ApiPropertyOptional({ type: Problem, description: 'Why it was not done.' })
  readonly problem?: Problem;
}

/** The answer to a batch. */
export class BatchAnswer {
  @ApiProperty({ type: [BatchResult], description: 'One for each operation, in their order.' })
  readonly results!: readonly BatchResult[];
}
