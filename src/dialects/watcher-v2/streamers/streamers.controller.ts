import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { StreamersService } from '#playback';
import { lenientInput } from '../../http/input.pipes.js';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { StreamerBody, StreamerItem } from './streamer.dto.js';
import { hostnameOf, streamerOrders, toStreamerDraft, toStreamerWire } from './streamer.wire.js';

/** The media servers, for administrators. */
@ApiTags('streamers')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/streamers')
export class StreamersController {
  constructor(private readonly streamers: StreamersService) {}

  @Get()
  @ApiOperation({ summary: 'The media servers', description: 'For administrators.' })
  @ApiList(StreamerItem, 'Media servers.')
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly StreamerItem[]> {
    const { items } = await this.streamers.list(caller, toListQuery(parameters, streamerOrders), page);
    return items.map(toStreamerWire);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Register a media server', description: 'For administrators.' })
  @ApiResponse({ status: 200, type: StreamerItem, description: 'The media server.' })
  @ApiFailures(400, 403)
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: StreamerBody): Promise<StreamerItem> {
    const options = { onlyNew: true, check: body.checks_enable ?? false };
    const { streamer } = await this.streamers.put(caller, hostnameOf(body), toStreamerDraft(body), options);
    return toStreamerWire(streamer);
  }

  @Get(':streamer_id')
  @ApiOperation({ summary: 'One media server', description: 'For administrators.' })
  @ApiResponse({ status: 200, type: StreamerItem, description: 'The media server.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('streamer_id', RowId) id: number): Promise<StreamerItem> {
    return toStreamerWire(await this.streamers.get(caller, { id }));
  }

  @Put(':streamer_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Change a media server', description: 'For administrators. What is left out stays.' })
  @ApiResponse({ status: 200, type: StreamerItem, description: 'The media server as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('streamer_id', RowId) id: number,
    @Body(ObjectInput) body: StreamerBody,
  ): Promise<StreamerItem> {
    const { hostname, config } = await this.streamers.get(caller, { id });
    const options = { check: body.checks_enable ?? false };
    const { streamer } = await this.streamers.put(caller, hostname, toStreamerDraft(body, config), options);
    return toStreamerWire(streamer);
  }

  @Delete(':streamer_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Forget a media server', description: 'For administrators.' })
  @ApiResponse({ status: 200, type: Success, description: 'Forgotten.' })
  @ApiFailures(403, 404)
  async remove(@CurrentCaller() caller: Caller, @Param('streamer_id', RowId) id: number): Promise<Success> {
    await this.streamers.remove(caller, { id });
    return { success: true };
  }

  @Post(':streamer_id/provision')
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Install a media server: not done here', description: 'Answers 501.' })
  @ApiFailures(403, 404, 501)
  async provision(@CurrentCaller() caller: Caller, @Param('streamer_id', RowId) id: number): Promise<never> {
    await this.streamers.get(caller, { id });
    throw new UnsupportedAction('provision');
  }
}
