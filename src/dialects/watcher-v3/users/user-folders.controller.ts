import { Param, Query } from '@nestjs/common';
import { FolderPermissionsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { Config } from '#config';
import { answerCollection, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { FolderOfUserAnswer, userFolderList } from './user-folder.fields.js';

const userId = new RowIdPipe('user');
const organizationId = new RowIdPipe('organization');

/** A user's permissions on the folders of one organization. */
@ClientApi('users/:user_id/organization/:organization_id/folders', { tag: 'user permissions' })
export class UserFoldersController {
  constructor(
    private readonly folderPermissions: FolderPermissionsService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'user_organization_folders_list',
    summary: 'The folders on which the user has a permission; everybody may see their own',
    requires: ['organizations:manage', { orMember: true }],
    list: { key: 'folders', item: FolderOfUserAnswer, sort: 'hierarchy.level,title', select: 'title,permissions' },
    errors: [400, 401, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('organization_id', organizationId) organization: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'folders',
      list: userFolderList,
      parameters,
      page: (query, page) => this.folderPermissions.ofUser(caller, user, organization, query, page),
      count: (query) => this.folderPermissions.countOfUser(caller, user, organization, query),
      context: () => ({ publicPath: this.config.publicPath }),
    });
  }
}
