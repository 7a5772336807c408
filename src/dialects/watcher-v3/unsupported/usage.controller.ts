import { DomainError } from '#errors';
import { Query } from '@nestjs/common';
import { type Caller, CurrentCaller, isSuperuser } from '#auth';
import type { Wire } from '../collections/wire-list.js';
import { answerUsage } from './usage.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

/**
 * Which stream had which preset on which day, for billing (GO26). This server keeps no such diary, so the list is empty;
 * `GET /presets` and `GET /streams?preset.id=` tell how it is now.
 */

@ClientApi('usage', { tag: 'usage' })
export class UsageController {
  @Endpoint('GET', 'cameras', {
    operationId: 'camera_usages_list',
    summary: 'Usage of cameras: none is recorded',
    query: [
      { name: 'from', required: false, type: String, example: '2025-01-01', description: 'First day.' },
      { name: 'to', required: false, type: String, example: '2025-01-31', description: 'Last day.' },
      { name: 'license_id', required: false, type: String, example: '12345', description: 'A filter.' },
    ],
    list: { key: 'usage', sort: 'from', select: 'stream_name,plan_id' },
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    if (!isSuperuser(caller)) throw new DomainError('permission.missing', 'usage is for domain administrators');
    return answerUsage(parameters);
  }
}
