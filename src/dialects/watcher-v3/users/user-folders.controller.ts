import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { UserFoldersService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { Config } from '#config';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { FolderOfUser } from '../organizations/folders/folder.dto.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { userFolderList } from './user-folder.fields.js';

const userId = new RowIdPipe('user');
const organizationId = new RowIdPipe('organization');

/** A user's permissions on the folders of one organization. */
@ApiTags('user permissions')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/users/:user_id/organization/:organization_id/folders')
export class UserFoldersController {
  constructor(
    private readonly folders: UserFoldersService,
    private readonly config: Config,
  ) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'user_organization_folders_list',
    summary: 'The folders on which the user has a permission; everybody may see their own',
    description: filtersText,
  })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiParam({ name: 'organization_id', type: Number, description: 'Id of the organization.', example: 7 })
  @ApiCollectionParameters({ sort: 'hierarchy.level,title', select: 'title,permissions' })
  @ApiPageAnswer('folders', FolderOfUser)
  @ApiFailures(400, 401, 403, 404)
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
      page: (query, page) => this.folders.list(caller, user, organization, query, page),
      count: (query) => this.folders.count(caller, user, organization, query),
      context: () => ({ publicPath: this.config.publicPath }),
    });
  }
}
