import { NotFoundException, Query } from '@nestjs/common';
import type { Wire } from '../collections/wire-list.js';
import { readCountParameter } from './checked-parameters.js';
import { answerNothing, type NoFields } from './nothing.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

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

/**
 * What video analytics has seen. There is none here: the list is empty, and no episode is found. Nothing can arrive
 * while a client waits, so a long poll is answered at once; clients then wait by themselves (GO26).
 */

@ClientApi('episodes', { tag: 'episodes' })
export class EpisodesController {
  @Endpoint('GET', '', {
    operationId: 'episodes_list',
    summary: 'Episodes: none',
    query: [
      {
        name: 'media',
        required: false,
        type: String,
        example: 'demo-paris-eiffel-tower',
        description: 'A filter: the stream.',
      },
      { name: 'episode_type', required: false, type: String, example: 'motion', description: 'A filter.' },
      { name: 'updated_at_gt', required: false, type: Number, example: 1738108800000, description: 'A filter.' },
      {
        name: 'poll_timeout',
        required: false,
        type: Number,
        example: 30,
        description: 'Seconds to wait for something; answered at once.',
      },
    ],
    list: { key: 'episodes', sort: '-updated_at', select: 'episode_id,media' },
    errors: [400, 401],
  })
  async list(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    readCountParameter('poll_timeout', parameters['poll_timeout']);
    return answerNothing('episodes', fields, parameters, ['poll_timeout', 'token']);
  }

  @Endpoint('GET', ':episode_id', {
    operationId: 'episode_get',
    summary: 'One episode: not found',
    errors: [401, 404],
  })
  get(): never {
    throw new NotFoundException();
  }

  @Endpoint('PUT', ':episode_id', {
    operationId: 'episode_update',
    summary: 'Change an episode: not found',
    errors: [401, 404],
  })
  update(): never {
    throw new NotFoundException();
  }

  @Endpoint('DELETE', ':episode_id', {
    operationId: 'episode_delete',
    summary: 'Delete an episode: not found',
    errors: [401, 404],
  })
  delete(): never {
    throw new NotFoundException();
  }

  @Endpoint('POST', ':episode_id/favorites', {
    operationId: 'episode_add_to_favorites',
    summary: 'Mark an episode: not found',
    errors: [401, 404],
  })
  mark(): never {
    throw new NotFoundException();
  }

  @Endpoint('DELETE', ':episode_id/favorites', {
    operationId: 'episode_delete_from_favorites',
    summary: 'Unmark an episode: not found',
    errors: [401, 404],
  })
  unmark(): never {
    throw new NotFoundException();
  }
}
