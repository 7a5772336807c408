import { Controller, Delete, Get, NotFoundException, Post, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Requires } from '#auth';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { readCountParameter } from './checked-parameters.js';
import { answerNothing, type NoFields } from './nothing.js';

/** What an episode is sorted and filtered by (GO26). */
const fields: NoFields = {
  episode_id: 'integer',
  media: 'string',
  episode_type: 'string',
  title: 'string',
  description: 'string',
  close_reason: 'string',
  opened_at: 'utc_ms',
  updated_at: 'utc_ms',
  started_at: 'utc_ms',
  closed_at: 'utc_ms',
  duration: 'number',
  is_favorite: 'boolean',
  vehicle_color_confidence_level: 'string',
};
const ofEpisode = { name: 'episode_id', type: String, description: 'Its id.', example: '1234567890123456789' };

/**
 * What video analytics has seen. There is none here: the list is empty, and no episode is found. Nothing can arrive
 * while a client waits, so a long poll is answered at once; clients then wait by themselves (GO26).
 */
@ApiTags('episodes')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/episodes')
export class EpisodesController {
  @Get()
  @ApiOperation({ operationId: 'episodes_list', summary: 'Episodes: none' })
  @ApiCollectionParameters({ sort: '-updated_at', select: 'episode_id,media' })
  @ApiQuery({
    name: 'media',
    required: false,
    type: String,
    example: 'demo-paris-eiffel-tower',
    description: 'A filter: the stream.',
  })
  @ApiQuery({ name: 'episode_type', required: false, type: String, example: 'motion', description: 'A filter.' })
  @ApiQuery({ name: 'updated_at_gt', required: false, type: Number, example: 1738108800000, description: 'A filter.' })
  @ApiQuery({
    name: 'poll_timeout',
    required: false,
    type: Number,
    example: 30,
    description: 'Seconds to wait for something; answered at once.',
  })
  @ApiEmptyPage('episodes')
  @ApiFailures(400, 401)
  async list(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    readCountParameter('poll_timeout', parameters['poll_timeout']);
    return answerNothing('episodes', fields, parameters, ['poll_timeout', 'token']);
  }

  @Get(':episode_id')
  @ApiOperation({ operationId: 'episode_get', summary: 'One episode: not found' })
  @ApiParam(ofEpisode)
  @ApiFailures(401, 404)
  get(): never {
    throw new NotFoundException();
  }

  @Put(':episode_id')
  @ApiOperation({ operationId: 'episode_update', summary: 'Change an episode: not found' })
  @ApiParam(ofEpisode)
  @ApiFailures(401, 404)
  update(): never {
    throw new NotFoundException();
  }

  @Delete(':episode_id')
  @ApiOperation({ operationId: 'episode_delete', summary: 'Delete an episode: not found' })
  @ApiParam(ofEpisode)
  @ApiFailures(401, 404)
  delete(): never {
    throw new NotFoundException();
  }

  @Post(':episode_id/favorites')
  @ApiOperation({ operationId: 'episode_add_to_favorites', summary: 'Mark an episode: not found' })
  @ApiParam(ofEpisode)
  @ApiFailures(401, 404)
  mark(): never {
    throw new NotFoundException();
  }

  @Delete(':episode_id/favorites')
  @ApiOperation({ operationId: 'episode_delete_from_favorites', summary: 'Unmark an episode: not found' })
  @ApiParam(ofEpisode)
  @ApiFailures(401, 404)
  unmark(): never {
    throw new NotFoundException();
  }
}
