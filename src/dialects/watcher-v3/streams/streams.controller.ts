import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { CamerasService } from '#cameras';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { Stream } from './stream.dto.js';
import { StreamBody, StreamsEdit } from './stream-body.dto.js';
import { ofStream } from './stream-parameter.js';
import { clientView, StreamReader } from './stream-reader.service.js';
import { StreamWriter } from './stream-writer.service.js';

const ofPart = {
  name: 'part',
  required: false,
  type: String,
  example: 'config_on_disk',
  description: 'Which part of the configuration; there is one only, so it is ignored.',
} as const;

/** Cameras, as client-api v3 knows them. */
@ApiTags('streams')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/streams')
export class StreamsController {
  constructor(
    private readonly reader: StreamReader,
    private readonly writer: StreamWriter,
    private readonly cameras: CamerasService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'streams_list',
    summary: 'The streams that the caller may see',
    description: filtersText,
  })
  @ApiCollectionParameters({ sort: '-created_at,name', select: 'title,coordinates.latitude' })
  @ApiQuery({
    name: 'q',
    required: false,
    type: String,
    description: "Part of name, title, comment or, where the caller is shown it, an input's URL, in any case.",
  })
  @ApiQuery({
    name: 'organization.id',
    required: false,
    type: String,
    example: '1',
    description: 'A filter: whose cameras.',
  })
  @ApiPageAnswer('streams', Stream)
  @ApiFailures(400, 401)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return this.reader.list(caller, parameters, clientView);
  }

  @Post('multiedit')
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    operationId: 'streams_multiedit',
    summary: 'Change many streams: all of them or, when one is refused, none',
  })
  @ApiResponse({ status: 200, type: Object, description: 'The whole streams, as `streams`.' })
  @ApiFailures(400, 401, 403, 404)
  async editMany(@CurrentCaller() caller: Caller, @Body(objectBody) body: StreamsEdit): Promise<Wire> {
    const cameras = await this.writer.editMany(caller, body);
    return { streams: await this.reader.showAll(caller, cameras, clientView) };
  }

  @Get(':name')
  @ApiOperation({ operationId: 'stream_get', summary: 'One stream' })
  @ApiParam(ofStream)
  @ApiResponse({ status: 200, type: Stream, description: 'The stream.' })
  @ApiFailures(401, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Wire> {
    return this.reader.get(caller, name, clientView);
  }

  @Put(':name')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({
    operationId: 'stream_save',
    summary: 'Make a stream, or change it',
    description:
      'What is left out stays; with `$reset` it is cleared. Unknown fields, and those that are only shown, are ' +
      'ignored. A body of only `is_favourite` and `notifications_enabled` takes no right to edit. A new stream ' +
      'belongs to the named organization, else to the default one or the first one where the caller may make streams.',
  })
  @ApiParam(ofStream)
  @ApiQuery(ofPart)
  @ApiResponse({ status: 200, type: Stream, description: 'The whole stream.' })
  @ApiFailures(400, 401, 402, 403, 404, 409)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) body: StreamBody,
  ): Promise<Wire> {
    return this.reader.show(caller, await this.writer.save(caller, name, body), clientView);
  }

  @Delete(':name')
  @Requires('cameras:write', { orMember: true })
  @HttpCode(204)
  @ApiOperation({ operationId: 'stream_delete', summary: 'Delete a stream' })
  @ApiParam(ofStream)
  @ApiQuery(ofPart)
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiFailures(401, 403, 404)
  async delete(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.cameras.remove(caller, { name });
  }
}
