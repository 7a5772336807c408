import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { type Zone as ZoneItem, type ZoneField, ZonesService } from '#playback';
import { InputError } from '../../http/input.error.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire, wireList } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { ForAdministrators } from './for-administrators.decorator.js';
import { Zone, ZoneBody } from './zone.dto.js';

const ofZone = { name: 'name', description: 'Its name.', example: 'north' };
const zoneList = wireList<ZoneItem, ZoneField>(
  [
    { kind: 'stored', path: 'name', type: 'string', field: 'name' },
    { kind: 'stored', path: 'is_dedicated', type: 'boolean', field: 'isDedicated' },
    { kind: 'stored', path: 'created.created_at', type: 'utc_ms', field: 'createdAt' },
    {
      kind: 'shown',
      path: 'created.user',
      show: ({ createdBy }) => createdBy && { id: createdBy.id, name: createdBy.login },
    },
    { kind: 'stored', path: 'stats.streamers_count', type: 'integer', field: 'streamerCount' },
  ],
  ['name'],
);

/** Zones of media servers: kept for the interface that shows them, nothing is laid out by them here. */
@ApiTags('admin: zones')
@ForAdministrators()
@Controller('watcher/admin-api/v3/zones')
export class ZonesController {
  constructor(private readonly zones: ZonesService) {}

  @Get()
  @ApiOperation({ operationId: 'zones_list', summary: 'All zones', description: filtersText })
  @ApiCollectionParameters({ sort: 'name', select: 'name,stats' })
  @ApiPageAnswer('zones', Zone)
  @ApiFailures(400, 401, 403)
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

  @Get(':name')
  @ApiOperation({ operationId: 'zone_get', summary: 'One zone' })
  @ApiParam(ofZone)
  @ApiResponse({ status: 200, type: Zone, description: 'The zone.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Wire> {
    return toWire(zoneList, await this.zones.get(caller, name), undefined);
  }

  @Put(':name')
  @ApiOperation({ operationId: 'zone_save', summary: 'Make a zone, or change it' })
  @ApiParam(ofZone)
  @ApiResponse({ status: 200, type: Zone, description: 'The whole zone.' })
  @ApiFailures(400, 401, 403)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(objectBody) body: ZoneBody,
  ): Promise<Wire> {
    // The Go SDK sends the field empty where nobody set it.
    if (body.name !== undefined && body.name !== '' && body.name !== name)
      throw InputError.at('name', 'invalid_value', 'name is immutable: it is the one in the path.');
    const isDedicated = body.is_dedicated ?? (body.$reset ? false : undefined);
    const { zone } = await this.zones.put(caller, name, { isDedicated });
    return toWire(zoneList, zone, undefined);
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'zone_delete',
    summary: 'Delete a zone',
    description: '409 while media servers are in it.',
  })
  @ApiParam(ofZone)
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiFailures(401, 403, 404, 409)
  async delete(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.zones.remove(caller, name);
  }
}
