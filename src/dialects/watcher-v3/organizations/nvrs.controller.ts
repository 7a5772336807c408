import { DomainError } from '#errors';
import { Controller, Delete, Get, NotFoundException, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ManagedOrganizationsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { answerNothing, type NoFields } from '../unsupported/nothing.js';

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
@ApiTags('nvrs')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@ApiParam({ name: 'organization_id', type: Number, description: 'Id of the organization.', example: 7 })
@Controller('watcher/client-api/v3/organizations/:organization_id/nvrs')
export class NvrsController {
  constructor(private readonly organizations: ManagedOrganizationsService) {}

  @Get()
  @ApiOperation({ operationId: 'organization_nvrs_list', summary: 'The recorders: none' })
  @ApiEmptyPage('nvrs')
  @ApiFailures(400, 401, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('nvrs', nvrFields, parameters);
  }

  @Get(':nvr_id/streams')
  @ApiOperation({ operationId: 'organization_nvr_streams_list', summary: "A recorder's streams: none" })
  @ApiEmptyPage('streams')
  @ApiFailures(400, 401, 404)
  async streams(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('streams', streamFields, parameters);
  }

  @Get(':nvr_id/episodes')
  @ApiOperation({ operationId: 'organization_nvr_episodes_list', summary: "A recorder's episodes: none" })
  @ApiEmptyPage('episodes')
  @ApiFailures(400, 401, 404)
  async episodes(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('episodes', episodeFields, parameters);
  }

  @Get(':nvr_id/discovery/devices')
  @ApiOperation({ operationId: 'discovery_devices_list', summary: 'Devices that a recorder has found: none' })
  @ApiEmptyPage('devices')
  @ApiFailures(400, 401, 404)
  async devices(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    await this.organizations.get(caller, id);
    return answerNothing('devices', deviceFields, parameters);
  }

  @Get(':nvr_id')
  @ApiOperation({ operationId: 'organization_nvr_get', summary: 'One recorder: not found' })
  @ApiFailures(401, 404)
  async get(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.missing(caller, id);
  }

  @Get(':nvr_id/streams/:name')
  @ApiParam({ name: 'name', description: 'The name of a stream of a recorder. There are none here.', example: 'gate' })
  @ApiOperation({ operationId: 'organization_nvr_stream_get', summary: 'A stream of a recorder: not found' })
  @ApiFailures(401, 404)
  async stream(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.missing(caller, id);
  }

  @Get(':nvr_id/episodes/:episode_id')
  @ApiOperation({ operationId: 'organization_nvr_episode_get', summary: 'An episode of a recorder: not found' })
  @ApiFailures(401, 404)
  async episode(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.missing(caller, id);
  }

  @Delete(':nvr_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'organization_nvr_delete', summary: 'Unregister a recorder: not found' })
  @ApiFailures(401, 403, 404)
  async delete(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    await this.assertEdits(caller, id);
    return this.missing(caller, id);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'organization_nvr_create', summary: 'Register a recorder: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async create(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.unsupported(caller, id);
  }

  @Put(':nvr_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'organization_nvr_save', summary: 'Register or change a recorder: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async save(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<never> {
    return this.unsupported(caller, id);
  }

  @Post('nvr-activation-token')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'nvr_activation_token_create', summary: 'Activate a recorder: not supported' })
  @ApiFailures(401, 403, 404, 501)
  async activate(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
  ): Promise<never> {
    return this.unsupported(caller, id);
  }

  @Post(':nvr_id/sync')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ operationId: 'organization_nvr_sync', summary: 'Synchronize a recorder: not supported' })
  @ApiFailures(401, 403, 404, 501)
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
