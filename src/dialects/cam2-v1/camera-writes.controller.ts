import { Body, Controller, Delete, Header, Param, Patch, Post, Put } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { type CameraKey, CamerasService } from '#cameras';
import { lenientInput } from '../http/input.pipes.js';
import { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { changeOf, newCamera } from './camera-draft.js';
import { CameraDto } from './camera.dto.js';
import { readChange } from './change.input.js';
import { changeExamples, newCameraExamples } from './camera.examples.js';
import { DictionaryInput } from './dictionary-input.pipe.js';
import { RetrievalInput } from './retrieval.pipe.js';
import { toCameraDto } from './written-camera.wire.js';

const oneCamera = ['cameras/:camera_id(^\\d+$)', ':camera_id(^\\d+$)'];
const parameter = { name: 'camera_id', type: Number, description: 'The number its maker chose.', example: 1 };
const refused = { description: '`{"camera_id": ["This field is required."], "non_field_errors": […]}`' };
const partial = 'Only the fields that are sent; `null` clears an optional one. `ip` or `url` changes its kind.';
const mediaTypes = ['application/json', 'application/x-www-form-urlencoded'] as const;
const once = { uniqueAddress: true } as const;

/** Adding, changing and deleting cameras: for Admin applications and administrators. */
@ApiTags('Cameras')
@ApiSecurity('jwt')
@ApiSecurity('client')
@ApiForbiddenResponse({ description: '`{"detail": "You do not have permission to perform this action."}`' })
@Controller()
export class CameraWritesController {
  constructor(private readonly cameras: CamerasService) {}

  @Post('cameras')
  @Requires('cameras:write')
  @ApiOperation({
    operationId: 'camera_create',
    summary: 'Add a camera',
    description: 'Its country, and a missing city and state, follow from where it is.',
  })
  @ApiConsumes(...mediaTypes)
  @ApiBody({ type: NewCameraDto, examples: newCameraExamples })
  @ApiCreatedResponse({ type: CameraDto })
  @ApiBadRequestResponse(refused)
  async add(
    @CurrentCaller() caller: Caller,
    @Body(DictionaryInput, RetrievalInput, lenientInput) body: NewCameraDto,
  ): Promise<CameraDto> {
    return toCameraDto(await this.cameras.create(caller, newCamera(body), once));
  }

  @Patch(oneCamera)
  @Requires('cameras:write')
  @ApiOperation({ operationId: 'camera_update', summary: 'Change a camera', description: partial })
  @ApiConsumes(...mediaTypes)
  @ApiParam(parameter)
  @ApiBody({ type: CameraChangeDto, examples: changeExamples })
  @ApiOkResponse({ type: CameraDto })
  @ApiBadRequestResponse(refused)
  @ApiNotFoundResponse({ description: '`{"detail": "Not found."}`' })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('camera_id') cameraId: string,
    @Body(DictionaryInput, RetrievalInput) body: object,
  ): Promise<CameraDto> {
    const key = { cameraId: Number(cameraId) };
    const change = await readChange(body, () => this.shown(caller, key));
    return toCameraDto(await this.cameras.update(caller, key, changeOf(change), undefined, once));
  }

  @Put(oneCamera)
  @Requires('cameras:write')
  @ApiOperation({ operationId: 'camera_put', summary: 'Change a camera, as PATCH does', description: partial })
  @ApiConsumes(...mediaTypes)
  @ApiParam(parameter)
  @ApiBody({ type: CameraChangeDto, examples: changeExamples })
  @ApiOkResponse({ type: CameraDto })
  @ApiBadRequestResponse(refused)
  @ApiNotFoundResponse({ description: '`{"detail": "Not found."}`' })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('camera_id') cameraId: string,
    @Body(DictionaryInput, RetrievalInput) body: object,
  ): Promise<CameraDto> {
    return this.change(caller, cameraId, body);
  }

  @Delete(oneCamera)
  @Requires('cameras:write')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ operationId: 'camera_delete', summary: 'Delete a camera' })
  @ApiParam(parameter)
  @ApiOkResponse({ schema: { type: 'string', example: 'Camera deleted' } })
  @ApiNotFoundResponse({ description: '`{"detail": "Not found."}`' })
  async remove(@CurrentCaller() caller: Caller, @Param('camera_id') cameraId: string): Promise<string> {
    await this.cameras.remove(caller, { cameraId: Number(cameraId) });
    return JSON.stringify('Camera deleted');
  }

  private async shown(caller: Caller, key: CameraKey): Promise<CameraDto | undefined> {
    const camera = await this.cameras.find(caller, key);
    return camera && toCameraDto(camera);
  }
}
