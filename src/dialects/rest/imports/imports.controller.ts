import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { ImportJobsService } from '#cameras';
import { Config } from '#config';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { TakesFile } from '../../http/takes-upload.decorator.js';
import type { Upload } from '../../http/upload.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { readItemRequest } from '../resources/list-request.js';
import { sendResource } from '../resources/preconditions.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import { type Answer, toAnswer } from '../resources/resource.js';
import { ImportQuery, toImportTask } from './import.query.js';
import { importResource } from './import.resource.js';
import { mostBytes, queueFile } from './queue-file.js';

const importId = { name: 'id', description: 'The number of an import.' };

/** Files of cameras, imported by the server; what an import did can be taken back. */
@ApiController('api/v1/imports', { tag: 'imports' })
export class ImportsController {
  constructor(
    private readonly imports: ImportJobsService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'createImport',
    summary: 'Import a file of cameras',
    description:
      'At most 64 MiB: CSV, JSON, NDJSON, GeoJSON, CAM2 v1, ZoneMinder, Frigate, go2rtc, MediaMTX, Flussonic or ONVIF, ' +
      'found by its content. The answer comes when the file is here; the import runs on. At most 20 at once for each caller.',
    answer: { status: 202, type: importResource.answer, description: 'The import; `Location` is its address.' },
    errors: [400, 401, 403, 429],
  })
  @TakesFile('The file, or a form with the part `file`.', mostBytes)
  async create(
    @CurrentCaller() caller: Caller,
    @Query(strictInput) query: ImportQuery,
    @Body() upload: Upload | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const job = await queueFile(this.imports, caller, toImportTask(query), upload);
    void reply.header('location', `${this.config.publicPath}/api/v1/imports/${job.id}`);
    return toAnswer(importResource, job);
  }

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listImports',
    summary: 'The imports of the caller',
    description: 'For administrators all.',
    list: importResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(importResource, parameters, {
      page: (query, page) => this.imports.list(caller, query, page),
      count: (query) => this.imports.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['cameras:read'],
    id: 'The number of an import.',
    operationId: 'getImport',
    summary: 'One import',
    answer: { type: importResource.answer, description: 'How far it is, and what came of it.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() parameters: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fields: names } = readItemRequest(importResource, parameters);
    const found = await this.imports.get(caller, numberOf(id, 'import'));
    const whole = toAnswer(importResource, found);
    sendResource(request, reply, whole, names ? toAnswer(importResource, found, names) : whole);
  }

  @Endpoint('POST', ':id/undo', {
    requires: ['cameras:write', { orMember: true }],
    params: [importId],
    operationId: 'undoImport',
    summary: 'Take back what an import did',
    description:
      'Cameras that it made are deleted, what it changed is as before, and what it deleted is there again. A camera that ' +
      'somebody has changed since stays, and stands in `conflicts`. An import that ended long ago (`IMPORT_RETENTION_DAYS`) is gone: 404. 409 for one that has not ended, changed nothing, or was ' +
      'taken back already.',
    answer: { status: 202, type: importResource.answer, description: 'The import; its status becomes `undone`.' },
    errors: [401, 403, 404, 409],
  })
  async undo(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Answer> {
    return toAnswer(importResource, await this.imports.undo(caller, numberOf(id, 'import')));
  }

  @Endpoint('POST', ':id/cancel', {
    requires: ['cameras:write', { orMember: true }],
    params: [importId],
    operationId: 'cancelImport',
    summary: 'End an import before it is done',
    description: 'What it has done already stays, and can be taken back. 409 for one that has ended.',
    answer: { status: 202, type: importResource.answer, description: 'The import; its status becomes `cancelled`.' },
    errors: [401, 403, 404, 409],
  })
  async cancel(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Answer> {
    return toAnswer(importResource, await this.imports.cancel(caller, numberOf(id, 'import')));
  }
}
