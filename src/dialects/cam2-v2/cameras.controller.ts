import { Controller, Get, Header, Param, Query, UseInterceptors } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
  ApiUnauthorizedResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { type CameraKey, CamerasService, OffsetCursorCache } from '#cameras';
import { lenientInput } from '../http/input.pipes.js';
import { CameraExistenceDto } from './camera-existence.dto.js';
import { toExistenceQuery } from './camera-existence.query.js';
import { CameraId, LegacyCameraId } from './camera-id.pipe.js';
import { CameraSearchDto } from './camera-search.dto.js';
import { toQuery } from './camera-search.query.js';
import { CameraDto } from './camera.dto.js';
import { cameraWire } from './camera.wire.js';
import { MessageDto } from './message.dto.js';
import { UseCounter } from './use-counter.interceptor.js';

const json = 'application/json; charset=utf-8';
const pageSize = 100;

/** Reading cameras: a hundred at a time, one, or those that are reached in a given way. */
@ApiTags('Cameras')
@ApiSecurity('bearer')
@ApiSecurity('query')
@ApiSecurity('client')
@ApiUnauthorizedResponse({ type: MessageDto, description: '`Token expired.`, or no token' })
@ApiUnprocessableEntityResponse({ type: MessageDto, description: 'A parameter that is not what it must be' })
@Controller('cam2/v2')
@Requires('cameras:read')
@UseInterceptors(UseCounter)
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly walks: OffsetCursorCache,
  ) {}

  @Get('cameras/search')
  @Header('content-type', json)
  @ApiOperation({
    operationId: 'cameras_search',
    summary: 'Search cameras',
    description: 'At most 100 in the order of their ids, nearest first with a radius; `offset` skips.',
  })
  @ApiOkResponse({ type: CameraDto, isArray: true })
  async search(@CurrentCaller() caller: Caller, @Query(lenientInput) asked: CameraSearchDto): Promise<string> {
    const page = { limit: pageSize, offset: asked.offset ?? 0 };
    return (await this.walks.pageJson(caller, toQuery(asked), page, cameraWire)).json;
  }

  /** `apps/match` was its name in July 2018. */
  @Get(['cameras/exist', 'apps/match'])
  @Header('content-type', json)
  @ApiOperation({
    operationId: 'cameras_exist',
    summary: 'The cameras that are reached in this way',
    description: 'Exactly; at most 100. A port that is not given is 80.',
  })
  @ApiOkResponse({ type: CameraDto, isArray: true })
  async exist(@CurrentCaller() caller: Caller, @Query(lenientInput) asked: CameraExistenceDto): Promise<string> {
    return (await this.cameras.listJson(caller, toExistenceQuery(asked), { limit: pageSize }, cameraWire)).json;
  }

  @Get('cameras/legacy/:id')
  @Header('content-type', json)
  @ApiOperation({ operationId: 'camera_get_by_legacy_id', summary: 'One camera by its legacy number' })
  @ApiParam({ name: 'id', type: Number, example: 31280 })
  @ApiOkResponse({ type: CameraDto })
  @ApiNotFoundResponse({ type: MessageDto, description: 'There is none' })
  async legacy(@CurrentCaller() caller: Caller, @Param('id', LegacyCameraId) key: CameraKey): Promise<string> {
    return this.cameras.getJson(caller, key, cameraWire);
  }

  @Get('cameras/:cameraID')
  @Header('content-type', json)
  @ApiOperation({ operationId: 'camera_get', summary: 'One camera' })
  @ApiParam({ name: 'cameraID', type: String, example: '5b0cfa4a45bb0c0004277e4e' })
  @ApiOkResponse({ type: CameraDto })
  @ApiNotFoundResponse({ type: MessageDto, description: 'There is none' })
  async one(@CurrentCaller() caller: Caller, @Param('cameraID', CameraId) key: CameraKey): Promise<string> {
    return this.cameras.getJson(caller, key, cameraWire);
  }
}
