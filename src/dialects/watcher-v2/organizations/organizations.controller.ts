import { Body, Headers, Param, Query } from '@nestjs/common';
import { OrganizationsService, type OrganizationView } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { MosaicsService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { isForced } from '../input/forced.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewOrganizationBody, OrganizationBody, OrganizationItem } from './organization.dto.js';
import { organizationOrders, toOrganizationChange, toOrganizationWire } from './organization.wire.js';

/** Who owns cameras. Also under `/domains/1/organizations`. */
@WatcherV2Api('vsaas/api/v2/organizations', { tag: 'organizations' })
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly mosaics: MosaicsService,
  ) {}

  @Endpoint('GET', '', {
    summary: 'The organizations that the caller belongs to',
    description: 'All, for administrators.',
    list: { type: OrganizationItem, description: 'Organizations.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly OrganizationItem[]> {
    const { items } = await this.organizations.list(caller, toListQuery(parameters, organizationOrders), page);
    return this.show(caller, items);
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Make an organization',
    description: 'For administrators. Its owner gets every right in it.',
    answer: { type: OrganizationItem, description: 'The organization.' },
    errors: [400, 403],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(ObjectInput) body: NewOrganizationBody,
  ): Promise<OrganizationItem> {
    const made = await this.organizations.create(caller, { ...toOrganizationChange(body), title: body.title });
    return this.showOne(caller, made);
  }

  @Endpoint('GET', ':organization_id', {
    summary: 'One organization',
    answer: { type: OrganizationItem, description: 'The organization.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('organization_id', RowId) id: number): Promise<OrganizationItem> {
    return this.showOne(caller, await this.organizations.get(caller, id));
  }

  @Endpoint('PUT', ':organization_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Change an organization',
    description: 'The owner its title, administrators everything.',
    answer: { type: OrganizationItem, description: 'The organization as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) id: number,
    @Body(ObjectInput) body: OrganizationBody,
  ): Promise<OrganizationItem> {
    return this.showOne(caller, await this.organizations.update(caller, id, toOrganizationChange(body)));
  }

  @Endpoint('DELETE', ':organization_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Delete an organization',
    description: 'For administrators; never the default one.',
    requestHeaders: [
      {
        name: 'force',
        required: false,
        description: '`1` deletes its cameras with it; otherwise one that has cameras is refused (AX).',
      },
    ],
    answer: { type: Success, description: 'Deleted.' },
    errors: [400, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) id: number,
    @Headers('force') force?: string,
  ): Promise<Success> {
    await this.organizations.remove(caller, id, { force: isForced(force) });
    return { success: true };
  }

  private async showOne(caller: Caller, organization: OrganizationView): Promise<OrganizationItem> {
    const [view] = await this.show(caller, [organization]);
    if (view === undefined) throw new Error('one organization has one view');
    return view;
  }

  private async show(caller: Caller, found: readonly OrganizationView[]): Promise<readonly OrganizationItem[]> {
    const mosaics = await this.mosaics.countIn(
      caller,
      found.map(({ id }) => id),
    );
    return found.map((organization) => toOrganizationWire(organization, mosaics.get(organization.id) ?? 0));
  }
}

/** AX sends `force: 1`. */
