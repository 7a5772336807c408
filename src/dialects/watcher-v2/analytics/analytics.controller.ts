import { Controller, Get, NotFoundException, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#auth';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { ServedPage } from '../lists/page.js';

/** What is recognized in pictures: nothing, because no pictures pass through this server. The lists are there, and empty. */
@ApiTags('analytics')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2')
export class AnalyticsController {
  @Get(['analytics/faces', 'analytics/plates', 'faces', 'persons'])
  @ApiOperation({
    summary: 'Faces, plates, persons: none',
    description: 'The parameters are checked as in every list.',
  })
  @ApiList([Object], 'None.')
  @ApiFailures(400, 403)
  list(@Query(lenientInput) _parameters: ListParameters, @ServedPage() _page: unknown): readonly never[] {
    return [];
  }

  @Get(['faces/:id', 'faces/:id/preview.jpg', 'persons/:id'])
  @ApiOperation({ summary: 'One of them: there is none', description: 'Answers 404.' })
  @ApiFailures(403, 404)
  get(): never {
    throw new NotFoundException();
  }
}
