import { NotFoundException, Query } from '@nestjs/common';
import type { Wire } from '../collections/wire-list.js';
import { answerNothing } from '../unsupported/nothing.js';
import { nvrFields } from './nvrs.controller.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

/** Video recorders of the caller, whatever their organization (GO26): there are none here. */

@ClientApi('nvrs', { tag: 'nvrs' })
export class OwnNvrsController {
  @Endpoint('GET', '', {
    operationId: 'user_nvrs_list',
    summary: 'The recorders that the caller may see: none',
    list: { key: 'nvrs' },
    errors: [400, 401],
  })
  async list(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('nvrs', nvrFields, parameters);
  }

  @Endpoint('GET', 'config', {
    operationId: 'nvr_config_get',
    summary: 'What a recorder asks with its own API key: not found',
    description: 'No recorder is registered here, so no key is one of a recorder.',
    errors: [401, 404],
  })
  config(): never {
    throw new NotFoundException();
  }
}
