import { Body, Param, Query } from '@nestjs/common';
import { OrganizationsService, type OrganizationView } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { MosaicsService } from '#layouts';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, isSelected, toWire, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { readFlagParameter } from '../query-parameters.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { NewOrganization, OrganizationChange } from './organization.dto.js';
import { readNewOrganization, readOrganizationChange } from './organization.draft.js';
import { Organization, organizationList, type OrganizationRelated } from './organization.fields.js';

const organizationId = new RowIdPipe('organization');

/** Organizations own streams and have members. */
@ClientApi('organizations', { tag: 'organizations' })
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly mosaics: MosaicsService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'organizations_list',
    summary:
      'Organizations where the caller is a member, the owner, or has a permission on a folder or stream; administrators: all',
    list: { key: 'organizations', item: Organization, sort: '-created_at,title', select: 'title,owner.name' },
    errors: [400, 401],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'organizations',
      list: organizationList,
      parameters,
      page: (query, page) => this.organizations.list(caller, query, page),
      count: (query) => this.organizations.count(caller, query),
      context: (items, select) => this.related(caller, items, select),
    });
  }

  @Endpoint('POST', '', {
    operationId: 'organization_create',
    summary: 'Create an organization',
    description: 'Domain administrators and administrators only. The owner becomes a member with every right.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: Organization, description: 'The organization.' },
    errors: [400, 401, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewOrganization): Promise<Wire> {
    return this.show(caller, await this.organizations.create(caller, readNewOrganization(body)));
  }

  @Endpoint('GET', ':organization_id', {
    operationId: 'organization_get',
    summary: 'One organization',
    answer: { type: Organization, description: 'The organization.' },
    errors: [401, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('organization_id', organizationId) id: number): Promise<Wire> {
    return this.show(caller, await this.organizations.get(caller, id));
  }

  @Endpoint('PUT', ':organization_id', {
    operationId: 'organization_save',
    summary: 'Change an organization',
    description: 'Its owner changes the title, administrators everything. What is left out stays.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: Organization, description: 'The whole organization.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Body(objectBody) body: OrganizationChange,
  ): Promise<Wire> {
    const current = await this.organizations.get(caller, id);
    const change = readOrganizationChange(body, current);
    return this.show(caller, await this.organizations.update(caller, id, change));
  }

  @Endpoint('DELETE', ':organization_id', {
    operationId: 'organization_delete',
    summary: 'Delete an organization',
    description: 'Administrators only; never the default one. One that has streams is 409 unless `force=true`.',
    requires: ['organizations:manage', { orMember: true }],
    query: [{ name: 'force', required: false, type: Boolean, description: 'With its streams. Our addition.' }],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query('force') force: unknown,
  ): Promise<void> {
    await this.organizations.remove(caller, id, { force: readFlagParameter('force', force) ?? false });
  }

  private async show(caller: Caller, organization: OrganizationView): Promise<Wire> {
    return toWire(organizationList, organization, await this.related(caller, [organization]));
  }

  private async related(
    caller: Caller,
    organizations: readonly OrganizationView[],
    select?: readonly string[],
  ): Promise<OrganizationRelated> {
    if (!isSelected('stats.mosaics', select)) return { mosaicCounts: new Map() };
    const ids = organizations.map(({ id }) => id);
    return { mosaicCounts: await this.mosaics.countIn(caller, ids) };
  }
}
