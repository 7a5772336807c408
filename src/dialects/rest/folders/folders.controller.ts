import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FoldersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { Inclusions } from '../resources/inclusions.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { FolderChangeBody, NewFolderBody, toFolderChange, toNewFolder } from './folder.dto.js';
import { folderResource } from './folder.resource.js';

const id = 'The number of a folder.';

/** The trees of folders in which organizations keep their cameras. */
@ApiController('api/v1/folders', { tag: 'folders' })
export class FoldersController {
  constructor(
    private readonly folders: FoldersService,
    private readonly answers: ItemAnswers,
    private readonly inclusions: Inclusions,
  ) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listFolders',
    summary: 'The folders that the caller sees',
    description: 'Those of their organizations, and those that they have a grant on, with what lies below.',
    list: folderResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(folderResource, parameters, {
      including: this.inclusions.of(caller, folderResource),
      page: (query, page) => this.folders.listAll(caller, query, page),
      count: (query) => this.folders.countAll(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    item: folderResource,
    requires: ['cameras:read'],
    id,
    operationId: 'getFolder',
    summary: 'One folder',
    answer: { type: folderResource.answer, description: 'The folder, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(folderResource, { request, reply }, () =>
      this.folders.find(caller, numberOf(text, 'folder')),
    );
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    operationId: 'createFolder',
    summary: 'Make a folder',
    description: 'For those who may edit the cameras of the organization. Without `parent_id` it lies below the root.',
    body: {
      type: NewFolderBody,
      examples: { floor: { value: { organization_id: 1, title: 'Ground floor' } } },
    },
    answer: { status: 201, type: folderResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 402, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewFolderBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const made = await this.folders.create(caller, body.organization_id, toNewFolder(body));
    return this.answers.created(folderResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['organizations:manage', { orMember: true }],
    id,
    operationId: 'updateFolder',
    summary: 'Change or move a folder',
    description:
      'RFC 7396: what is left out stays, `null` clears. Another `parent_id` moves it with all below it, behind its new siblings unless `position` says where.',
    body: { type: FolderChangeBody, examples: { title: { value: { title: 'First floor' } } } },
    answer: { type: folderResource.answer, description: 'The folder as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Body(strictInput) body: FolderChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const folderId = numberOf(text, 'folder');
    const { organizationId } = await this.folders.find(caller, folderId);
    return this.answers.change(
      folderResource,
      { request, reply },
      () => this.folders.find(caller, folderId),
      () => this.folders.update(caller, organizationId, folderId, toFolderChange(body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: ['organizations:manage', { orMember: true }],
    id,
    operationId: 'deleteFolder',
    summary: 'Delete a folder',
    description: 'With the folders below; their cameras go to the folder above. The root stays.',
    answer: { status: 204, description: 'It is gone.' },
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const folderId = numberOf(text, 'folder');
    const { organizationId } = await this.folders.find(caller, folderId);
    await this.answers.keep(
      folderResource,
      { request },
      () => this.folders.find(caller, folderId),
      () => this.folders.remove(caller, organizationId, folderId),
    );
  }
}
