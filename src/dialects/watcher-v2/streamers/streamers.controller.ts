import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { StreamersService } from '#playback';
import { lenientInput } from '../../http/input.pipes.js';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { StreamerBody, StreamerItem } from './streamer.dto.js';
import { hostnameOf, streamerOrders, toStreamerDraft, toStreamerWire } from './streamer.wire.js';

/** The media servers, for administrators. */
@WatcherV2Api('vsaas/api/v2/streamers', { tag: 'streamers' })
export class StreamersController {
  constructor(private readonly streamers: StreamersService) {}

  @Endpoint('GET', '', {
    summary: 'The media servers',
    description: 'For administrators.',
    list: { type: StreamerItem, description: 'Media servers.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly StreamerItem[]> {
    const { items } = await this.streamers.list(caller, toListQuery(parameters, streamerOrders), page);
    return items.map(toStreamerWire);
  }

  @Endpoint('POST', '', {
    requires: ['admin', { orMember: true }],
    summary: 'Register a media server',
    description: 'For administrators.',
    answer: { type: StreamerItem, description: 'The media server.' },
    errors: [400, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: StreamerBody): Promise<StreamerItem> {
    const options = { onlyNew: true, check: body.checks_enable ?? false };
    const { streamer } = await this.streamers.put(caller, hostnameOf(body), toStreamerDraft(body), options);
    return toStreamerWire(streamer);
  }

  @Endpoint('GET', ':streamer_id', {
    summary: 'One media server',
    description: 'For administrators.',
    answer: { type: StreamerItem, description: 'The media server.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('streamer_id', RowId) id: number): Promise<StreamerItem> {
    return toStreamerWire(await this.streamers.get(caller, { id }));
  }

  @Endpoint('PUT', ':streamer_id', {
    requires: ['admin', { orMember: true }],
    summary: 'Change a media server',
    description: 'For administrators. What is left out stays.',
    answer: { type: StreamerItem, description: 'The media server as it is now.' },
    errors: [400, 403, 404],
  })
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

  @Endpoint('DELETE', ':streamer_id', {
    requires: ['admin', { orMember: true }],
    summary: 'Forget a media server',
    description: 'For administrators.',
    answer: { type: Success, description: 'Forgotten.' },
    errors: [403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('streamer_id', RowId) id: number): Promise<Success> {
    await this.streamers.remove(caller, { id });
    return { success: true };
  }

  @Endpoint('POST', ':streamer_id/provision', {
    requires: ['admin', { orMember: true }],
    summary: 'Install a media server: not done here',
    description: 'Answers 501.',
    answer: { description: 'Never: the answer is 501.' },
    errors: [403, 404, 501],
  })
  async provision(@CurrentCaller() caller: Caller, @Param('streamer_id', RowId) id: number): Promise<never> {
    await this.streamers.get(caller, { id });
    throw new UnsupportedAction('provision');
  }
}
