import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { SharesService } from '#playback';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';
import { NewSharedToken } from './share.dto.js';
import { readShare, SharedToken, shareList } from './share.fields.js';

/** Links that let anybody who has their key watch one stream. */
@AdminApi('shares', { tag: 'shares' })
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  @Endpoint('GET', '', {
    operationId: 'shared_tokens_list',
    summary: 'All links, with their keys',
    list: { key: 'shared_tokens', item: SharedToken, sort: 'name', select: 'name,media' },
    noStore: true,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'shared_tokens',
      list: shareList,
      parameters,
      page: (query, page) => this.shares.list(caller, query, page),
      count: (query) => this.shares.count(caller, query),
      context: () => undefined,
    });
  }

  @Endpoint('POST', '', {
    operationId: 'shared_token_create',
    summary: 'Create a link',
    answer: { type: SharedToken, description: 'The link.' },
    noStore: true,
    errors: [400, 401, 403, 409],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewSharedToken): Promise<Wire> {
    return toWire(shareList, await this.shares.create(caller, readShare(body)), undefined);
  }

  @Endpoint('DELETE', ':key', {
    operationId: 'shared_token_delete',
    summary: 'End a link at once',
    answer: { status: 204, description: 'Ended.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('key') key: string): Promise<void> {
    await this.shares.remove(caller, key);
  }
}
