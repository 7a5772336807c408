import { NotFoundException, Query } from '@nestjs/common';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { ServedPage } from '../lists/page.js';

/** Recognized faces, plates and persons: always none, because no pictures pass through this server. The lists are empty. */
@WatcherV2Api('vsaas/api/v2', { tag: 'analytics' })
export class AnalyticsController {
  @Endpoint('GET', ['analytics/faces', 'analytics/plates', 'faces', 'persons'], {
    summary: 'Faces, plates, persons: none',
    description: 'The parameters are checked as in every list.',
    list: { type: [Object], description: 'None.' },
    errors: [400, 403],
  })
  list(@Query(lenientInput) _parameters: ListParameters, @ServedPage() _page: unknown): readonly never[] {
    return [];
  }

  @Endpoint('GET', ['faces/:id', 'faces/:id/preview.jpg', 'persons/:id'], {
    summary: 'One of them: there is none',
    description: 'Answers 404.',
    errors: [403, 404],
  })
  get(): never {
    throw new NotFoundException();
  }
}
