import { Param } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { CameraProvenanceService } from '#cameras';
import { ApiController } from '../../http/endpoint.js';
import { keyOf } from '../camera-key.js';
import { Endpoint } from '../endpoint.decorator.js';
import { CameraProvenanceAnswer } from './camera-provenance.dto.js';

/** Where a camera comes from. */
@ApiController('api/v1/cameras', { tag: 'cameras' })
export class CameraProvenanceController {
  constructor(private readonly provenance: CameraProvenanceService) {}

  @Endpoint('GET', ':id/provenance', {
    requires: ['cameras:read'],
    params: [{ name: 'id', description: "The camera's number." }],
    operationId: 'getCameraProvenance',
    summary: 'Where a camera comes from',
    description: 'The row of the file that last set it. Null where no import has.',
    answer: { type: CameraProvenanceAnswer, description: 'Source, import, file and line.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CameraProvenanceAnswer> {
    const found = await this.provenance.find(caller, keyOf(id));
    return {
      source: found?.source ?? null,
      import_id: found?.importId ?? null,
      file_name: found?.fileName ?? null,
      line: found?.line ?? null,
      set_at: found?.setAt.toISOString() ?? null,
    };
  }
}
