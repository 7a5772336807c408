import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { readLayoutRules } from '../body/layout-rules.decorator.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { StreamsEdit } from '../streams/stream-body.dto.js';
import { ofStream } from '../streams/stream-parameter.js';
import { StreamReader } from '../streams/stream-reader.service.js';
import { StreamWriter } from '../streams/stream-writer.service.js';
import { AdminStream, AdminStreamBody, StreamsZones } from './admin-stream.dto.js';
import { adminView, json, readAdminFields } from './admin-stream.fields.js';
import { ForAdministrators } from './for-administrators.decorator.js';

const zoneFilters = ['required_zones', 'preferred_zones'] as const;

/** All streams, whosever they are; administrators keep them here, and watch none (GO25). */
@ApiTags('admin: streams')
@ForAdministrators('cameras:write')
@Controller('watcher/admin-api/v3/streams')
export class AdminStreamsController {
  constructor(
    private readonly reader: StreamReader,
    private readonly writer: StreamWriter,
    private readonly cameras: CamerasService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'admin_streams_list', summary: 'All streams', description: filtersText })
  @ApiCollectionParameters({ sort: '-created_at,name', select: 'title,organization.title' })
  @ApiQuery({
    name: 'q',
    required: false,
    type: String,
    description: "Part of name, title, comment or an input's URL, in any case.",
  })
  @ApiPageAnswer('streams', AdminStream)
  @ApiFailures(400, 401, 403)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    // Documented by the original: ignoring them would show everything.
    for (const name of zoneFilters)
      if (parameters[name] !== undefined && parameters[name] !== '')
        throw InputError.at(name, 'filter_not_supported', `The list cannot be filtered by ${name}.`);
    return this.reader.list(caller, parameters, adminView);
  }

  @Post('multiedit')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'admin_streams_multiedit',
    summary: 'Change many streams: all of them or, when one is refused, none',
  })
  @ApiResponse({ status: 200, type: Object, description: 'The whole streams, as `streams`.' })
  @ApiFailures(400, 401, 403, 404)
  async editMany(@CurrentCaller() caller: Caller, @Body(objectBody) body: StreamsEdit): Promise<Wire> {
    const cameras = await this.writer.editMany(caller, body);
    return { streams: await this.reader.showAll(caller, cameras, adminView) };
  }

  @Post('zones')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'streams_zones_settings',
    summary: 'Say of many streams which zones they belong to: of all of them or, when one is refused, of none',
    description: 'Kept for the interface that shows it; nothing is laid out here.',
  })
  @ApiResponse({ status: 200, type: Object, description: 'The whole streams, as `streams`.' })
  @ApiFailures(400, 401, 403, 404)
  async setZones(@CurrentCaller() caller: Caller, @Body(objectBody) { streams }: StreamsZones): Promise<Wire> {
    const changes = streams.map(({ name, layout_rules: rules }, index) => ({
      name,
      change: { media: { layoutRules: json(readLayoutRules(rules, `streams.${index}.layout_rules`)) } },
    }));
    const cameras = await this.writer.changeMany(caller, changes);
    return { streams: await this.reader.showAll(caller, cameras, adminView) };
  }

  @Get(':name')
  @ApiOperation({ operationId: 'admin_stream_get', summary: 'One stream' })
  @ApiParam(ofStream)
  @ApiResponse({ status: 200, type: AdminStream, description: 'The stream.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Wire> {
    return this.reader.get(caller, name, adminView);
  }

  @Put(':name')
  @ApiOperation({
    operationId: 'admin_stream_save',
    summary: 'Make a stream, or change it',
    description: 'What is left out stays; with `$reset` it is cleared. A new one belongs to the default organization.',
  })
  @ApiParam(ofStream)
  @ApiResponse({ status: 200, type: AdminStream, description: 'The whole stream.' })
  @ApiFailures(400, 401, 402, 403, 404, 409)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) body: AdminStreamBody,
  ): Promise<Wire> {
    return this.reader.show(caller, await this.writer.save(caller, name, body, readAdminFields(body)), adminView);
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiOperation({ operationId: 'admin_stream_delete', summary: 'Delete a stream' })
  @ApiParam(ofStream)
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiFailures(401, 403, 404)
  async delete(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.cameras.remove(caller, { name });
  }
}
