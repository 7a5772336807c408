import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { type MosaicDraft, MosaicsService } from '#layouts';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { given } from '../resources/body-field.js';
import { CameraNames } from '../resources/camera-names.js';
import { Inclusions } from '../resources/inclusions.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { gone } from '../resources/removal.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { MosaicChangeBody, NewMosaicBody } from './mosaic.dto.js';
import { mosaicResource } from './mosaic.resource.js';

const theId = 'The number of a mosaic.';

/** Cameras side by side, as the members of an organization see them. */
@ApiController('api/v1/mosaics', { tag: 'layouts' })
export class MosaicsController {
  constructor(
    private readonly mosaics: MosaicsService,
    private readonly cameras: CameraNames,
    private readonly answers: ItemAnswers,
    private readonly inclusions: Inclusions,
  ) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listMosaics',
    summary: 'The mosaics of the organizations of the caller',
    list: mosaicResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(mosaicResource, parameters, {
      including: this.inclusions.of(caller, mosaicResource),
      page: (query, page) => this.mosaics.list(caller, query, page),
      count: (query) => this.mosaics.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    item: mosaicResource,
    requires: ['cameras:read'],
    id: theId,
    operationId: 'getMosaic',
    summary: 'One mosaic',
    answer: { type: mosaicResource.answer, description: 'The mosaic, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(mosaicResource, { request, reply }, () => this.mosaics.get(caller, numberOf(id, 'mosaic')));
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'createMosaic',
    summary: 'Make a mosaic',
    description: 'For members who may edit cameras. At most 1000 for each organization.',
    body: { type: NewMosaicBody, examples: { four: { value: { title: 'Harbour', camera_ids: [1, null, 2] } } } },
    answer: { status: 201, type: mosaicResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewMosaicBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const made = await this.mosaics.create(caller, await this.draftOf(caller, body));
    return this.answers.created(mosaicResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['cameras:write', { orMember: true }],
    id: theId,
    operationId: 'updateMosaic',
    summary: 'Change a mosaic',
    description: 'RFC 7396: what is left out stays; `camera_ids` are replaced as a whole.',
    body: { type: MosaicChangeBody, examples: { title: { value: { title: 'Harbour, south' } } } },
    answer: { type: mosaicResource.answer, description: 'The mosaic as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: MosaicChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const number = numberOf(id, 'mosaic');
    return this.answers.change(
      mosaicResource,
      { request, reply },
      () => this.mosaics.get(caller, number),
      async () => this.mosaics.update(caller, number, await this.draftOf(caller, body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: ['cameras:write', { orMember: true }],
    id: theId,
    operationId: 'deleteMosaic',
    summary: 'Delete a mosaic',
    description: 'Its cameras stay.',
    answer: gone,
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const number = numberOf(id, 'mosaic');
    await this.answers.keep(
      mosaicResource,
      { request },
      () => this.mosaics.get(caller, number),
      () => this.mosaics.remove(caller, number),
    );
  }

  private async draftOf(caller: Caller, body: MosaicChangeBody): Promise<MosaicDraft> {
    const { title, type, organization_id: organizationId, visible, camera_ids: ids } = body;
    const cameras = ids && (await this.cameras.ofCells(caller, 'camera_ids', ids));
    return given({ title, type, organizationId, visible, cameras });
  }
}
