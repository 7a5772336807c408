import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type Zone as ZoneItem, type ZoneField, ZonesService } from '#playback';
import { InputError } from '../../http/input.error.js';
import { objectBody } from '../body/object-body.pipe.js';
import { answerClass } from '../collections/answer-class.js';
import {
  answerCollection,
  derived,
  stored,
  toWire,
  type Wire,
  type WireField,
  wireList,
} from '../collections/wire-list.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';
import { ZoneBody } from './zone.dto.js';

const ofZone = { name: 'name', description: 'Its name.', example: 'north' };
const fields: readonly WireField<ZoneItem, ZoneField>[] = [
  stored('name', 'string', 'name', {
    description: 'Letters, digits, `_`, `.` and `-`; immutable.',
    example: 'north',
  }),
  stored('is_dedicated', 'boolean', 'isDedicated', {
    description: 'Only streams that ask for it are put there.',
    example: false,
  }),
  stored('created.created_at', 'utc_ms', 'createdAt'),
  derived('created.user', ({ createdBy }) => createdBy && { id: createdBy.id, name: createdBy.login }, {
    schema: answerClass('ZoneMaker', [
      { path: 'id', type: 'integer', description: 'Id.', example: 1 },
      { path: 'name', description: 'Login.', example: 'admin' },
    ]),
    optional: true,
    description: 'Its maker; absent for a program, or a user who was deleted.',
  }),
  stored('stats.streamers_count', 'integer', 'streamerCount', { description: 'Media servers in it.', example: 2 }),
];
const zoneList = wireList<ZoneItem, ZoneField>(fields, ['name']);

/** A name under which media servers stand together (GO25 `Zone`). */
const Zone = answerClass('Zone', fields, {
  created: { name: 'ZoneCreation', description: 'When it was made.' },
  stats: { name: 'ZoneStats', description: 'How much it is used.' },
});

/** Zones of media servers: stored for the interface that shows them, nothing is laid out by them here. */
@AdminApi('zones', { tag: 'zones' })
export class ZonesController {
  constructor(private readonly zones: ZonesService) {}

  @Endpoint('GET', '', {
    operationId: 'zones_list',
    summary: 'All zones',
    list: { key: 'zones', item: Zone, sort: 'name', select: 'name,stats' },
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'zones',
      list: zoneList,
      parameters,
      searchable: true,
      page: (query, page) => this.zones.list(caller, query, page),
      count: (query) => this.zones.count(caller, query),
      context: () => undefined,
    });
  }

  @Endpoint('GET', ':name', {
    operationId: 'zone_get',
    summary: 'One zone',
    params: [ofZone],
    answer: { type: Zone, description: 'The zone.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Wire> {
    return toWire(zoneList, await this.zones.get(caller, name), undefined);
  }

  @Endpoint('PUT', ':name', {
    operationId: 'zone_save',
    summary: 'Create a zone, or change it',
    params: [ofZone],
    answer: { type: Zone, description: 'The whole zone.' },
    errors: [400, 401, 403],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) body: ZoneBody,
  ): Promise<Wire> {
    // The Go SDK sends the field empty where it is unset.
    if (body.name !== undefined && body.name !== '' && body.name !== name)
      throw InputError.at('name', 'invalid_value', 'name is immutable: it is the one in the path.');
    const isDedicated = body.is_dedicated ?? (body.$reset ? false : undefined);
    const { zone } = await this.zones.put(caller, name, { isDedicated });
    return toWire(zoneList, zone, undefined);
  }

  @Endpoint('DELETE', ':name', {
    operationId: 'zone_delete',
    summary: 'Delete a zone',
    description: '409 while media servers are in it.',
    params: [ofZone],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404, 409],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.zones.remove(caller, name);
  }
}
