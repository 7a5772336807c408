import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraKey, CamerasService } from '#cameras';
import { lenientInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint, tokens } from './endpoint.decorator.js';
import { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { changeOf, newCamera } from './camera-draft.js';
import { CameraDto } from './camera.dto.js';
import { readChange } from './change.input.js';
import { changeExamples, newCameraExamples } from './camera.examples.js';
import { dictionaryInput } from './reader.js';
import { RetrievalInput } from './retrieval.pipe.js';
import { toCameraDto } from './camera.wire.js';

const oneCamera = ['cameras/:camera_id(^\\d+$)', ':camera_id(^\\d+$)'];
const parameter = { name: 'camera_id', type: Number, description: 'The number its maker chose.', example: 1 };
const invalid = '`{"camera_id": ["This field is required."], "non_field_errors": […]}`';
const mediaTypes = ['application/json', 'application/x-www-form-urlencoded'] as const;
/** PATCH and PUT do the same. */
const changeRoute = {
  requires: ['cameras:write'],
  description: 'Only the fields that are sent; `null` clears an optional one. `ip` or `url` changes its kind.',
  params: [parameter],
  consumes: mediaTypes,
  body: { type: CameraChangeDto, examples: changeExamples },
  answer: { type: CameraDto },
  errors: { 400: invalid, 404: '`{"detail": "Not found."}`' },
} as const;
const once = { uniqueAddress: true } as const;

/** Adding, changing and deleting cameras: for Admin applications and administrators. */
@ApiController('/', {
  tag: 'Cameras',
  answers: { 403: { description: '`{"detail": "You do not have permission to perform this action."}`' } },
  security: tokens,
})
export class CameraWritesController {
  constructor(private readonly cameras: CamerasService) {}

  @Endpoint('POST', 'cameras', {
    requires: ['cameras:write'],
    operationId: 'camera_create',
    summary: 'Add a camera',
    description: 'Its country, and a missing city and state, follow from where it is.',
    consumes: mediaTypes,
    body: { type: NewCameraDto, examples: newCameraExamples },
    answer: { status: 201, type: CameraDto },
    errors: { 400: invalid },
  })
  async add(
    @CurrentCaller() caller: Caller,
    @Body(dictionaryInput, RetrievalInput, lenientInput) body: NewCameraDto,
  ): Promise<CameraDto> {
    return toCameraDto(await this.cameras.create(caller, newCamera(body), once));
  }

  @Endpoint('PATCH', oneCamera, { ...changeRoute, operationId: 'camera_update', summary: 'Change a camera' })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('camera_id') cameraId: string,
    @Body(dictionaryInput, RetrievalInput) body: object,
  ): Promise<CameraDto> {
    const key = { cameraId: Number(cameraId) };
    const change = await readChange(body, () => this.find(caller, key));
    return toCameraDto(await this.cameras.update(caller, key, changeOf(change), once));
  }

  @Endpoint('PUT', oneCamera, { ...changeRoute, operationId: 'camera_put', summary: 'Change a camera, as PATCH does' })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('camera_id') cameraId: string,
    @Body(dictionaryInput, RetrievalInput) body: object,
  ): Promise<CameraDto> {
    return this.change(caller, cameraId, body);
  }

  @Endpoint('DELETE', oneCamera, {
    requires: ['cameras:write'],
    operationId: 'camera_delete',
    summary: 'Delete a camera',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    params: [parameter],
    answer: { schema: { type: 'string', example: 'Camera deleted' } },
    errors: { 404: '`{"detail": "Not found."}`' },
  })
  async remove(@CurrentCaller() caller: Caller, @Param('camera_id') cameraId: string): Promise<string> {
    await this.cameras.remove(caller, { cameraId: Number(cameraId) });
    return JSON.stringify('Camera deleted');
  }

  private async find(caller: Caller, key: CameraKey): Promise<CameraDto | undefined> {
    const camera = await this.cameras.find(caller, key);
    return camera && toCameraDto(camera);
  }
}
