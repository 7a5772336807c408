import { DomainError } from '#errors';
import { NotFoundException, Param, Query } from '@nestjs/common';
import { OrganizationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import type { Wire } from '../collections/wire-list.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { answerNothing, type NoFields } from '../unsupported/nothing.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

const organizationId = new RowIdPipe('organization');

/** What recorders and what they have would be sorted and filtered by. */
export const nvrFields: NoFields = { id: 'integer', title: 'string', note: 'string', organization_id: 'integer' };
const streamFields: NoFields = { name: 'string', title: 'string', disabled: 'boolean' };
const episodeFields: NoFields = { episode_id: 'integer', media: 'string', updated_at: 'utc_ms', opened_at: 'utc_ms' };
const deviceFields: NoFields = { ip: 'string', manufacturer: 'string', model: 'string' };

/**
 * Video recorders (GO26) are other Watchers that this one would ask for their streams. There are none here: lists are
 * empty, single ones are not found, and registering one is not supported.
 */

@ClientApi('organizations/:organization_id/nvrs', { tag: 'nvrs' })
export class NvrsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Endpoint('GET', '', {
    operationId: 'organization_nvrs_list',
    summary: 'The recorders: none',
    list: { key: 'nvrs' },
    errors: [400, 401, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('nvrs', nvrFields, parameters);
  }

  @Endpoint('GET', ':nvr_id/streams', {
    operationId: 'organization_nvr_streams_list',
    summary: "A recorder's streams: none",
    list: { key: 'streams' },
    errors: [400, 401, 404],
  })
  async streams(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('streams', streamFields, parameters);
  }

  @Endpoint('GET', ':nvr_id/episodes', {
    operationId: 'organization_nvr_episodes_list',
    summary: "A recorder's episodes: none",
    list: { key: 'episodes' },
    errors: [400, 401, 404],
  })
  async episodes(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('episodes', episodeFields, parameters);
  }

  @Endpoint('GET', ':nvr_id/discovery/devices', {
    operationId: 'discovery_devices_list',
    summary: 'Devices that a recorder has found: none',
    list: { key: 'devices' },
    errors: [400, 401, 404],
  })
  async devices(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('devices', deviceFields, parameters);
  }

  @Endpoint('GET', ':nvr_id', {
    operationId: 'organization_nvr_get',
    summary: 'One recorder: not found',
    errors: [401, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.missing(caller, id);
  }

  @Endpoint('GET', ':nvr_id/streams/:name', {
    operationId: 'organization_nvr_stream_get',
    summary: 'A stream of a recorder: not found',
    params: [
      { name: 'name', description: 'The name of a stream of a recorder. There are none here.', example: 'gate' },
    ],
    errors: [401, 404],
  })
  async stream(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.missing(caller, id);
  }

  @Endpoint('GET', ':nvr_id/episodes/:episode_id', {
    operationId: 'organization_nvr_episode_get',
    summary: 'An episode of a recorder: not found',
    errors: [401, 404],
  })
  async episode(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.missing(caller, id);
  }

  @Endpoint('DELETE', ':nvr_id', {
    operationId: 'organization_nvr_delete',
    summary: 'Unregister a recorder: not found',
    requires: ['cameras:write', { orMember: true }],
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    await this.assertEdits(caller, id);
    return this.missing(caller, id);
  }

  @Endpoint('POST', '', {
    operationId: 'organization_nvr_create',
    summary: 'Register a recorder: not supported',
    requires: ['cameras:write', { orMember: true }],
    errors: [401, 403, 404, 501],
  })
  async create(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.unsupported(caller, id);
  }

  @Endpoint('PUT', ':nvr_id', {
    operationId: 'organization_nvr_save',
    summary: 'Register or change a recorder: not supported',
    requires: ['cameras:write', { orMember: true }],
    errors: [401, 403, 404, 501],
  })
  async save(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.unsupported(caller, id);
  }

  @Endpoint('POST', 'nvr-activation-token', {
    operationId: 'nvr_activation_token_create',
    summary: 'Activate a recorder: not supported',
    requires: ['cameras:write', { orMember: true }],
    errors: [401, 403, 404, 501],
  })
  async activate(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
  ): Promise<never> {
    return this.unsupported(caller, id);
  }

  @Endpoint('POST', ':nvr_id/sync', {
    operationId: 'organization_nvr_sync',
    summary: 'Synchronize a recorder: not supported',
    requires: ['cameras:write', { orMember: true }],
    errors: [401, 403, 404, 501],
  })
  async synchronize(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
  ): Promise<never> {
    return this.unsupported(caller, id);
  }

  private async missing(caller: Caller, organization: number): Promise<never> {
    await this.organizations.get(caller, organization);
    throw new NotFoundException();
  }

  private async unsupported(caller: Caller, organization: number): Promise<never> {
    await this.assertEdits(caller, organization);
    throw new UnsupportedAction('video recorders');
  }

  private async assertEdits(caller: Caller, id: number): Promise<void> {
    const { mine } = await this.organizations.get(caller, id);
    if (!mine.canEditStreams) throw new DomainError('organization.forbidden', `organization ${id}`);
  }
}
