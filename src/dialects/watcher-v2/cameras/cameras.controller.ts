import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { CamerasService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { CameraBody, NewCameraBody } from './camera-body.dto.js';
import { CameraHomes } from './camera-homes.js';
import { CameraListQuery, toCameraQuery } from './camera-list.query.js';
import { cameraName } from './camera-name.parameter.js';
import { CameraStreamers } from './camera-streamers.js';
import { toCameraDraft } from './camera.draft.js';
import { CameraItem } from './camera.dto.js';
import { ShownCameras } from './shown-cameras.js';

/** Cameras, as API v2 knows them: bare arrays and bare objects. */
@ApiTags('cameras')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/cameras')
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly shown: ShownCameras,
    private readonly streamers: CameraStreamers,
    private readonly homes: CameraHomes,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The cameras that the caller may see',
    description:
      'All of them with the system key, else those of the session or of the user. In order of their making, unless sorted. ' +
      'How a camera is reached is told to those who may change it.',
  })
  @ApiList(CameraItem, 'Cameras.')
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: CameraListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly CameraItem[]> {
    const host = await this.streamers.hostOf(caller, parameters.streamer_id);
    const { items } = await this.cameras.list(caller, toCameraQuery(parameters, host ?? undefined), page);
    return this.shown.show(caller, items);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make a camera',
    description: 'A name that is not given is made of the title, such as `first.camera-543bf23382`.',
  })
  @ApiResponse({ status: 200, type: CameraItem, description: 'The camera.' })
  @ApiFailures(400, 403)
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewCameraBody): Promise<CameraItem> {
    const streamerHostname = await this.streamers.hostOf(caller, body.streamer_id);
    const organizationId = body.organization_id ?? (await this.homes.of(caller));
    const draft = { ...toCameraDraft(body, { streamerHostname }), name: body.name, organizationId };
    return this.shown.showOne(caller, await this.cameras.create(caller, draft));
  }

  @Get(':name')
  @ApiOperation({ summary: 'One camera' })
  @ApiParam(cameraName)
  @ApiResponse({ status: 200, type: CameraItem, description: 'The camera.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<CameraItem> {
    return this.shown.showOne(caller, await this.cameras.get(caller, { name }));
  }

  @Put(':name')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Change a camera', description: 'What is left out stays. Its name never changes.' })
  @ApiParam(cameraName)
  @ApiResponse({ status: 200, type: CameraItem, description: 'The camera as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Body(ObjectInput) body: CameraBody,
  ): Promise<CameraItem> {
    const before = await this.cameras.get(caller, { name });
    const streamerHostname = await this.streamers.hostOf(caller, body.streamer_id);
    const draft = toCameraDraft(body, { before, streamerHostname });
    return this.shown.showOne(caller, await this.cameras.update(caller, { name }, draft));
  }

  @Delete(':name')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Delete a camera' })
  @ApiParam(cameraName)
  @ApiResponse({ status: 200, type: Success, description: 'Deleted.' })
  @ApiFailures(403, 404)
  async remove(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Success> {
    await this.cameras.remove(caller, { name });
    return { success: true };
  }
}
