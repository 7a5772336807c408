import { Body } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { TakesUpload } from '../../http/takes-upload.decorator.js';
import type { Upload } from '../../http/upload.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
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

/** Imports tables of streams. */
@ClientApi('streams/import', { tag: 'streams' })
export class StreamImportController {
  constructor(private readonly importer: StreamImporter) {}

  @Endpoint('POST', '', {
    operationId: 'streams_import',
    summary: 'Create and change streams from a table: all of its lines or, when one is wrong, none',
    requires: ['cameras:write', { orMember: true }],
    answer: { type: StreamsImported, description: 'The counts.' },
    errors: [400, 401, 403],
  })
  @TakesUpload(
    'A header row with names of fields of a stream, dots for nested ones (`name,title,url,dvr.expiration`); `url`, ' +
      '`inputs` or `stream_url` holds sources, separated by spaces. At most 5000 rows, 200 columns, 16384 characters a cell.',
  )
  async import(@CurrentCaller() caller: Caller, @Body() upload: Upload | undefined): Promise<StreamsImported> {
    return this.importer.import(caller, upload);
  }
}
