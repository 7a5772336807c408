import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, Requires } from '#auth';
import { CsvText, TakesCsv } from '../../csv-text.js';
import { InputError } from '../../input.error.js';
import { Changer } from '../changer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { type ImportedStreams, StreamImporter } from './stream-importer.service.js';

class StreamsImported implements ImportedStreams {
  @ApiProperty({ description: 'New streams.', example: 12 })
  readonly created!: number;

  @ApiProperty({ description: 'Streams that were there and have changed.', example: 3 })
  readonly updated!: number;
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
  @HttpCode(200)
  @TakesCsv(
    'A header row with names of fields of a stream, dots for nested ones (`name,title,url,dvr.expiration`); `url` or ' +
      '`inputs` hold sources, apart by spaces. At most 5000 rows.',
  )
  @ApiOperation({
    operationId: 'streams_import',
    summary: 'Make and change streams from a table: all of its lines or, when one is wrong, none',
  })
  @ApiResponse({ status: 200, type: StreamsImported, description: 'What came of it.' })
  @ApiFailures(400, 401, 403)
  async import(@Changer('cameras:write') caller: Caller, @Body() body: unknown): Promise<StreamsImported> {
    // The Go SDK sends `null` (GO25): no table is an empty one.
    if (body === undefined || body === null) return { created: 0, updated: 0 };
    if (body instanceof CsvText) return this.importer.import(caller, body.text);
    throw new InputError('input.media-unsupported', [
      { field: '', rule: 'unsupported_media_type', message: 'The body must be a table, text/csv.' },
    ]);
  }
}
