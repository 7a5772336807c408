import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ImportJob, type ImportJobField, importStatuses, type RejectedRow } from '#cameras';
import { defineResource } from '../resources/resource.js';

class ImportRowProblem {
  @ApiProperty({ type: 'integer', description: 'The line, or the number of the item in a list.', example: 2 })
  readonly line!: number;

  @ApiPropertyOptional({ description: 'The column or key of the file.', example: 'Lat' })
  readonly field?: string;

  @ApiPropertyOptional({ description: 'What stands there; secrets are `***`.', example: 'north' })
  readonly value?: string;

  @ApiProperty({ description: 'For people.', example: 'Lat must be a number' })
  readonly reason!: string;
}

class ImportChangeEntry {
  @ApiProperty({ type: 'integer', description: 'The line; 0 for a camera that the file does not have.', example: 2 })
  readonly line!: number;

  @ApiProperty({ description: "The camera's name.", example: 'gate' })
  readonly name!: string;

  @ApiProperty({ enum: ['created', 'updated', 'pruned'], description: 'What was done, or would be.' })
  readonly change!: string;

  @ApiProperty({ type: [String], description: 'The fields that were changed.', example: ['title'] })
  readonly fields!: readonly string[];
}

class ImportDriftEntry {
  @ApiProperty({ type: 'integer', description: 'The line.', example: 2 })
  readonly line!: number;

  @ApiProperty({ description: "The camera's name.", example: 'gate' })
  readonly name!: string;

  @ApiProperty({ type: [String], description: 'The fields that stay.', example: ['title'] })
  readonly fields!: readonly string[];
}

class ImportConflict {
  @ApiProperty({ description: "The camera's name.", example: 'gate' })
  readonly name!: string;

  @ApiProperty({ description: 'For people.', example: 'somebody has changed it since' })
  readonly reason!: string;
}

const count = (description: string, show: (job: ImportJob) => number) =>
  ({ type: 'integer', description, example: 0, show }) as const;

export const importResource = defineResource<ImportJob, ImportJobField>('Import', {
  id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
  status: {
    type: 'string',
    enum: importStatuses,
    description: 'How far it is.',
    example: 'done',
    field: 'status',
  },
  dry_run: { type: 'boolean', description: 'It changes nothing.', example: false, show: ({ task }) => task.dryRun },
  organization_id: {
    type: 'integer',
    nullable: true,
    description: 'Whose cameras the new ones become.',
    example: 1,
    field: 'organizationId',
  },
  source: {
    type: 'string',
    nullable: true,
    description: 'The list that the file is of.',
    example: 'road-authority',
    show: ({ task }) => task.source,
  },
  format: {
    type: 'string',
    nullable: true,
    description: 'What the file turned out to be.',
    example: 'csv',
    show: ({ reading }) => reading.format,
  },
  encoding: {
    type: 'string',
    nullable: true,
    description: 'The encoding of its characters.',
    example: 'utf-8',
    show: ({ reading }) => reading.encoding,
  },
  mapping: {
    type: Object,
    description: 'The field that each column was taken for.',
    example: { 'Camera Name': 'name' },
    show: ({ reading }) => reading.mapping ?? {},
  },
  ignored_columns: {
    type: ['string'],
    description: 'Columns that were not read.',
    example: ['Cable'],
    show: ({ reading }) => reading.ignoredColumns ?? [],
  },
  rows: {
    type: 'integer',
    description: 'Rows whose outcome is known.',
    example: 2,
    field: 'rowsDone',
    show: ({ rowsDone }) => rowsDone,
  },
  created: count('Cameras that were made.', ({ created }) => created),
  updated: count('Cameras that were changed.', ({ updated }) => updated),
  unchanged: count('Cameras that were so already.', ({ unchanged }) => unchanged),
  pruned: count('Cameras of the source that the file does not have, and that were deleted.', ({ pruned }) => pruned),
  undone: count('Cameras that were taken back.', ({ undone }) => undone),
  rejected_count: count('Rows that were not taken.', ({ rejectedCount }) => rejectedCount),
  rejected: {
    type: [ImportRowProblem],
    description: 'The first 1000 of them.',
    show: ({ rejected }) => rejected.map(toProblem),
  },
  warning_count: count('Parts of rows that were not taken.', ({ warningCount }) => warningCount),
  warnings: {
    type: [ImportRowProblem],
    description: 'The first 1000 of them.',
    show: ({ warnings }) => warnings.map(toProblem),
  },
  changes: {
    type: [ImportChangeEntry],
    description: 'The first 1000 cameras that were made, changed or deleted, or would be.',
    show: ({ changes }) => changes.map(({ line, name, change, fields }) => ({ line, name, change, fields })),
  },
  drift_count: count(
    'Cameras with fields that somebody changed by hand, and that stay.',
    ({ driftCount }) => driftCount,
  ),
  drift: {
    type: [ImportDriftEntry],
    description: 'The first 1000 of them; only of `PUT /sources/{name}/cameras`.',
    show: ({ drift }) => drift.map(({ line, name, fields }) => ({ line, name, fields })),
  },
  conflicts: {
    type: [ImportConflict],
    description: 'The first 1000 cameras that could not be taken back.',
    show: ({ conflicts }) => conflicts.map(({ name, reason }) => ({ name, reason })),
  },
  failure: {
    type: 'string',
    nullable: true,
    description: 'Why it failed, for people.',
    example: null,
    show: ({ failure }) => failure,
  },
  created_by: {
    type: 'string',
    description: 'Who began it.',
    example: 'user:1',
    field: 'madeBy',
    show: ({ madeBy }) => madeBy,
  },
  created_at: { type: 'time', description: 'When it was asked for.', field: 'createdAt' },
  started_at: { type: 'time', nullable: true, description: 'When it began.', field: 'startedAt' },
  finished_at: { type: 'time', nullable: true, description: 'When it ended.', field: 'finishedAt' },
});

function toProblem({ line, field, value, reason }: RejectedRow): ImportRowProblem {
  return { line, reason, ...(field === undefined ? {} : { field }), ...(value === undefined ? {} : { value }) };
}
