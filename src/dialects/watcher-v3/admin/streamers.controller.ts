import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { StreamersService } from '#playback';
import { InputError } from '../../http/input.error.js';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';
import { readFlagParameter } from '../query-parameters.js';
import { Streamer, StreamerBody } from './streamer.dto.js';
import { readStreamer, streamerList } from './streamer.fields.js';

/** The registry of media servers; this server neither configures nor measures them. */
@AdminApi('streamers', { tag: 'streamers' })
export class StreamersController {
  constructor(private readonly streamers: StreamersService) {}

  @Endpoint('GET', '', {
    operationId: 'streamers_list',
    summary: 'All media servers',
    list: { key: 'streamers', item: Streamer, sort: 'hostname', select: 'hostname,api_url' },
    errors: [400, 401, 403],
  })
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

  @Endpoint('GET', ':hostname', {
    operationId: 'streamer_get',
    summary: 'One media server',
    answer: { type: Streamer, description: 'The media server.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('hostname') hostname: string): Promise<Wire> {
    return toWire(streamerList, await this.streamers.get(caller, { hostname }), undefined);
  }

  @Endpoint('PUT', ':hostname', {
    operationId: 'streamer_save',
    summary: 'Register a media server, or change its entry',
    description: 'What is left out stays, null clears.',
    query: [
      {
        name: 'checks_enable',
        required: false,
        type: Boolean,
        description: 'Rejects a media server whose `api_url` does not answer within 3 s.',
      },
    ],
    answer: { type: Streamer, description: 'The whole media server.' },
    errors: [400, 401, 403],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('hostname') hostname: string,
    @Query('checks_enable') checks: unknown,
    @Body(objectBody) body: StreamerBody,
  ): Promise<Wire> {
    // The Go SDK sends the field empty where it is unset.
    const named = body.hostname === undefined || body.hostname === '' ? hostname : body.hostname;
    if (named.toLowerCase() !== hostname.toLowerCase())
      throw InputError.at('hostname', 'invalid_value', 'hostname is immutable: it is the one in the path.');
    const options = { reset: body.$reset ?? false, check: readFlagParameter('checks_enable', checks) ?? false };
    const { streamer } = await this.streamers.put(caller, hostname, readStreamer(body), options);
    return toWire(streamerList, streamer, undefined);
  }

  @Endpoint('DELETE', ':hostname', {
    operationId: 'streamer_delete',
    summary: 'Unregister a media server',
    answer: { status: 204, description: 'Unregistered.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('hostname') hostname: string): Promise<void> {
    await this.streamers.remove(caller, { hostname });
  }

  @Endpoint('POST', ':hostname/preview_layout_change', {
    operationId: 'preview_layout_change_for_streamer_config',
    summary: 'How streams would be laid out: not supported',
    errors: [401, 403, 404, 501],
  })
  async preview(@CurrentCaller() caller: Caller, @Param('hostname') hostname: string): Promise<never> {
    await this.streamers.get(caller, { hostname });
    throw new UnsupportedAction('laying streams out');
  }
}
