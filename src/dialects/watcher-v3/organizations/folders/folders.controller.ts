import { Body, Param, Query, StreamableFile } from '@nestjs/common';
import { FoldersService, type Folder as OneFolder } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { Config } from '#config';
import { objectBody } from '../../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../../collections/wire-list.js';
import { ClientApi, Endpoint } from '../../endpoint.decorator.js';
import { RowIdPipe } from '../../row-id.pipe.js';
import { readFolderChange, readNewFolder } from './folder.draft.js';
import { FolderChange, NewFolder } from './folder.dto.js';
import { FolderAnswer, folderList } from './folder.fields.js';

const organizationId = new RowIdPipe('organization');
const folderId = new RowIdPipe('folder');

/** The tree of an organization's folders: members see it, those who may edit streams change it. */
@ClientApi('organizations/:organization_id/folders', { tag: 'folders' })
export class FoldersController {
  constructor(
    private readonly folders: FoldersService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'folders_list',
    summary: 'The folders, by level and position unless sorted',
    list: { key: 'folders', item: FolderAnswer, sort: 'hierarchy.level,title', select: 'title,hierarchy' },
    errors: [400, 401, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'folders',
      list: folderList,
      parameters,
      page: (query, page) => this.folders.list(caller, organization, query, page),
      count: (query) => this.folders.count(caller, organization, query),
      context: () => ({ publicPath: this.config.publicPath }),
    });
  }

  @Endpoint('POST', '', {
    operationId: 'folder_create',
    summary: 'Create a folder',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: FolderAnswer, description: 'The folder.' },
    errors: [400, 401, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Body(objectBody) body: NewFolder,
  ): Promise<Wire> {
    return this.show(caller, await this.folders.create(caller, organization, readNewFolder(body)));
  }

  @Endpoint('GET', ':folder_id', {
    operationId: 'folder_get',
    summary: 'One folder',
    answer: { type: FolderAnswer, description: 'The folder.' },
    errors: [401, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
  ): Promise<Wire> {
    return this.show(caller, await this.folders.get(caller, organization, folder));
  }

  @Endpoint('PUT', ':folder_id', {
    operationId: 'folder_save',
    summary: 'Change or move a folder',
    description: 'What is left out stays. `hierarchy.shift` moves it with all below it.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: FolderAnswer, description: 'The whole folder.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Body(objectBody) body: FolderChange,
  ): Promise<Wire> {
    const change = readFolderChange(body, await this.folders.get(caller, organization, folder));
    return this.show(caller, await this.folders.update(caller, organization, folder, change));
  }

  @Endpoint('DELETE', ':folder_id', {
    operationId: 'folder_delete',
    summary: 'Delete a folder with those below',
    description: 'Their streams go to its parent. The root folder stays: 400.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { status: 204, description: 'Deleted.' },
    errors: [400, 401, 403, 404],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
  ): Promise<void> {
    await this.folders.remove(caller, organization, folder);
  }

  @Endpoint('GET', ':folder_id/floor_plan', {
    operationId: 'folder_floor_plan_get',
    summary: 'The picture of its floor plan',
    description: 'Our addition: what `floor_plan.file.url` names.',
    produces: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
    answer: { description: 'The picture.', schema: { type: 'string', format: 'binary' } },
    errors: [401, 404],
  })
  async floorPlan(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
  ): Promise<StreamableFile> {
    const { bytes, mediaType } = await this.folders.image(caller, organization, folder);
    return new StreamableFile(bytes, { type: mediaType, length: bytes.length, disposition: 'inline' });
  }

  /** Alone, a folder brings its picture: `url` is deprecated (GO26), so newer clients read `b64_content`. */
  private async show(caller: Caller, folder: OneFolder): Promise<Wire> {
    const { publicPath } = this.config;
    if (folder.image === null) return toWire(folderList, folder, { publicPath });
    const { bytes } = await this.folders.image(caller, folder.organizationId, folder.id);
    return toWire(folderList, folder, { picture: bytes, publicPath });
  }
}
