import { Controller, Delete, Get, NotFoundException, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Requires } from '#auth';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { answerNothing } from './nothing.js';

const ofPerson = { name: 'id', type: String, description: 'Its id.', example: '1' };

/** Faces that a vision engine would know. There is none here: the lists are empty, and nobody is found. */
@ApiTags('persons')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3')
export class PersonsController {
  @Get('persons')
  @ApiOperation({ operationId: 'persons_list', summary: 'Known faces: none' })
  @ApiCollectionParameters({ sort: 'name', select: 'name' })
  @ApiEmptyPage('persons')
  @ApiFailures(400, 401)
  async persons(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('persons', { id: 'integer', name: 'string', created_at: 'utc_ms' }, parameters);
  }

  @Get('persons/:id')
  @ApiOperation({ operationId: 'person_get', summary: 'One known face: not found' })
  @ApiParam(ofPerson)
  @ApiFailures(401, 404)
  person(): never {
    throw new NotFoundException();
  }

  @Delete('persons/:id')
  @ApiOperation({ operationId: 'person_delete', summary: 'Forget a face: not found' })
  @ApiParam(ofPerson)
  @ApiFailures(401, 404)
  forget(): never {
    throw new NotFoundException();
  }

  @Get('person_lists')
  @ApiOperation({ operationId: 'person_lists_list', summary: 'Lists of known faces: none' })
  @ApiCollectionParameters({ sort: 'title', select: 'title' })
  @ApiEmptyPage('person_lists')
  @ApiFailures(400, 401)
  async lists(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('person_lists', { id: 'integer', title: 'string', created_at: 'utc_ms' }, parameters);
  }
}
