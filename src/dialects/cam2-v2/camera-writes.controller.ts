import { Body, Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraKey, CamerasService } from '#cameras';
import { lenientInput } from '../http/input.pipes.js';
import { ownTokens, Cam2V2Api, Endpoint } from './endpoint.decorator.js';
import { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { CameraId } from './camera-id.pipe.js';
import { toChange, toDraft } from './camera.draft.js';
import { CameraIdDto } from './camera.dto.js';
import { dictionaryInput } from './reader.js';

/** Writing cameras, for level admin. */
@Cam2V2Api('cam2/v2/cameras', {
  requires: ['cameras:write'],
  tag: 'Cameras',
  consumes: ['application/x-www-form-urlencoded', 'application/json'],
  errors: {
    403: 'A level below admin',
    409: 'The legacy_cameraID is taken',
    422: 'A field that is missing or not what it must be',
  },
  security: ownTokens,
})
export class CameraWritesController {
  constructor(private readonly cameras: CamerasService) {}

  @Endpoint('POST', 'create', {
    operationId: 'camera_create',
    summary: 'Add a camera',
    body: { type: NewCameraDto },
    answer: { status: 201, type: CameraIdDto },
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(dictionaryInput, lenientInput) body: NewCameraDto,
  ): Promise<CameraIdDto> {
    const { objectId } = await this.cameras.create(caller, toDraft(body));
    return { cameraID: objectId };
  }

  @Endpoint('PUT', ':cameraID', {
    operationId: 'camera_update',
    summary: 'Change a camera',
    description: 'Only what is sent. A retrieval comes with its type; null in it keeps what is there.',
    params: [{ name: 'cameraID', type: String, example: '5b0cfa4a45bb0c0004277e4e' }],
    body: { type: CameraChangeDto },
    answer: { type: CameraIdDto },
    errors: { 404: 'There is none' },
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('cameraID', CameraId) key: CameraKey,
    @Body(dictionaryInput, lenientInput) body: CameraChangeDto,
  ): Promise<CameraIdDto> {
    const { objectId } = await this.cameras.update(caller, key, toChange(body));
    return { cameraID: objectId };
  }
}
