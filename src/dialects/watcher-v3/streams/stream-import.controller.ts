import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { TakesUpload } from '../../http/takes-upload.decorator.js';
import type { Upload } from '../../http/upload.js';
import { ApiFailures } from '../failures.decorator.js';
import { type ImportedStreams, StreamImporter } from './stream-importer.service.js';

class StreamsImported implements ImportedStreams {
  @ApiProperty({ description: 'New streams.', example: 12 })
  readonly created!: number;

  @ApiProperty({ description: 'Streams that were there and have changed.', example: 3 })
  readonly updated!: number;

  @ApiPropertyOptional({
    type: [String],
    description: 'Columns that no stream has; absent where there is none.',
    example: ['colour'],
  })
  readonly ignored_columns?: readonly string[];
}

/** Takes tables of streams. */
@ApiTags('streams')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/streams/import')
export class StreamImportController {
  constructor(private readonly importer: StreamImporter) {}

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @TakesUpload(
    'A header row with names of fields of a stream, dots for nested ones (`name,title,url,dvr.expiration`); `url`, ' +
      '`inputs` or `stream_url` holds sources, apart by spaces. At most 5000 rows, 200 columns, 16384 characters a cell.',
  )
  @ApiOperation({
    operationId: 'streams_import',
    summary: 'Make and change streams from a table: all of its lines or, when one is wrong, none',
  })
  @ApiResponse({ status: 200, type: StreamsImported, description: 'What came of it.' })
  @ApiFailures(400, 401, 403)
  async import(@CurrentCaller() caller: Caller, @Body() upload: Upload | undefined): Promise<StreamsImported> {
    return this.importer.import(caller, upload);
  }
}
