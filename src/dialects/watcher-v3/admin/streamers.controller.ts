import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { StreamersService } from '#playback';
import { InputError } from '../../http/input.error.js';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { readFlagParameter } from '../flag-parameter.js';
import { ForAdministrators } from './for-administrators.decorator.js';
import { Streamer, StreamerBody } from './streamer.dto.js';
import { readStreamer, streamerList } from './streamer.fields.js';

const ofStreamer = { name: 'hostname', description: 'Its name.', example: 'streamer1.example.com' };

/** The registry of media servers; this server neither configures nor measures them. */
@ApiTags('admin: streamers')
@ForAdministrators()
@Controller('watcher/admin-api/v3/streamers')
export class StreamersController {
  constructor(private readonly streamers: StreamersService) {}

  @Get()
  @ApiOperation({ operationId: 'streamers_list', summary: 'All media servers', description: filtersText })
  @ApiCollectionParameters({ sort: 'hostname', select: 'hostname,api_url' })
  @ApiPageAnswer('streamers', Streamer)
  @ApiFailures(400, 401, 403)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'streamers',
      list: streamerList,
      parameters,
      searchable: true,
      page: (query, page) => this.streamers.list(caller, query, page),
      count: (query) => this.streamers.count(caller, query),
      context: () => undefined,
    });
  }

  @Get(':hostname')
  @ApiOperation({ operationId: 'streamer_get', summary: 'One media server' })
  @ApiParam(ofStreamer)
  @ApiResponse({ status: 200, type: Streamer, description: 'The media server.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('hostname') hostname: string): Promise<Wire> {
    return toWire(streamerList, await this.streamers.get(caller, { hostname }), undefined);
  }

  @Put(':hostname')
  @ApiOperation({
    operationId: 'streamer_save',
    summary: 'Register a media server, or change what is said of it',
    description: 'What is left out stays, null clears.',
  })
  @ApiParam(ofStreamer)
  @ApiQuery({
    name: 'checks_enable',
    required: false,
    type: Boolean,
    description: 'Refuses one whose `api_url` does not answer within 3 s.',
  })
  @ApiResponse({ status: 200, type: Streamer, description: 'The whole media server.' })
  @ApiFailures(400, 401, 403)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('hostname') hostname: string,
    @Query('checks_enable') checks: unknown,
    @Body(objectBody) body: StreamerBody,
  ): Promise<Wire> {
    // The Go SDK sends the field empty where nobody set it.
    const named = body.hostname === undefined || body.hostname === '' ? hostname : body.hostname;
    if (named.toLowerCase() !== hostname.toLowerCase())
      throw InputError.at('hostname', 'invalid_value', 'hostname is immutable: it is the one in the path.');
    const options = { reset: body.$reset ?? false, check: readFlagParameter('checks_enable', checks) ?? false };
    const { streamer } = await this.streamers.put(caller, hostname, readStreamer(body), options);
    return toWire(streamerList, streamer, undefined);
  }

  @Delete(':hostname')
  @HttpCode(204)
  @ApiOperation({ operationId: 'streamer_delete', summary: 'Unregister a media server' })
  @ApiParam(ofStreamer)
  @ApiResponse({ status: 204, description: 'Unregistered.' })
  @ApiFailures(401, 403, 404)
  async delete(@CurrentCaller() caller: Caller, @Param('hostname') hostname: string): Promise<void> {
    await this.streamers.remove(caller, { hostname });
  }

  @Post(':hostname/preview_layout_change')
  @ApiOperation({
    operationId: 'preview_layout_change_for_streamer_config',
    summary: 'How streams would be laid out: not supported',
  })
  @ApiParam(ofStreamer)
  @ApiFailures(401, 403, 404, 501)
  async preview(@CurrentCaller() caller: Caller, @Param('hostname') hostname: string): Promise<never> {
    await this.streamers.get(caller, { hostname });
    throw new UnsupportedAction('laying streams out');
  }
}
