import { NotFoundException, Query } from '@nestjs/common';
import type { Wire } from '../collections/wire-list.js';
import { answerNothing } from './nothing.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

const ofPerson = { name: 'id', type: String, description: 'Its id.', example: '1' };

/** Faces that a vision engine would know. There is none here: the lists are empty, and nobody is found. */

@ClientApi('', { tag: 'persons' })
export class PersonsController {
  @Endpoint('GET', 'persons', {
    operationId: 'persons_list',
    summary: 'Known faces: none',
    list: { key: 'persons', sort: 'name', select: 'name' },
    errors: [400, 401],
  })
  async persons(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('persons', { id: 'integer', name: 'string', created_at: 'utc_ms' }, parameters);
  }

  @Endpoint('GET', 'persons/:id', {
    operationId: 'person_get',
    summary: 'One known face: not found',
    params: [ofPerson],
    errors: [401, 404],
  })
  person(): never {
    throw new NotFoundException();
  }

  @Endpoint('DELETE', 'persons/:id', {
    operationId: 'person_delete',
    summary: 'Forget a face: not found',
    params: [ofPerson],
    errors: [401, 404],
  })
  forget(): never {
    throw new NotFoundException();
  }

  @Endpoint('GET', 'person_lists', {
    operationId: 'person_lists_list',
    summary: 'Lists of known faces: none',
    list: { key: 'person_lists', sort: 'title', select: 'title' },
    errors: [400, 401],
  })
  async lists(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('person_lists', { id: 'integer', title: 'string', created_at: 'utc_ms' }, parameters);
  }
}
