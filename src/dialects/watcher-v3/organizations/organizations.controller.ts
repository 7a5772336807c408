import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ManagedOrganizationsService, type OrganizationView } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { MosaicsService } from '#layouts';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, isSelected, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { readFlagParameter } from '../flag-parameter.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { NewOrganization, Organization, OrganizationChange } from './organization.dto.js';
import { readNewOrganization, readOrganizationChange } from './organization.draft.js';
import { organizationList, type OrganizationSurroundings } from './organization.fields.js';

const ofOrganization = { name: 'organization_id', type: Number, description: 'Its id.', example: 7 };
const organizationId = new RowIdPipe('organization');

/** Who owns streams, and who belongs to whom. */
@ApiTags('organizations')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/organizations')
export class OrganizationsController {
  constructor(
    private readonly organizations: ManagedOrganizationsService,
    private readonly mosaics: MosaicsService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'organizations_list',
    summary: 'Where the caller belongs, owns, or has a permission on a folder or stream; administrators: all',
    description: filtersText,
  })
  @ApiCollectionParameters({ sort: '-created_at,title', select: 'title,owner.name' })
  @ApiPageAnswer('organizations', Organization)
  @ApiFailures(400, 401)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'organizations',
      list: organizationList,
      parameters,
      page: (query, page) => this.organizations.list(caller, query, page),
      count: (query) => this.organizations.count(caller, query),
      context: (items, select) => this.surroundings(caller, items, select),
    });
  }

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    operationId: 'organization_create',
    summary: 'Make an organization',
    description: 'Domain administrators and administrators only. The owner becomes a member with every right.',
  })
  @ApiResponse({ status: 200, type: Organization, description: 'The organization.' })
  @ApiFailures(400, 401, 403)
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewOrganization): Promise<Wire> {
    return this.show(caller, await this.organizations.create(caller, readNewOrganization(body)));
  }

  @Get(':organization_id')
  @ApiOperation({ operationId: 'organization_get', summary: 'One organization' })
  @ApiParam(ofOrganization)
  @ApiResponse({ status: 200, type: Organization, description: 'The organization.' })
  @ApiFailures(401, 404)
  async get(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<Wire> {
    return this.show(caller, await this.organizations.get(caller, id));
  }

  @Put(':organization_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'organization_save',
    summary: 'Change an organization',
    description: 'Its owner changes the title, administrators everything. What is left out stays.',
  })
  @ApiParam(ofOrganization)
  @ApiResponse({ status: 200, type: Organization, description: 'The whole organization.' })
  @ApiFailures(400, 401, 403, 404)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Body(objectBody) body: OrganizationChange,
  ): Promise<Wire> {
    const current = await this.organizations.get(caller, id);
    const change = readOrganizationChange(body, current);
    return this.show(caller, await this.organizations.update(caller, id, change));
  }

  @Delete(':organization_id')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({
    operationId: 'organization_delete',
    summary: 'Delete an organization',
    description: 'Administrators only; never the default one. One that has streams is 409 unless `force=true`.',
  })
  @ApiParam(ofOrganization)
  @ApiQuery({ name: 'force', required: false, type: Boolean, description: 'With its streams. Our addition.' })
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiFailures(401, 403, 404)
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query('force') force: unknown,
  ): Promise<void> {
    await this.organizations.remove(caller, id, { force: readFlagParameter('force', force) ?? false });
  }

  private async show(caller: Caller, organization: OrganizationView): Promise<Wire> {
    return toWire(organizationList, organization, await this.surroundings(caller, [organization]));
  }

  private async surroundings(
    caller: Caller,
    organizations: readonly OrganizationView[],
    select?: readonly string[],
  ): Promise<OrganizationSurroundings> {
    if (!isSelected('stats.mosaics', select)) return { mosaicCounts: new Map() };
    const ids = organizations.map(({ id }) => id);
    return { mosaicCounts: await this.mosaics.countIn(caller, ids) };
  }
}
