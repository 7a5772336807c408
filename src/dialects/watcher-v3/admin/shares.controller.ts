import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { SharesService } from '#playback';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { ForAdministrators } from './for-administrators.decorator.js';
import { NewSharedToken, SharedToken } from './share.dto.js';
import { readShare, shareList } from './share.fields.js';

/** Links that let anybody who has their key watch one stream. */
@ApiTags('admin: shares')
@ForAdministrators()
@Controller('watcher/admin-api/v3/shares')
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'shared_tokens_list', summary: 'All links, with their keys', description: filtersText })
  @ApiCollectionParameters({ sort: 'name', select: 'name,media' })
  @ApiPageAnswer('shared_tokens', SharedToken)
  @ApiFailures(400, 401, 403)
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

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'shared_token_create', summary: 'Make a link' })
  @ApiResponse({ status: 200, type: SharedToken, description: 'The link.' })
  @ApiFailures(400, 401, 403, 409)
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewSharedToken): Promise<Wire> {
    return toWire(shareList, await this.shares.create(caller, readShare(body)), undefined);
  }

  @Delete(':key')
  @HttpCode(204)
  @ApiOperation({ operationId: 'shared_token_delete', summary: 'End a link at once' })
  @ApiParam({
    name: 'key',
    description: 'Its key, or what the list shows in its place.',
    example: 'IJCo3KGLBf6NAqMCGgHf5gNhpl9',
  })
  @ApiResponse({ status: 204, description: 'Ended.' })
  @ApiFailures(401, 403, 404)
  async delete(@CurrentCaller() caller: Caller, @Param('key') key: string): Promise<void> {
    await this.shares.remove(caller, key);
  }
}
