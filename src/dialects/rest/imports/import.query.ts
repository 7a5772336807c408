import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { importFormats, type ImportFormat, type ImportTask } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { Optional } from '../optional.decorator.js';
import { toBoolean, toInteger } from '../resources/query-values.js';

const toList = ({ value }: { value: unknown }): unknown => (value === undefined ? value : [value].flat());

/** The query of `POST /api/v1/imports`. */
export class ImportQuery {
  @ApiPropertyOptional({ description: 'Only tell what would change.', default: false })
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly dry_run?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Whose cameras the new ones become; without it those of a private organization.',
    example: 1,
  })
  @Optional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly organization?: number;

  @ApiPropertyOptional({ enum: importFormats, description: 'How the file is written; found where left out.' })
  @Optional()
  @IsIn(importFormats)
  readonly format?: ImportFormat;

  @ApiPropertyOptional({ description: 'Its encoding; found where left out.', example: 'windows-1251' })
  @Optional()
  @IsString()
  @Length(1, 40)
  readonly encoding?: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'What a column means, `COLUMN=field`; may be repeated. Without a field the column is not read.',
    example: ['RTSP URL=stream_url'],
  })
  @Optional()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @Length(2, 300, { each: true })
  readonly map?: readonly string[];

  @ApiPropertyOptional({
    description: 'Deletes the cameras of `source` in the organization that the file does not have.',
    default: false,
  })
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly prune?: boolean;

  @ApiPropertyOptional({
    description: 'The list that the file is of, where its rows name none.',
    example: 'road-authority',
  })
  @Optional()
  @IsString()
  @Length(1, 255)
  readonly source?: string;
}

/** @throws InputError for a mapping that is none */
export function toImportTask(query: ImportQuery): ImportTask {
  const { dry_run: dryRun = false, organization: organizationId, format, encoding, map, prune, source } = query;
  return {
    dryRun,
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(map === undefined ? {} : { map: map.map(toMapping) }),
    ...(prune === undefined ? {} : { prune }),
    ...(source === undefined ? {} : { source }),
  };
}

function toMapping(text: string): readonly [string, string | null] {
  const at = text.lastIndexOf('=');
  const [column, field] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at === -1 || column === '') throw InputError.at('map', 'form', 'map takes COLUMN=field.');
  return [column, field === '' ? null : field];
}
