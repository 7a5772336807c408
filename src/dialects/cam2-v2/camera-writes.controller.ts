import { Body, Controller, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { type CameraKey, CamerasService } from '#cameras';
import { lenientInput } from '../http/input.pipes.js';
import { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { CameraId } from './camera-id.pipe.js';
import { toChange, toDraft } from './camera.draft.js';
import { CameraIdDto } from './camera.dto.js';
import { DictionaryInput } from './dictionary-input.pipe.js';
import { MessageDto } from './message.dto.js';
import { UseCounter } from './use-counter.interceptor.js';

/** Writing cameras, for level admin. */
@ApiTags('Cameras')
@ApiSecurity('bearer')
@ApiSecurity('query')
@ApiConsumes('application/x-www-form-urlencoded', 'application/json')
@ApiForbiddenResponse({ type: MessageDto, description: 'A level below admin' })
@ApiConflictResponse({ type: MessageDto, description: 'The legacy_cameraID is taken' })
@ApiUnprocessableEntityResponse({ type: MessageDto, description: 'A field that is missing or not what it must be' })
@Controller('cam2/v2/cameras')
@Requires('cameras:write')
@UseInterceptors(UseCounter)
export class CameraWritesController {
  constructor(private readonly cameras: CamerasService) {}

  @Post('create')
  @ApiBody({ type: NewCameraDto })
  @ApiOperation({ operationId: 'camera_create', summary: 'Add a camera' })
  @ApiCreatedResponse({ type: CameraIdDto })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(DictionaryInput, lenientInput) body: NewCameraDto,
  ): Promise<CameraIdDto> {
    const { objectId } = await this.cameras.create(caller, toDraft(body));
    return { cameraID: objectId };
  }

  @Put(':cameraID')
  @ApiParam({ name: 'cameraID', type: String, example: '5b0cfa4a45bb0c0004277e4e' })
  @ApiBody({ type: CameraChangeDto })
  @ApiOperation({
    operationId: 'camera_update',
    summary: 'Change a camera',
    description: 'Only what is sent. A retrieval comes with its type; null in it keeps what is there.',
  })
  @ApiOkResponse({ type: CameraIdDto })
  @ApiNotFoundResponse({ type: MessageDto, description: 'There is none' })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('cameraID', CameraId) key: CameraKey,
    @Body(DictionaryInput, lenientInput) body: CameraChangeDto,
  ): Promise<CameraIdDto> {
    const { objectId } = await this.cameras.update(caller, key, toChange(body));
    return { cameraID: objectId };
  }
}
