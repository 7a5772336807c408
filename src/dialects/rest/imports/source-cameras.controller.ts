import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { ImportJobsService } from '#cameras';
import { Config } from '#config';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { TakesFile } from '../../http/takes-upload.decorator.js';
import type { Upload } from '../../http/upload.js';
import { Endpoint } from '../endpoint.decorator.js';
import { type Answer, toAnswer } from '../resources/resource.js';
import { SourceSetQuery, toSourceTask } from './import.query.js';
import { importResource } from './import.resource.js';
import { mostBytes, queueFile } from './queue-file.js';

/** All cameras that a source has, as it states them. */
@ApiController('api/v1/sources/:name/cameras', { tag: 'imports' })
export class SourceCamerasController {
  constructor(
    private readonly imports: ImportJobsService,
    private readonly config: Config,
  ) {}

  @Endpoint('PUT', '', {
    requires: ['cameras:write', { orMember: true }],
    params: [{ name: 'name', description: 'The `source` of the cameras.', example: 'road-authority' }],
    operationId: 'replaceSourceCameras',
    summary: 'Make the cameras of a source those of a file',
    description:
      'An import of all that the source has: cameras that are new are made, others changed, and those of the source in the ' +
      'organization that the file does not have are deleted, unless a row was rejected. A field that somebody has changed since ' +
      'the source last set it stays, and stands in `drift`. A row with the name of a camera of another source is rejected. ' +
      '`dry_run=true` gives the plan. Sets of one source run one after the other; each can be taken back.',
    answer: { status: 202, type: importResource.answer, description: 'The import; `Location` is its address.' },
    errors: [400, 401, 403, 429],
  })
  @TakesFile('The file, or a form with the part `file`.', mostBytes)
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Query(strictInput) query: SourceSetQuery,
    @Body() upload: Upload | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const job = await queueFile(this.imports, caller, toSourceTask(query, name), upload);
    void reply.header('location', `${this.config.publicPath}/api/v1/imports/${job.id}`);
    return toAnswer(importResource, job);
  }
}
