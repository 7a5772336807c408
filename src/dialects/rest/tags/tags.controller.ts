import { Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { TagsService } from '#cameras';
import { ApiController } from '../../http/endpoint.js';
import { Endpoint } from '../endpoint.decorator.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import { tagResource } from './tag.resource.js';

/** Under which tags cameras are sorted. */
@ApiController('api/v1/tags', { tag: 'cameras' })
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listTags',
    summary: 'The tags of the cameras that the caller sees, with how many have each',
    description: 'One for each organization; `cameras?tags=` finds the cameras of all.',
    list: tagResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(tagResource, parameters, {
      page: (query, page) => this.tags.list(caller, query, page),
      count: (query) => this.tags.count(caller, query),
    });
  }
}
