import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CamerasService } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { readLayoutRules } from '../body/layout-rules.decorator.js';
import { objectBody } from '../body/object-body.pipe.js';
import type { Wire } from '../collections/wire-list.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';
import { StreamsEdit } from '../streams/stream-body.dto.js';
import { ofStream } from '../streams/stream.dto.js';
import { StreamReader } from '../streams/stream-reader.service.js';
import { StreamWriter } from '../streams/stream-writer.service.js';
import { AdminStream, AdminStreamBody, StreamsZones } from './admin-stream.dto.js';
import { adminView, json, readAdminFields } from './admin-stream.fields.js';

const zoneFilters = ['required_zones', 'preferred_zones'] as const;

/** All streams, of every organization; administrators manage them here, and watch none (GO25). */
@AdminApi('streams', { tag: 'streams', requires: 'cameras:write' })
export class AdminStreamsController {
  constructor(
    private readonly reader: StreamReader,
    private readonly writer: StreamWriter,
    private readonly cameras: CamerasService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'admin_streams_list',
    summary: 'All streams',
    query: [
      {
        name: 'q',
        required: false,
        type: String,
        description: "Part of name, title, comment or an input's URL, in any case.",
      },
    ],
    list: { key: 'streams', item: AdminStream, sort: '-created_at,name', select: 'title,organization.title' },
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    // Documented by the original: ignoring them would show everything.
    for (const name of zoneFilters)
      if (parameters[name] !== undefined && parameters[name] !== '')
        throw InputError.at(name, 'filter_not_supported', `The list cannot be filtered by ${name}.`);
    return this.reader.list(caller, parameters, adminView);
  }

  @Endpoint('POST', 'multiedit', {
    operationId: 'admin_streams_multiedit',
    summary: 'Change many streams: all of them or, when one is rejected, none',
    answer: { type: Object, description: 'The whole streams, as `streams`.' },
    errors: [400, 401, 403, 404],
  })
  async editMany(@CurrentCaller() caller: Caller, @Body(objectBody) body: StreamsEdit): Promise<Wire> {
    const cameras = await this.writer.editMany(caller, body);
    return { streams: await this.reader.showAll(caller, cameras, adminView) };
  }

  @Endpoint('POST', 'zones', {
    operationId: 'streams_zones_settings',
    summary: 'Set the zones of many streams: of all of them or, when one is rejected, of none',
    description: 'Stored for the interface that shows it; nothing is laid out here.',
    answer: { type: Object, description: 'The whole streams, as `streams`.' },
    errors: [400, 401, 403, 404],
  })
  async setZones(@CurrentCaller() caller: Caller, @Body(objectBody) { streams }: StreamsZones): Promise<Wire> {
    const changes = streams.map(({ name, layout_rules: rules }, index) => ({
      name,
      change: { media: { layoutRules: json(readLayoutRules(rules, `streams.${index}.layout_rules`)) } },
    }));
    const cameras = await this.writer.changeMany(caller, changes);
    return { streams: await this.reader.showAll(caller, cameras, adminView) };
  }

  @Endpoint('GET', ':name', {
    operationId: 'admin_stream_get',
    summary: 'One stream',
    params: [ofStream],
    answer: { type: AdminStream, description: 'The stream.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Wire> {
    return this.reader.get(caller, name, adminView);
  }

  @Endpoint('PUT', ':name', {
    operationId: 'admin_stream_save',
    summary: 'Create a stream, or change it',
    description: 'What is left out stays; with `$reset` it is cleared. A new one belongs to the default organization.',
    params: [ofStream],
    answer: { type: AdminStream, description: 'The whole stream.' },
    errors: [400, 401, 402, 403, 404, 409],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) body: AdminStreamBody,
  ): Promise<Wire> {
    return this.reader.show(caller, await this.writer.save(caller, name, body, readAdminFields(body)), adminView);
  }

  @Endpoint('DELETE', ':name', {
    operationId: 'admin_stream_delete',
    summary: 'Delete a stream',
    params: [ofStream],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.cameras.remove(caller, { name });
  }
}
