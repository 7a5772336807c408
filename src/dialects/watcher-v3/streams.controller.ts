import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Organizations } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { Cameras } from '#cameras';
import { ApiCollectionParameters } from './collection-parameters.decorator.js';
import { ApiFailures } from './failures.decorator.js';
import { Stream, StreamList } from './stream.dto.js';
import type { StreamSurroundings } from './stream-fields.js';
import { readStreamQuery } from './stream-query.js';
import { isSelected, type StreamWire, toStreamWire } from './stream.wire.js';

const filters =
  'Every other parameter is a filter by a field of the stream, dots for nested ones: `title=a,b` any of them, `_ne`, ' +
  '`_gt`, `_gte`, `_lt`, `_lte`, `_like` (part of a text, case matters), `_is=null`, `_is_not=null`. Conditions are ' +
  'joined by AND; unknown fields are ignored, wrongly typed values refused.';

/** Cameras, as client-api v3 knows them. */
@ApiTags('streams')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/streams')
export class StreamsController {
  constructor(
    private readonly cameras: Cameras,
    private readonly organizations: Organizations,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'streams_list', summary: 'The streams that the caller may see', description: filters })
  @ApiCollectionParameters({ sort: '-created_at,name', select: 'title,coordinates.latitude' })
  @ApiQuery({ name: 'q', required: false, type: String, description: 'Part of name, title or comment, in any case.' })
  @ApiQuery({
    name: 'organization.id',
    required: false,
    type: String,
    example: '1',
    description: 'A filter: whose cameras.',
  })
  @ApiResponse({ status: 200, type: StreamList, description: 'A page.' })
  @ApiFailures(400, 401)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<StreamList> {
    const { query, page, select } = readStreamQuery(parameters);
    const [found, surroundings] = await Promise.all([
      this.cameras.list(caller, query, page),
      this.surroundings(caller, select),
    ]);
    const isWhole = page.cursor === undefined && found.next === undefined;
    return {
      streams: found.items.map((camera) => toStreamWire(camera, surroundings, select)),
      estimated_count: isWhole ? found.items.length : await this.cameras.count(caller, query),
      ...(found.next === undefined ? {} : { next: found.next }),
      ...(found.previous === undefined ? {} : { prev: found.previous }),
    };
  }

  @Get(':name')
  @ApiOperation({ operationId: 'stream_get', summary: 'One stream' })
  @ApiParam({
    name: 'name',
    description: 'Its name; slashes may stand as they are or as %2F.',
    example: 'tokyo/shibuya-crossing',
  })
  @ApiResponse({ status: 200, type: Stream, description: 'The stream.' })
  @ApiFailures(401, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<StreamWire> {
    const [camera, surroundings] = await Promise.all([this.cameras.get(caller, { name }), this.surroundings(caller)]);
    return toStreamWire(camera, surroundings);
  }

  private async surroundings(caller: Caller, select?: readonly string[]): Promise<StreamSurroundings> {
    const organizations = isSelected('organization.title', select) ? await this.organizations.list(caller) : [];
    return { organizationTitles: new Map(organizations.map(({ id, title }) => [id, title])) };
  }
}
