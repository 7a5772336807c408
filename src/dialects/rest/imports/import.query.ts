import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { importFormats, type ImportFormat, type ImportTask } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { Optional } from '../optional.decorator.js';
import { toBoolean, toInteger } from '../resources/query-values.js';

const toList = ({ value }: { value: unknown }): unknown => (value === undefined ? value : [value].flat());

/** How a file is to be read, and where its cameras go. */
export class FileQuery {
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
}

/** The query of `PUT /api/v1/sources/{name}/cameras`. */
export class SourceSetQuery extends FileQuery {
  @ApiPropertyOptional({
    description: 'The set may be empty: all cameras of the source are deleted. Without it an empty file is refused.',
    default: false,
  })
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly allow_empty?: boolean;
}

/** The query of `POST /api/v1/imports`. */
export class ImportQuery extends FileQuery {
  @ApiPropertyOptional({
    description: 'The new cameras become those of the default public organization: everybody who signs in sees them.',
    default: false,
  })
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly public?: boolean;

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

/** @throws InputError for a mapping that is none, or two places for the new cameras */
export function toImportTask(query: ImportQuery): ImportTask {
  const { prune, source, public: isPublic } = query;
  if (isPublic === true && query.organization !== undefined)
    throw InputError.at('public', 'conflict', 'It is either public or organization.');
  return {
    ...toFileTask(query),
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(prune === undefined ? {} : { prune }),
    ...(source === undefined ? {} : { source }),
  };
}

/** @throws InputError for a mapping that is none */
export function toSourceTask(query: SourceSetQuery, source: string): ImportTask {
  return { ...toFileTask(query), source, prune: true, isWholeSet: true, allowEmpty: query.allow_empty ?? false };
}

function toFileTask(query: FileQuery): ImportTask {
  const { dry_run: dryRun = false, organization: organizationId, format, encoding, map } = query;
  return {
    dryRun,
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(map === undefined ? {} : { map: map.map(toMapping) }),
  };
}

function toMapping(text: string): readonly [string, string | null] {
  const at = text.lastIndexOf('=');
  const [column, field] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at === -1 || column === '') throw InputError.at('map', 'form', 'map takes COLUMN=field.');
  return [column, field === '' ? null : field];
}
