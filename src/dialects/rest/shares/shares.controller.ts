import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { SharesService } from '#playback';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { CameraNames } from '../resources/camera-names.js';
import { Inclusions } from '../resources/inclusions.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { gone } from '../resources/removal.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { given } from '../resources/body-field.js';
import { toPermissions } from './share-actions.js';
import { NewShareBody, ShareChangeBody } from './share.dto.js';
import { shareResource, ShareWithKey } from './share.resource.js';

const theId = 'The number of a link.';

/** Links that let anybody who has their key watch one camera, for administrators. */
@ApiController('api/v1/shares', { tag: 'shares' })
export class SharesController {
  constructor(
    private readonly shares: SharesService,
    private readonly names: CameraNames,
    private readonly answers: ItemAnswers,
    private readonly inclusions: Inclusions,
  ) {}

  @Endpoint('GET', '', {
    requires: ['admin'],
    operationId: 'listShares',
    summary: 'All links, without their keys',
    list: shareResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(shareResource, parameters, {
      including: this.inclusions.of(caller, shareResource),
      page: (query, page) => this.shares.listWithoutKeys(caller, query, page),
      count: (query) => this.shares.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['admin'],
    id: theId,
    item: shareResource,
    operationId: 'getShare',
    summary: 'One link, without its key',
    answer: { type: shareResource.answer, description: 'The link, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(shareResource, { request, reply }, () => this.shares.get(caller, numberOf(id, 'share')));
  }

  @Endpoint('POST', '', {
    requires: ['admin'],
    operationId: 'createShare',
    summary: 'Make a link to a camera',
    description: 'For administrators who may watch the camera. The `key` is in this answer only.',
    noStore: true,
    body: {
      type: NewShareBody,
      examples: { press: { value: { name: 'For the press', camera_id: 1, can: ['view'] } } },
    },
    answer: {
      status: 201,
      description: 'It, with its `key`; `Location` is its address.',
      type: ShareWithKey,
    },
    errors: [400, 401, 403],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewShareBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const [cameraName = ''] = await this.names.of(caller, 'camera_id', [body.camera_id]);
    const permissions = toPermissions(body.can, body.archive_seconds);
    const made = await this.shares.create(caller, { name: body.name, cameraName, permissions });
    const listed = { ...made, cameraId: body.camera_id };
    return this.answers.created(shareResource, { request, reply }, listed, { more: { key: made.key } });
  }

  @Endpoint('PATCH', ':id', {
    requires: ['admin'],
    id: theId,
    operationId: 'updateShare',
    summary: 'Change the name or the rights of a link',
    description: 'RFC 7396: what is left out stays. Its key stays, too.',
    body: {
      type: ShareChangeBody,
      examples: { archive: { value: { can: ['view', 'archive'], archive_seconds: 3600 } } },
    },
    answer: { type: shareResource.answer, description: 'The link as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) { name, can, archive_seconds }: ShareChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const number = numberOf(id, 'share');
    const read = () => this.shares.get(caller, number);
    return this.answers.change(shareResource, { request, reply }, read, async () => {
      const { permissions } = await read();
      const change = given({ name, permissions: toPermissions(can, archive_seconds, permissions) });
      return this.shares.update(caller, number, change);
    });
  }

  @Endpoint('DELETE', ':id', {
    requires: ['admin'],
    id: theId,
    operationId: 'deleteShare',
    summary: 'End a link at once',
    answer: gone,
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const number = numberOf(id, 'share');
    await this.answers.keep(
      shareResource,
      { request },
      () => this.shares.get(caller, number),
      () => this.shares.removeNumbered(caller, number),
    );
  }
}
