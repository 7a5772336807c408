import { Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraKey, CamerasService, OffsetCursorCache } from '#cameras';
import { lenientInput } from '../http/input.pipes.js';
import { KeptAnswers } from '../http/kept-answers.js';
import { anyTokens, Cam2V2Api, Endpoint } from './endpoint.decorator.js';
import { CameraExistenceDto } from './camera-existence.dto.js';
import { toExistenceQuery } from './camera-existence.query.js';
import { CameraId, LegacyCameraId } from './camera-id.pipe.js';
import { CameraSearchDto } from './camera-search.dto.js';
import { toQuery } from './camera-search.query.js';
import { CameraDto } from './camera.dto.js';
import { cameraWire } from './camera.wire.js';

const json = 'application/json; charset=utf-8';
const pageSize = 100;

/** Reading cameras: a hundred at a time, one, or those that are reached in a given way. */
@Cam2V2Api('cam2/v2', {
  requires: ['cameras:read'],
  tag: 'Cameras',
  errors: { 401: '`Token expired.`, or no token', 422: 'A parameter that is not what it must be' },
  security: anyTokens,
})
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly cursors: OffsetCursorCache,
    private readonly answers: KeptAnswers,
  ) {}

  @Endpoint('GET', 'cameras/search', {
    operationId: 'cameras_search',
    summary: 'Search cameras',
    description: 'At most 100 in the order of their ids, nearest first with a radius; `offset` skips.',
    headers: { 'content-type': json },
    answer: { type: CameraDto, isArray: true },
  })
  async search(@CurrentCaller() caller: Caller, @Query(lenientInput) asked: CameraSearchDto): Promise<Buffer> {
    const page = { limit: pageSize, offset: asked.offset ?? 0 };
    let known: Buffer | undefined;
    const found = await this.cursors.pageJson(caller, toQuery(asked), page, cameraWire, (tag) => {
      known = this.answers.find(tag);
      return known !== undefined;
    });
    return known ?? this.answers.keep(found.tag, found.json ?? '[]');
  }

  /** `apps/match` was its name in July 2018. */
  @Endpoint('GET', ['cameras/exist', 'apps/match'], {
    operationId: 'cameras_exist',
    summary: 'The cameras that are reached in this way',
    description: 'Exactly; at most 100. A port that is not given is 80.',
    headers: { 'content-type': json },
    answer: { type: CameraDto, isArray: true },
  })
  async exist(@CurrentCaller() caller: Caller, @Query(lenientInput) asked: CameraExistenceDto): Promise<string> {
    return (await this.cameras.listJson(caller, toExistenceQuery(asked), { limit: pageSize }, cameraWire)).json;
  }

  @Endpoint('GET', 'cameras/legacy/:id', {
    operationId: 'camera_get_by_legacy_id',
    summary: 'One camera by its legacy number',
    headers: { 'content-type': json },
    params: [{ name: 'id', type: Number, example: 31280 }],
    answer: { type: CameraDto },
    errors: { 404: 'There is none' },
  })
  async legacy(@CurrentCaller() caller: Caller, @Param('id', LegacyCameraId) key: CameraKey): Promise<string> {
    return this.cameras.getJson(caller, key, cameraWire);
  }

  @Endpoint('GET', 'cameras/:cameraID', {
    operationId: 'camera_get',
    summary: 'One camera',
    headers: { 'content-type': json },
    params: [{ name: 'cameraID', type: String, example: '5b0cfa4a45bb0c0004277e4e' }],
    answer: { type: CameraDto },
    errors: { 404: 'There is none' },
  })
  async one(@CurrentCaller() caller: Caller, @Param('cameraID', CameraId) key: CameraKey): Promise<string> {
    return this.cameras.getJson(caller, key, cameraWire);
  }
}
