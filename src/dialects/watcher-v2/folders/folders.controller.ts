import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Folder, FoldersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { Config } from '#config';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { FolderChangeBody, FolderItem, NewFolderBody } from './folder.dto.js';
import { folderOrders, toFolderDraft, toFolderWire, toShift } from './folder.wire.js';

/** The folders of an organization; exactly one has no parent (AX). */
@WatcherV2Api('vsaas/api/v2/organizations/:organization_id/folders', { tag: 'folders' })
export class FoldersController {
  constructor(
    private readonly folders: FoldersService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    summary: 'The folders that the caller sees',
    description: 'From the top down, in their order.',
    list: { type: FolderItem, description: 'Folders.' },
    errors: [400, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly FolderItem[]> {
    const query = toListQuery(parameters, folderOrders);
    const { items } = await this.folders.list(caller, organizationId, query, page);
    return items.map((folder) => toFolderWire(folder, this.config.publicPath));
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Make a folder',
    answer: { type: FolderItem, description: 'The folder.' },
    errors: [400, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Body(ObjectInput) body: NewFolderBody,
  ): Promise<FolderItem> {
    const draft = { ...toFolderDraft(body), parentId: body.parent_id };
    return this.show(caller, await this.folders.create(caller, organizationId, draft));
  }

  @Endpoint('GET', ':folder_id', {
    summary: 'One folder',
    description: 'With the picture of its plan, if there is one.',
    answer: { type: FolderItem, description: 'The folder.' },
    errors: [403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) id: number,
  ): Promise<FolderItem> {
    return this.show(caller, await this.folders.get(caller, organizationId, id));
  }

  @Endpoint('PUT', ':folder_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Change a folder, or move it',
    answer: { type: FolderItem, description: 'The folder as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) id: number,
    @Body(ObjectInput) body: FolderChangeBody,
  ): Promise<FolderItem> {
    const changed = await this.folders.update(caller, organizationId, id, (folder) => ({
      ...toFolderDraft(body, folder),
      shift: toShift(body, folder),
    }));
    return this.show(caller, changed);
  }

  @Endpoint('DELETE', ':folder_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Delete a folder and those below',
    description: 'Their cameras go into its parent. The folder at the top stays.',
    answer: { type: Success, description: 'Deleted.' },
    errors: [400, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) id: number,
  ): Promise<Success> {
    await this.folders.remove(caller, organizationId, id);
    return { success: true };
  }

  @Endpoint('GET', ':folder_id/map_file', {
    summary: "The picture of a folder's plan",
    headers: { 'content-security-policy': "default-src 'none'; sandbox" },
    produces: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
    answer: { description: 'The picture.', schema: { type: 'string', format: 'binary' } },
    errors: [403, 404],
  })
  async mapFile(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mediaType, bytes } = await this.folders.image(caller, organizationId, id);
    await reply.type(mediaType).send(bytes);
  }

  private async show(caller: Caller, folder: Folder): Promise<FolderItem> {
    const image =
      folder.image === null ? undefined : await this.folders.image(caller, folder.organizationId, folder.id);
    return toFolderWire(folder, this.config.publicPath, image);
  }
}
