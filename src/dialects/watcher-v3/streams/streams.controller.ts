import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { objectBody } from '../body/object-body.pipe.js';
import type { Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { ofStream } from './stream.dto.js';
import { Stream } from './stream.fields.js';
import { StreamBody, StreamsEdit } from './stream-body.dto.js';
import { clientView, StreamReader } from './stream-reader.service.js';
import { StreamWriter } from './stream-writer.service.js';

const ofPart = {
  name: 'part',
  required: false,
  type: String,
  example: 'config_on_disk',
  description: 'Which part of the configuration; there is one only, so it is ignored.',
} as const;

/** Cameras as streams of client-api v3. */
@ClientApi('streams', { tag: 'streams' })
export class StreamsController {
  constructor(
    private readonly reader: StreamReader,
    private readonly writer: StreamWriter,
    private readonly cameras: CamerasService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'streams_list',
    summary: 'The streams that the caller may see',
    query: [
      {
        name: 'q',
        required: false,
        type: String,
        description: "Part of name, title, comment or, where the caller may see it, an input's URL, in any case.",
      },
      {
        name: 'organization.id',
        required: false,
        type: String,
        example: '1',
        description: 'A filter: whose cameras.',
      },
    ],
    list: { key: 'streams', item: Stream, sort: '-created_at,name', select: 'title,coordinates.latitude' },
    errors: [400, 401],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return this.reader.list(caller, parameters, clientView);
  }

  @Endpoint('POST', 'multiedit', {
    operationId: 'streams_multiedit',
    summary: 'Change many streams: all of them or, when one is rejected, none',
    requires: ['cameras:write', { orMember: true }],
    answer: { type: Object, description: 'The whole streams, as `streams`.' },
    errors: [400, 401, 403, 404],
  })
  async editMany(@CurrentCaller() caller: Caller, @Body(objectBody) body: StreamsEdit): Promise<Wire> {
    const cameras = await this.writer.editMany(caller, body);
    return { streams: await this.reader.showAll(caller, cameras, clientView) };
  }

  @Endpoint('GET', ':name', {
    operationId: 'stream_get',
    summary: 'One stream',
    params: [ofStream],
    answer: { type: Stream, description: 'The stream.' },
    errors: [401, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Wire> {
    return this.reader.get(caller, name, clientView);
  }

  @Endpoint('PUT', ':name', {
    operationId: 'stream_save',
    summary: 'Create a stream, or change it',
    description:
      'What is left out stays; with `$reset` it is cleared. Unknown and read-only fields are ignored. A body of ' +
      'only `is_favourite` and `notifications_enabled` takes no right to edit. A new stream ' +
      'belongs to the named organization, else to the default one or the first one where the caller may create streams.',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    query: [ofPart],
    answer: { type: Stream, description: 'The whole stream.' },
    errors: [400, 401, 402, 403, 404, 409],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) body: StreamBody,
  ): Promise<Wire> {
    return this.reader.show(caller, await this.writer.save(caller, name, body), clientView);
  }

  @Endpoint('DELETE', ':name', {
    operationId: 'stream_delete',
    summary: 'Delete a stream',
    requires: ['cameras:write', { orMember: true }],
    params: [ofStream],
    query: [ofPart],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.cameras.remove(caller, { name });
  }
}
