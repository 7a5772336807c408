import { Param, Query } from '@nestjs/common';
import { OrganizationsService, ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { MosaicsService } from '#layouts';
import { answerCollection, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { readFlagParameter } from '../query-parameters.js';
import { Organization, organizationList } from '../organizations/organization.fields.js';
import { RowIdPipe } from '../row-id.pipe.js';

const userId = new RowIdPipe('user');

/** The organizations of a user; the path is in the singular (GO25). */
@ClientApi('users/:user_id/organization', { tag: 'users' })
export class UserOrganizationsController {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly organizations: OrganizationsService,
    private readonly mosaics: MosaicsService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'user_organizations_list',
    summary: 'The organizations of a user that the caller may know of; everybody may see their own',
    description: `\`user_permissions\` are the user's, not the caller's.`,
    requires: ['organizations:manage', { orMember: true }],
    query: [
      {
        name: 'can_edit',
        required: false,
        type: Boolean,
        description: 'Only those where the caller may edit users; `false` leaves all of them.',
      },
    ],
    list: { key: 'organizations', item: Organization, sort: 'title', select: 'title,user_permissions' },
    errors: [400, 401, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    // The Go SDK always sends `false` where nothing was asked for (GO25): it narrows nothing.
    const canEdit = readFlagParameter('can_edit', parameters['can_edit']) || undefined;
    const theirs = await this.users.organizationsOf(caller, user, canEdit);
    const rights = new Map(
      theirs.map(({ id, flags, isMember, owner }) => [id, { ...flags, isMember, isOwner: owner?.id === user }]),
    );
    const mine = { operator: 'in', field: 'id', values: [...rights.keys()] } as const;
    return answerCollection({
      key: 'organizations',
      list: organizationList,
      parameters,
      own: ['can_edit'],
      page: async (query, page) => {
        const where = [mine, ...query.where];
        const found = await this.organizations.list(caller, { ...query, where }, page);
        return { ...found, items: found.items.map((item) => ({ ...item, mine: rights.get(item.id) ?? item.mine })) };
      },
      count: (query) => this.organizations.count(caller, { ...query, where: [mine, ...query.where] }),
      context: async (items) => ({
        mosaicCounts: await this.mosaics.countIn(
          caller,
          items.map(({ id }) => id),
        ),
      }),
    });
  }
}
